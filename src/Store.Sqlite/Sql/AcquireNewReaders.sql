-- A reader that is not in a lane yet starts at its beginning; a detached port is only where it was detached
INSERT INTO reader_lane (reader, lane, session, epoch, joined, base_number, base_epoch, base_sequence, base_item,
    base_done, deaths, death_sequence, death_item)
SELECT reader.id, lane.lane, ?1, 1, 0, 0, 0, 1, 0, x'', 0, 0, 0
FROM reader, lane
WHERE reader.id = ?2 AND reader.kind <> 2 AND lane.session = ?1
    AND NOT EXISTS (SELECT 1 FROM reader_lane AS there WHERE there.reader = reader.id AND there.lane = lane.lane)
