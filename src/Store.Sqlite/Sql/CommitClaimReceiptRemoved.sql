DELETE FROM receipt WHERE key = ?1
