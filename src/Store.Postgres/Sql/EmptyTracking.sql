WITH emptied AS (UPDATE store SET tracking_oldest[$1 + 1] = $2 + 1 RETURNING id)
DELETE FROM tracking_generation USING emptied WHERE retention = $1 AND generation <= $2
