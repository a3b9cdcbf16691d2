SELECT 1 FROM claim WHERE id = ?1
