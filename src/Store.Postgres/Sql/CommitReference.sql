-- currval: the number of the segment that this transaction has written just before.
INSERT INTO reference_1 (reader, lane, sequence, number, entries)
SELECT r.reader, $1, $2, currval('segment_number'), r.entries FROM unnest($3, $4) AS r (reader, entries)
