INSERT INTO lease AS l (name, session, epoch, server, cause, quiet_since, changed_at, wanted)
VALUES ($1, 0, 0, '', 0, coalesce($3, now()), coalesce($3, now()), $2)
ON CONFLICT (name) DO UPDATE SET wanted = excluded.wanted
