SELECT t.reader, t.lane, t.epoch, t.number, t.sequence, t.item, t.records
FROM reader_progress p, transmit t
WHERE p.session = $1 AND t.reader = p.reader AND t.lane = p.lane AND t.number > p.since_number
    AND (t.sequence, t.item) >= (p.sequence, p.item)
ORDER BY t.lane, t.reader, t.number
