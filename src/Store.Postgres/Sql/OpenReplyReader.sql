INSERT INTO reader (id, kind, name, base)
SELECT n.id, 3, n.server, n.id
FROM (SELECT nextval('reader_id')::int AS id, s.server FROM session s WHERE s.id = $1
    AND NOT EXISTS (SELECT FROM reader r WHERE r.kind = 3 AND r.name = s.server)) AS n
