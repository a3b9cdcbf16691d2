SELECT route_version, hash, applied_at FROM activation ORDER BY route_version DESC LIMIT 1
