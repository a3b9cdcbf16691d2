SELECT id FROM reader WHERE kind = ?1 AND name = ?2 AND (?3 IS NULL OR base = ?3)
