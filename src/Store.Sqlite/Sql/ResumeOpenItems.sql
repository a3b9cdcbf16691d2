UPDATE open_item SET state = 1, attempts = 0, due = ?2, changed_at = ?2 WHERE id = ?1 AND state = 3
