UPDATE session SET is_ready = ?2, load = ?3, clock_offset = ?4, troubles = ?5 WHERE id = ?1
