UPDATE body SET segment = NULL WHERE segment = ?1
