-- A detached port (kind 2) stands only where it was detached; a reply reader (kind 3) in all lanes, the one of another
-- server only if that has no session; an ordered one (kind 4) in all lanes, unless somebody else has it.
INSERT INTO reader_lane (reader, lane, session, epoch, base_sequence, base_item)
SELECT r.id, l.lane, 0, 0, 1, 0 FROM reader r, lane l
WHERE r.id = ANY ($2) AND CASE r.kind
    WHEN 2 THEN false
    WHEN 3 THEN NOT EXISTS (SELECT FROM session s WHERE s.server = r.name)
        OR EXISTS (SELECT FROM session s WHERE s.server = r.name AND s.id = $1)
    WHEN 4 THEN NOT EXISTS (SELECT FROM reader_lane o WHERE o.reader = r.id AND o.session NOT IN (0, $1))
    ELSE l.session = $1 END
ON CONFLICT DO NOTHING
