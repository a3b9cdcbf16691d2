INSERT INTO operated_instance AS o (host, server, word, said_at) VALUES ($1, $2, $3, coalesce($4, now()))
ON CONFLICT (host, server) DO UPDATE SET word = excluded.word, said_at = excluded.said_at
