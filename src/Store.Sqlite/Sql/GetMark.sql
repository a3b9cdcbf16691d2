SELECT coalesce((SELECT max(route_version) FROM activation), 0),
    coalesce((SELECT number FROM announcement WHERE hash IS NOT NULL), 0),
    coalesce((SELECT given FROM store), 0)
