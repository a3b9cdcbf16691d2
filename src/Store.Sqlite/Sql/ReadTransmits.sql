-- ?3, ?4: the position; a row that only speaks of items before it is of no more use
SELECT number, epoch, sequence, item, records
FROM transmit
WHERE reader = ?1 AND lane = ?2 AND (sequence, item) >= (?3, ?4)
ORDER BY number
