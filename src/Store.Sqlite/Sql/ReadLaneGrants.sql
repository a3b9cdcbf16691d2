SELECT lane, epoch, MAX(last_sequence, COALESCE((SELECT MAX(sequence) FROM segment WHERE segment.lane = lane.lane), 0))
FROM lane
WHERE session = ?1
ORDER BY lane
