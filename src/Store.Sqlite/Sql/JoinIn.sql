UPDATE reader_lane
SET session = 0, epoch = epoch + 1, joined = 1,
    base_number = MAX(base_number,
        COALESCE((SELECT MAX(number) FROM progress WHERE progress.reader = ?1 AND progress.lane = ?2), 0),
        COALESCE((SELECT MAX(number) FROM transmit WHERE transmit.reader = ?1 AND transmit.lane = ?2), 0))
WHERE reader = ?1 AND lane = ?2
