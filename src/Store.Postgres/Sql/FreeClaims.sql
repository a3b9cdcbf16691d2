UPDATE claim SET session = 0, acquisition = NULL, deaths = deaths + CASE WHEN $2 THEN 1 ELSE 0 END
WHERE session = $1
