SELECT number, sequence, track IS NOT NULL, length(records) + COALESCE(length(track), 0)
FROM segment
WHERE lane = ?1 AND sequence > ?2
ORDER BY sequence
LIMIT 1
