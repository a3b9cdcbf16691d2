-- ?2: the present time; ?3: 1 for a death, 0 for an end in good order
UPDATE open_item
SET state = 1, session = 0, epoch = epoch + 1, due = ?2, changed_at = ?2, deaths = deaths + ?3
WHERE state = 2 AND session = ?1
