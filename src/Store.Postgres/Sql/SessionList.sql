-- Locks are only looked at, never taken. The rows are those of before the look: who wrote one held its lock already.
WITH here AS MATERIALIZED (
    SELECT id, server, machine, process_id, product_version, started_at, heartbeat, hosts, is_ready, load, clock_offset,
        troubles,
        lock_server_start = pg_postmaster_start_time()
        AND lock_recovered_at = pg_stat_get_bgwriter_stat_reset_time()
        AND lock_timeline = ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::bigint AS same_server
    FROM session
), held AS MATERIALIZED (
    SELECT DISTINCT objid::bigint AS id FROM pg_locks
    WHERE locktype = 'advisory' AND classid = $1::int::oid AND objsubid = 2 AND granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
)
SELECT id, server, machine, process_id, product_version, started_at, heartbeat, same_server,
    id IN (SELECT id FROM held), hosts, is_ready, load, clock_offset, troubles
FROM here ORDER BY id
