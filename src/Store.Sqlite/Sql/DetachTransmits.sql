-- What senders recorded for items of the host that are not done goes on with the port: ?3 its host
INSERT INTO transmit (lane, reader, number, epoch, sequence, item, records)
SELECT r.lane, r.reader, r.base_number + ROW_NUMBER() OVER (ORDER BY t.number), r.epoch, t.sequence, t.item, t.records
FROM reader_lane AS r
JOIN transmit AS t ON t.lane = r.lane AND t.reader = ?3
WHERE r.reader = ?1 AND r.lane = ?2 AND (t.sequence, t.item) >= (r.base_sequence, r.base_item)
