INSERT INTO operated_port AS o (location, name, word, said_at) VALUES ($1, $2, $3, coalesce($4, now()))
ON CONFLICT (location, name) DO UPDATE SET word = excluded.word, said_at = excluded.said_at
