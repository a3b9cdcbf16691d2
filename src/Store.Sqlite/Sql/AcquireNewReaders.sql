-- A reader that is not in a lane yet starts at its beginning. A detached port (kind 2) is only where it was detached; a
-- reply reader (kind 3) in all lanes, the one of another server only if that has no session; an ordered one (kind 4) in
-- all lanes, unless somebody else has it
INSERT INTO reader_lane (reader, lane, session, epoch, joined, base_number, base_epoch, base_sequence, base_item,
    base_done, deaths, death_sequence, death_item)
SELECT reader.id, lane.lane, ?1, 1, 0, 0, 0, 1, 0, x'', 0, 0, 0
FROM reader, lane
WHERE reader.id = ?2 AND CASE reader.kind
        WHEN 2 THEN 0
        WHEN 3 THEN NOT EXISTS (SELECT 1 FROM session WHERE server = reader.name)
            OR EXISTS (SELECT 1 FROM session WHERE server = reader.name AND id = ?1)
        WHEN 4 THEN NOT EXISTS (
            SELECT 1 FROM reader_lane AS other WHERE other.reader = reader.id AND other.session NOT IN (0, ?1))
        ELSE lane.session = ?1 END
    AND NOT EXISTS (SELECT 1 FROM reader_lane AS there WHERE there.reader = reader.id AND there.lane = lane.lane)
