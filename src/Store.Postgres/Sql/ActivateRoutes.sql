WITH version AS (UPDATE store SET route_version = route_version + 1 RETURNING route_version),
    lanes AS (UPDATE lane SET route_version = (SELECT route_version FROM version))
INSERT INTO activation (route_version, hash, applied_at) SELECT route_version, $1, coalesce($2, now()) FROM version
