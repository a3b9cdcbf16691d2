INSERT INTO drill (id, started_at, kind, server, verdict, run_by, report) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (id) DO NOTHING
