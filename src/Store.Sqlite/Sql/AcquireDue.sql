UPDATE open_item SET state = 2, session = ?2, epoch = epoch + 1, due = NULL, changed_at = ?3 WHERE number = ?1
