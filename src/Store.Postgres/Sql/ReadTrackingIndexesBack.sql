SELECT id, from_at, to_at, event_index, ''::bytea FROM tracking
WHERE to_at >= $1 AND from_at <= $2 AND id < $3 ORDER BY id DESC LIMIT $4
