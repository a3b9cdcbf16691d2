SELECT hash, applied_at FROM activation GROUP BY hash, applied_at ORDER BY max(route_version) DESC LIMIT $1
