SELECT reader, lane, session FROM reader_lane WHERE session <> 0 ORDER BY reader, lane
