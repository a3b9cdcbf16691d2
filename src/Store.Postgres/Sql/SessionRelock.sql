UPDATE session
SET lock_timeline = $2, lock_server_start = $3, lock_recovered_at = $4, lock_pid = $5, lock_backend_start = $6
WHERE id = $1
