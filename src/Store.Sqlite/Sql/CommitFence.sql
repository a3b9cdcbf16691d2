SELECT session, epoch, route_version,
    MAX(last_sequence, COALESCE((SELECT MAX(sequence) FROM segment WHERE segment.lane = ?1), 0))
FROM lane
WHERE lane = ?1
