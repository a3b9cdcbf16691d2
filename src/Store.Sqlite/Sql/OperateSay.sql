INSERT INTO operated_port (location, name, word, said_at) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (location, name) DO UPDATE SET word = excluded.word, said_at = excluded.said_at
