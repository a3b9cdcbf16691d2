SELECT id, server, machine, process_id, product_version, started_at FROM session ORDER BY id
