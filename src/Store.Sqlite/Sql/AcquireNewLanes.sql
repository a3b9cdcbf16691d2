INSERT INTO lane (lane, session, epoch, route_version, last_sequence)
VALUES (?1, ?2, 1, COALESCE((SELECT MAX(route_version) FROM activation), 0), 0)
