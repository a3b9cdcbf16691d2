DELETE FROM transmit WHERE reader = ?1 AND lane = ?2
