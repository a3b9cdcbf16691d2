-- The commit itself, and another in its place.
SELECT count(*) FILTER (WHERE commit_id = $3), count(*) FILTER (WHERE commit_id <> $3)
FROM segment WHERE lane = $1 AND sequence = $2
