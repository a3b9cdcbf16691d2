-- Waits for a lock that another process holds, and lets it go at once. Not for long: who waits keeps VACUUM from
-- removing anything, and waiting longer than deadlock_timeout may be logged. A time-out that is caught here is not.
DO $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(
        current_setting('viaduct.watched_class')::int, current_setting('viaduct.watched_session')::int);
EXCEPTION WHEN lock_not_available THEN
    NULL;
END
$$
