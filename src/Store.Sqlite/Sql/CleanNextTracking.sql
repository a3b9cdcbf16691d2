SELECT id FROM tracking WHERE to_at < ?1 ORDER BY to_at LIMIT 1
