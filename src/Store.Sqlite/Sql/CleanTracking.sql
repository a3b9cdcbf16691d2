DELETE FROM tracking WHERE id = ?1
