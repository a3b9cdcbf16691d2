SELECT name, session, epoch, server, cause, changed_at, wanted FROM lease ORDER BY name
