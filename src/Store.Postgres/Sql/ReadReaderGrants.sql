SELECT reader, lane, epoch, progress_epoch, number, sequence, item, done,
    CASE WHEN death_sequence = sequence AND death_item = item THEN deaths ELSE 0 END,
    (SELECT l.session FROM lane l WHERE l.lane = p.lane)
FROM reader_progress p WHERE session = $1 ORDER BY lane, reader
