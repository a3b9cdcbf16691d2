SELECT id FROM tracking WHERE retention = ?1 AND to_at < ?2 ORDER BY to_at LIMIT 1
