SELECT id, server, machine, process_id, product_version, started_at, hosts, is_ready, load, clock_offset, troubles
FROM session ORDER BY id
