SELECT session, epoch, server FROM lease WHERE name = ?1
