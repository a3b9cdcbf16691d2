SELECT name, id FROM port ORDER BY id
