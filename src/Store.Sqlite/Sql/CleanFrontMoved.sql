UPDATE lane SET last_sequence = ?2 WHERE lane = ?1
