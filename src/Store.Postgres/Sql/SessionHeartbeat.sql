UPDATE session SET heartbeat = heartbeat + 1 WHERE id = $1
