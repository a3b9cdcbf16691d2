-- With the highest number that a row of it has had
SELECT session, epoch,
    MAX(base_number,
        COALESCE((SELECT MAX(number) FROM progress WHERE progress.reader = ?1 AND progress.lane = ?2), 0),
        COALESCE((SELECT MAX(number) FROM transmit WHERE transmit.reader = ?1 AND transmit.lane = ?2), 0))
FROM reader_lane
WHERE reader = ?1 AND lane = ?2
