SELECT 1 FROM reference WHERE reader = ?1 AND lane = ?2 AND sequence = ?3
