DELETE FROM segment WHERE number = ?1
