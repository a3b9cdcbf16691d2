INSERT INTO transmit_1 (reader, lane, number, epoch, sequence, item, records)
SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7)
