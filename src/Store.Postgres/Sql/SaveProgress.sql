-- What counts as the newest progress lives on when its generation is emptied (rule 63).
UPDATE reader_lane AS r
SET base_number = n.number, base_epoch = n.epoch, base_sequence = n.sequence, base_item = n.item, base_done = n.done,
    last_number = greatest(r.last_number, n.number)
FROM (SELECT reader, lane FROM reader_lane WHERE lane = $1 ORDER BY reader FOR UPDATE) AS b
CROSS JOIN LATERAL (
    SELECT * FROM progress_1 p WHERE p.reader = b.reader AND p.lane = b.lane ORDER BY p.number DESC LIMIT 1) AS n
WHERE r.reader = b.reader AND r.lane = b.lane AND n.number > r.base_number
