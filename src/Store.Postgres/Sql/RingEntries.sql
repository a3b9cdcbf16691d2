SELECT sequence, entries FROM reference_1
WHERE reader = $1 AND lane = $2 AND sequence >= $3 ORDER BY sequence LIMIT $4
