SELECT id, kind, name, base FROM reader ORDER BY id
