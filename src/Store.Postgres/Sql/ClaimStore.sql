-- A store belongs to one group for ever.
WITH first AS (
    INSERT INTO store (id, group_name) VALUES (1, $1) ON CONFLICT DO NOTHING RETURNING generation
), tracked AS (
    INSERT INTO tracking_generation (retention, generation, opened_at)
    SELECT c, 1, coalesce($2, now()) FROM first, generate_series(0, 3) AS c
)
INSERT INTO generation (generation, opened_at) SELECT generation, coalesce($2, now()) FROM first
