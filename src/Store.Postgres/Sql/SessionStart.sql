INSERT INTO session (
    id, server, machine, process_id, product_version, hosts, started_at,
    lock_timeline, lock_server_start, lock_recovered_at, lock_pid, lock_backend_start)
VALUES ($1, $2, $3, $4, $5, $12, coalesce($6, now()), $7, $8, $9, $10, $11)
