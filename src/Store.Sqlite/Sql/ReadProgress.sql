-- ?3: the number of the base, which counts unless there is a newer row
SELECT number, epoch, sequence, item, done
FROM progress
WHERE reader = ?1 AND lane = ?2 AND number > ?3
ORDER BY number DESC
LIMIT 1
