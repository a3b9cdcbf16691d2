SELECT lane, MAX(last_sequence, COALESCE((SELECT MAX(sequence) FROM segment WHERE segment.lane = lane.lane), 0))
FROM lane
