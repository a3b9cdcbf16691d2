WITH emptied AS (UPDATE store SET oldest = oldest + 1 RETURNING oldest)
DELETE FROM generation WHERE generation < (SELECT oldest FROM emptied)
