-- Not one that waits for the standby: it is decided, and would become visible without being replicated.
SELECT pid, wait_event IS NOT DISTINCT FROM 'SyncRep',
    CASE WHEN wait_event IS DISTINCT FROM 'SyncRep' THEN pg_terminate_backend(pid) END
FROM pg_stat_activity
WHERE application_name = $1 AND datname = current_database() AND pid <> pg_backend_pid()
