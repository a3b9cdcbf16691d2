SELECT session, epoch FROM lease WHERE name = ?1
