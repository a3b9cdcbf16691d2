-- What an operator wanted elsewhere is over
UPDATE lease
SET session = ?1, epoch = epoch + 1, server = (SELECT server FROM session WHERE id = ?1), changed_at = ?3,
    wanted = CASE WHEN wanted = (SELECT server FROM session WHERE id = ?1) THEN wanted END
WHERE name = ?2 AND session = 0
