WITH added AS (
    INSERT INTO reader (id, kind, name, base) SELECT nextval('reader_id'), 2, $1, $2
    WHERE NOT EXISTS (SELECT FROM reader WHERE kind = 2 AND base = $2 AND name = $1)
    RETURNING id)
SELECT id FROM added UNION ALL SELECT id FROM reader WHERE kind = 2 AND base = $2 AND name = $1
