INSERT INTO tracked_body (place, retention, tracked_at, bodies) VALUES (?1, ?2, ?3, ?4)
