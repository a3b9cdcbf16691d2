-- A commit that writes next to nothing, locks nothing, and waits for the standby like any other.
SELECT pg_logical_emit_message(true, 'viaduct', ''::text)
