-- Not truncating: that would hold up those who insert.
VACUUM (SKIP_LOCKED, TRUNCATE false) receipt
