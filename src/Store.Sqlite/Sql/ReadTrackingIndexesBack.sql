SELECT id, from_at, to_at, event_index, x'' FROM tracking WHERE id < ?1 ORDER BY id DESC
