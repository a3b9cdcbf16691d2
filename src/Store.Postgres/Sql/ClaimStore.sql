-- A store belongs to one group for ever.
WITH first AS (
    INSERT INTO store (id, group_name) VALUES (1, $1) ON CONFLICT DO NOTHING RETURNING generation
)
INSERT INTO generation (generation, opened_at) SELECT generation, coalesce($2, now()) FROM first
