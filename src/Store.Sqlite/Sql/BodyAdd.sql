INSERT INTO body (id, session) VALUES (?1, ?2)
