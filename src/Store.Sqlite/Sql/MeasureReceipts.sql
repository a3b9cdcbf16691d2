SELECT MAX(key), COUNT(*) FROM (SELECT key FROM receipt WHERE key > ?1 ORDER BY key LIMIT ?2)
