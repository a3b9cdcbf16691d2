-- What was written last may be long ago, if nobody was there to clean up; clocks differ by less than an hour.
WITH raised AS (UPDATE store SET tracking[$1 + 1] = $2 RETURNING id),
    closed AS (
        UPDATE tracking_generation SET closed_at = least(coalesce($3, now()), $4 + interval '1 hour')
        WHERE retention = $1 AND generation = $2 - 1)
INSERT INTO tracking_generation (retention, generation, opened_at) SELECT $1, $2, coalesce($3, now()) FROM raised
