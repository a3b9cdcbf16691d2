INSERT INTO receipt (key, taken_at)
SELECT k, coalesce($2, now()) FROM unnest($1) AS k
