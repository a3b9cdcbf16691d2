-- ?2: 1 for a death, 0 for an end in good order
UPDATE claim SET session = 0, deaths = deaths + ?2 WHERE session = ?1
