SELECT id, item, deaths FROM claim WHERE session = 0 AND location = ?1 ORDER BY id
