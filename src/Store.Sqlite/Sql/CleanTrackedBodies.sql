DELETE FROM tracked_body WHERE place = ?1
