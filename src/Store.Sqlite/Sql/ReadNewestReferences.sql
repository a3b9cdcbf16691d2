SELECT lane, (SELECT MAX(sequence) FROM reference WHERE reference.lane = lane.lane AND reference.reader = ?1)
FROM lane
