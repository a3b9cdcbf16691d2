INSERT INTO claim (id, session, location, item, deaths) VALUES (?1, ?2, ?3, ?4, 0)
