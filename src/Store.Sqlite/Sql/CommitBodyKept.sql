UPDATE body SET tracked_until = MAX(tracked_until, ?2) WHERE id = ?1 AND session = 0
