INSERT INTO claim (id, session, location, item)
SELECT c.id, $1, c.location, c.item FROM unnest($2, $3, $4) AS c (id, location, item)
