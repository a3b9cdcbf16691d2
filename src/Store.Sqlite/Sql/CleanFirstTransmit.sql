SELECT MIN(number) FROM transmit WHERE reader = ?1 AND lane = ?2
