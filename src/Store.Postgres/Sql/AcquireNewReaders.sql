-- A detached port stands only where it was detached (kind 2).
INSERT INTO reader_lane (reader, lane, session, epoch, base_sequence, base_item)
SELECT r.id, l.lane, 0, 0, 1, 0 FROM reader r, lane l
WHERE r.id = ANY ($2) AND r.kind <> 2 AND l.session = $1
ON CONFLICT DO NOTHING
