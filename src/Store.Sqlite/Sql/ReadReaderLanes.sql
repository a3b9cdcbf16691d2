SELECT reader, lane, epoch, base_number, base_epoch, base_sequence, base_item, base_done,
    deaths, death_sequence, death_item, (SELECT session FROM lane WHERE lane.lane = reader_lane.lane)
FROM reader_lane
WHERE joined = 0
ORDER BY reader, lane
