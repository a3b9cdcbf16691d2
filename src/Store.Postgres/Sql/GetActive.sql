SELECT hash, route_version, applied_at FROM activation ORDER BY route_version DESC LIMIT 1
