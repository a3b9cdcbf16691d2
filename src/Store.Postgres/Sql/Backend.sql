-- Who answers, and whether it is the primary. Looks for a vanished client every second while a statement runs.
-- The statistics of the background writer begin anew when the server restarts itself after a crash, which changes
-- neither the timeline nor the start of its first process, but frees all locks.
SELECT pg_backend_pid(), (SELECT backend_start FROM pg_stat_get_activity(pg_backend_pid())),
    pg_postmaster_start_time(), pg_stat_get_bgwriter_stat_reset_time(),
    pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean,
    CASE WHEN pg_is_in_recovery() THEN 0
        ELSE ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::bigint END,
    CASE WHEN version() LIKE '%linux%' THEN set_config('client_connection_check_interval', '1000', false) END
