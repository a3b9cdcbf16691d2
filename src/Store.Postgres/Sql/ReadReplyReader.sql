SELECT r.id FROM reader r WHERE r.kind = 3 AND r.name = (SELECT s.server FROM session s WHERE s.id = $1)
