UPDATE reader_lane AS r
SET session = 0, epoch = r.epoch + 1, joined = true, last_number = greatest(r.last_number, r.base_number,
    (SELECT max(p.number) FROM progress p WHERE p.reader = $1 AND p.lane = $2),
    (SELECT max(t.number) FROM transmit t WHERE t.reader = $1 AND t.lane = $2))
WHERE r.reader = $1 AND r.lane = $2 AND r.session = $3 AND r.epoch = $4
