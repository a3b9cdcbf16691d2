INSERT INTO lease (name, session, epoch, server, cause, quiet_since, changed_at)
VALUES ($1, 0, 0, '', 0, coalesce($2, now()), coalesce($2, now()))
ON CONFLICT DO NOTHING
