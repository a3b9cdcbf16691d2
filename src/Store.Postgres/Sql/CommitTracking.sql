INSERT INTO tracking (from_at, to_at, event_index, events)
SELECT * FROM unnest($1, $2, $3, $4)
