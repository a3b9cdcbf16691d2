-- ?2: the server of the owner before
INSERT INTO cluster_change (name, epoch, changed_at, from_server, to_server, cause)
SELECT name, epoch, changed_at, ?2, server, cause FROM lease WHERE name = ?1
