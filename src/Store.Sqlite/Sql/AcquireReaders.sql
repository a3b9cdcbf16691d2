-- The reply reader of one's own server is taken from whoever has it; every other reader only if it is free, an ordered
-- one only if it is free in all lanes
UPDATE reader_lane SET session = ?1, epoch = epoch + 1
WHERE reader = ?2 AND session <> ?1 AND CASE
    WHEN (SELECT kind FROM reader WHERE id = ?2) = 4
        THEN NOT EXISTS (
            SELECT 1 FROM reader_lane AS other WHERE other.reader = ?2 AND other.session NOT IN (0, ?1))
    WHEN (SELECT kind FROM reader WHERE id = ?2) <> 3
        THEN session = 0 AND joined = 0 AND lane IN (SELECT lane FROM lane WHERE session = ?1)
    WHEN EXISTS (
            SELECT 1 FROM session AS own WHERE own.id = ?1 AND own.server = (SELECT name FROM reader WHERE id = ?2))
        THEN 1
    ELSE session = 0 AND NOT EXISTS (
        SELECT 1 FROM session AS other WHERE other.server = (SELECT name FROM reader WHERE id = ?2)) END
