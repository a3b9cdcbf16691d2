-- Up to a number, and only what speaks of no item at or beyond the position
DELETE FROM transmit
WHERE reader = ?1 AND lane = ?2 AND number >= ?3 AND number < ?4 AND (sequence, item) < (?5, ?6)
