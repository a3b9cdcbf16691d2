INSERT INTO reader_lane (reader, lane, session, epoch, joined, base_number, base_epoch, base_sequence, base_item,
    base_done, deaths, death_sequence, death_item)
SELECT ?1, lane, 0, 0, 0, 0, 0,
    1 + MAX(last_sequence, COALESCE((SELECT MAX(sequence) FROM segment WHERE segment.lane = lane.lane), 0)),
    0, x'', 0, 0, 0
FROM lane
