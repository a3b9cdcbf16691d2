SELECT l.lane, l.epoch, greatest(l.last_sequence, (SELECT max(s.sequence) FROM segment s WHERE s.lane = l.lane))
FROM lane l WHERE l.session = $1 ORDER BY l.lane
