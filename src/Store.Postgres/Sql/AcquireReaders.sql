-- The reply reader of one's own server is taken from whoever has it; every other reader only if it is free, an ordered
-- one only if it is free in all lanes.
UPDATE reader_lane AS l SET session = $1, epoch = l.epoch + 1
FROM reader r
WHERE r.id = l.reader AND l.reader = ANY ($2) AND l.session <> $1 AND CASE
    WHEN r.kind = 4
        THEN NOT EXISTS (SELECT FROM reader_lane o WHERE o.reader = r.id AND o.session NOT IN (0, $1))
    WHEN r.kind <> 3
        THEN l.session = 0 AND NOT l.joined AND l.lane IN (SELECT lane FROM lane WHERE session = $1)
    WHEN EXISTS (SELECT FROM session s WHERE s.server = r.name AND s.id = $1) THEN true
    ELSE l.session = 0 AND NOT EXISTS (SELECT FROM session s WHERE s.server = r.name) END
