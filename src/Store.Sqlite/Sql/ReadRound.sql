SELECT sequence, number, entries
FROM reference
WHERE reader = ?1 AND lane = ?2 AND sequence >= ?3
ORDER BY sequence
LIMIT ?4
