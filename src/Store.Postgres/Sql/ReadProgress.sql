SELECT reader, lane, progress_epoch, number, sequence, item, done FROM reader_progress
WHERE NOT joined ORDER BY reader, lane
