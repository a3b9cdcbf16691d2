UPDATE reader_lane SET session = ?1, epoch = epoch + 1
WHERE reader = ?2 AND session = 0 AND joined = 0
    AND lane IN (SELECT lane FROM lane WHERE session = ?1)
