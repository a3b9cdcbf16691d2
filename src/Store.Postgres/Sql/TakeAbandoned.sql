UPDATE claim SET session = $1, acquisition = $3 WHERE session = 0 AND location = $2
