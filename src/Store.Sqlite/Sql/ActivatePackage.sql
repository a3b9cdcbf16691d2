INSERT INTO configuration (hash, package) VALUES (?1, ?2) ON CONFLICT (hash) DO NOTHING
