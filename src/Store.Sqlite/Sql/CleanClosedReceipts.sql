DELETE FROM receipt
WHERE key IN (
    SELECT key FROM receipt WHERE closed_at IS NOT NULL AND closed_at < ?1 ORDER BY closed_at LIMIT ?2)
