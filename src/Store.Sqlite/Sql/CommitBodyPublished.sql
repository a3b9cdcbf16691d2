UPDATE body SET session = 0, segment = ?3 WHERE id = ?1 AND session = ?2
