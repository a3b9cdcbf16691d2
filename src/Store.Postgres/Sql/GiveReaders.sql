-- Without an heir a reader goes to the owner of its lane; an ordered one (kind 4) is free in all lanes.
UPDATE reader_lane AS l
SET epoch = l.epoch + 1, session = CASE
    WHEN $2 <> 0 THEN $2
    WHEN r.kind = 4 THEN 0
    ELSE (SELECT o.session FROM lane o WHERE o.lane = l.lane) END
FROM unnest($3, $4, $5) AS g (reader, lane, epoch), reader r
WHERE l.reader = g.reader AND l.lane = g.lane AND l.session = $1 AND l.epoch = g.epoch AND r.id = g.reader
