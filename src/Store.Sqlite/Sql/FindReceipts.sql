SELECT 1 FROM receipt WHERE key = ?1 AND closed_at IS NULL
