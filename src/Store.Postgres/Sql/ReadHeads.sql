SELECT l.lane, greatest(l.last_sequence, (SELECT max(s.sequence) FROM segment s WHERE s.lane = l.lane))
FROM lane l ORDER BY l.lane
