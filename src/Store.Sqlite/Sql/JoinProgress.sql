DELETE FROM progress WHERE reader = ?1 AND lane = ?2
