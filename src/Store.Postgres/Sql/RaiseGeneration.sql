WITH raised AS (UPDATE store SET generation = $1 RETURNING generation),
    closed AS (UPDATE generation SET closed_at = coalesce($2, now()) WHERE generation = $1 - 1)
INSERT INTO generation (generation, opened_at) SELECT generation, coalesce($2, now()) FROM raised
