INSERT INTO port (id, name)
SELECT nextval('port_id'), p.name FROM (
    SELECT DISTINCT name FROM unnest($1) AS name WHERE name NOT IN (SELECT name FROM port)) p
