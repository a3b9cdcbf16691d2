SELECT sequence, entries
FROM reference
WHERE reader = ?1 AND lane = ?2 AND sequence >= ?3 AND sequence < ?4
ORDER BY sequence
LIMIT 1
