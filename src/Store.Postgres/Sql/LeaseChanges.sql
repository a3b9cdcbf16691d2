SELECT name, epoch, changed_at, from_server, to_server, cause, detected, gap FROM cluster_change
WHERE $1 IS NULL OR name = $1 ORDER BY changed_at DESC, name COLLATE "C", epoch DESC LIMIT $2
