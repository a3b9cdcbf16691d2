INSERT INTO open_item_body (item, body)
SELECT * FROM unnest($1, $2) ON CONFLICT DO NOTHING
