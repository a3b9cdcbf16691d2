SELECT number, length(records) + COALESCE(length(track), 0) FROM segment WHERE lane = ?1 AND sequence = ?2
