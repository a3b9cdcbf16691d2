SELECT number FROM segment WHERE lane = ?1 AND sequence = ?2
