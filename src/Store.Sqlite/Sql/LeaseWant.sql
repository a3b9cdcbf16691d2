INSERT INTO lease (name, session, epoch, server, cause, quiet_since, changed_at, wanted)
VALUES (?1, 0, 0, '', 0, ?3, ?3, ?2)
ON CONFLICT (name) DO UPDATE SET wanted = excluded.wanted
