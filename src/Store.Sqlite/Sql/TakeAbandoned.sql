UPDATE claim SET session = ?2 WHERE session = 0 AND location = ?1
