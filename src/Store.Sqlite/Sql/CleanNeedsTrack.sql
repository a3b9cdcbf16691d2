SELECT 1 FROM segment WHERE lane = ?1 AND sequence >= ?2 AND track IS NOT NULL LIMIT 1
