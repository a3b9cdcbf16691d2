-- How many of these have another epoch by now: with a live owner, those that it has given.
SELECT count(*) FROM reader_lane l, unnest($1, $2, $3) AS g (reader, lane, epoch)
WHERE l.reader = g.reader AND l.lane = g.lane AND l.epoch > g.epoch
