-- A claim's receipt has the claim's id as its key.
WITH gone AS (DELETE FROM claim WHERE id = ANY ($1))
DELETE FROM receipt WHERE key = ANY ($1)
