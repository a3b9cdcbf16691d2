-- As SessionEndBackends, for one connection of one's own.
SELECT wait_event IS NOT DISTINCT FROM 'SyncRep',
    CASE WHEN wait_event IS DISTINCT FROM 'SyncRep' THEN pg_terminate_backend(pid) END
FROM pg_stat_activity WHERE pid = $1 AND backend_start = $2 AND application_name = $3
