-- What it waits for, or nothing in particular. Waiting for the client means waiting for what was lost on the way.
SELECT coalesce(wait_event, '') FROM pg_stat_activity
WHERE pid = $1 AND backend_start = $2 AND application_name = $3
    AND state = 'active' AND wait_event IS DISTINCT FROM 'ClientRead'
