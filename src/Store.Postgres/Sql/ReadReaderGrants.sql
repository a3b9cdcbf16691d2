SELECT reader, lane, epoch, progress_epoch, number, sequence, item, done,
    CASE WHEN death_sequence = sequence AND death_item = item THEN deaths ELSE 0 END
FROM reader_progress WHERE session = $1 ORDER BY lane, reader
