SELECT sequence, track
FROM segment
WHERE lane = ?1 AND sequence >= ?2
ORDER BY sequence
