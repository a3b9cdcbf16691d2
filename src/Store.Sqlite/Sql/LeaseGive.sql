-- ?3: the heir, or 0; ?4: why; ?5: the present time; ?6: since when nothing is received
UPDATE lease
SET session = ?3, epoch = epoch + 1, cause = ?4, changed_at = ?5, quiet_since = ?6,
    server = COALESCE((SELECT server FROM session WHERE id = ?3), server),
    wanted = CASE WHEN ?3 = 0 OR wanted = (SELECT server FROM session WHERE id = ?3) THEN wanted END
WHERE name = ?1 AND session = ?2 AND epoch = ?7
