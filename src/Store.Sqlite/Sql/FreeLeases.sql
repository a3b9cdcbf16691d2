-- ?2: why; ?3: the present time
UPDATE lease SET session = 0, epoch = epoch + 1, cause = ?2, quiet_since = ?3, changed_at = ?3 WHERE session = ?1
