INSERT INTO trial (number, base, candidate, share, margin, accept_after, accept_after_time, begun_at)
SELECT COALESCE(MAX(number), 0) + 1, ?1, ?2, ?3, ?4, ?5, ?6, ?7 FROM trial
