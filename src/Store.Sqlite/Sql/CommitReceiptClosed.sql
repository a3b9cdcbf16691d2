UPDATE receipt SET closed_at = ?2 WHERE key = ?1 AND closed_at IS NULL
