-- How many standbys follow is visible to every role; who they are is not.
SELECT current_setting('server_version_num')::int, pg_backend_pid(), current_setting('server_encoding'),
    current_setting('fsync'), current_setting('data_sync_retry'), current_setting('synchronous_commit'),
    current_setting('synchronous_standby_names'), current_setting('idle_session_timeout'),
    current_setting('transaction_isolation'), current_setting('full_page_writes'),
    current_setting('tcp_keepalives_idle'), current_setting('tcp_user_timeout'), inet_client_addr() IS NULL,
    (SELECT count(*) FROM pg_stat_replication)
