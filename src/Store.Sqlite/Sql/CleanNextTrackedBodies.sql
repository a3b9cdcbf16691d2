SELECT place FROM tracked_body WHERE retention = ?1 AND tracked_at < ?2 ORDER BY tracked_at LIMIT 1
