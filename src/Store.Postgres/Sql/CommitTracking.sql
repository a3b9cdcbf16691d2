INSERT INTO tracking_0_1 (from_at, to_at, event_index, events)
SELECT * FROM unnest($1, $2, $3, $4)
