INSERT INTO lane (lane, session, epoch, route_version, generation, tracking, last_sequence)
SELECT n, $1, 1, s.route_version, s.generation, s.tracking, 0
FROM store s,
    (SELECT count(*) AS lanes, count(*) FILTER (WHERE session = $1) AS own, coalesce(max(lane), 0) AS last FROM lane) l,
    generate_series(l.last + 1, l.last + greatest($2 - l.own, $3 - l.lanes)) AS n
