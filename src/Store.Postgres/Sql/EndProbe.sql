-- Even while it waits for the standby: it has written nothing that anybody reads.
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE pid = $1 AND backend_start = $2 AND application_name = $3
