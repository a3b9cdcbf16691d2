INSERT INTO reference_1 (reader, lane, sequence, entries)
SELECT r.reader, $1, $2, r.entries FROM unnest($3, $4) AS r (reader, entries)
