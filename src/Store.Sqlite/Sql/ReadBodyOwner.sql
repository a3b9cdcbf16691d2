SELECT session FROM body WHERE id = ?1
