INSERT INTO retention (number, name, keep) VALUES (?1, ?2, ?3)
ON CONFLICT (number) DO UPDATE SET name = excluded.name, keep = excluded.keep
