SELECT server FROM session WHERE id = ?1
