-- Changes no row if the key is there
INSERT INTO receipt (key, received_at) VALUES (?1, ?2) ON CONFLICT (key) DO NOTHING
