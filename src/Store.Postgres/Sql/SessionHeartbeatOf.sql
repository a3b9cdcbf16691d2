SELECT heartbeat FROM session WHERE id = $1
