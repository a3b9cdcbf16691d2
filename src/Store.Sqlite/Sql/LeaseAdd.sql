INSERT INTO lease (name, session, epoch, server, cause, quiet_since, changed_at) VALUES (?1, 0, 0, '', 0, ?2, ?2)
ON CONFLICT DO NOTHING
