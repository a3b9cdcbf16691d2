-- A new host or ordered port starts at the heads that this statement sees, behind the locks of all lanes: an exact
-- cut (rule 52).
WITH added AS (
    INSERT INTO reader (id, kind, name, base)
    SELECT n.id, $2, n.name, n.id FROM (
        SELECT nextval('reader_id')::int AS id, h.name FROM (
            SELECT DISTINCT name FROM unnest($1) AS name
            WHERE name NOT IN (SELECT name FROM reader WHERE kind = $2)) h) n
    RETURNING id
)
INSERT INTO reader_lane (reader, lane, session, epoch, base_sequence, base_item)
SELECT a.id, l.lane, 0, 0,
    1 + greatest(l.last_sequence, (SELECT max(s.sequence) FROM segment s WHERE s.lane = l.lane)), 0
FROM added a, lane l
