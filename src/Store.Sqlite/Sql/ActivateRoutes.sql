INSERT INTO activation (route_version, hash, applied_at) VALUES (?1, ?2, ?3)
