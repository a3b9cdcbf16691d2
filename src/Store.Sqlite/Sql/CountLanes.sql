SELECT COUNT(*), COALESCE(SUM(session = ?1), 0), COALESCE(MAX(lane), 0) FROM lane
