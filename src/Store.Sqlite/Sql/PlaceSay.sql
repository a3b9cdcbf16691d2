INSERT INTO operated_instance (host, server, word, said_at) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (host, server) DO UPDATE SET word = excluded.word, said_at = excluded.said_at
