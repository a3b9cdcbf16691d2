SELECT substr(bodies, ?2 + 1, ?3) FROM tracked_body WHERE place = ?1
