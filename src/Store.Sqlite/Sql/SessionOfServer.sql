SELECT id FROM session WHERE server = ?1
