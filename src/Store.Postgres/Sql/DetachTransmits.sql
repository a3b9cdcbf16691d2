-- What senders recorded for items of the host ($5) that are not done goes on with the port.
INSERT INTO transmit_kept (reader, lane, number, epoch, sequence, item, records)
SELECT $1, $2, $3 + row_number() OVER (ORDER BY t.number), $4, t.sequence, t.item, t.records
FROM transmit t
WHERE t.reader = $5 AND t.lane = $2 AND (t.sequence, t.item) >= ($6, $7)
RETURNING number, sequence, item, records
