INSERT INTO session (server, machine, process_id, product_version, started_at, hosts)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
