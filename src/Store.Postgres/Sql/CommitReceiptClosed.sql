UPDATE receipt SET closed_at = coalesce($2, now())
WHERE key = ANY ($1) AND closed_at IS NULL
