INSERT INTO open_item_body (number, body) VALUES (?1, ?2) ON CONFLICT DO NOTHING
