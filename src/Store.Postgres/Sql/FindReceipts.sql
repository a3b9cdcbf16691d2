SELECT key FROM receipt WHERE key = ANY ($1) AND closed_at IS NULL
