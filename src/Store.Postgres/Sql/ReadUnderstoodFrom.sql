SELECT coalesce(max(understood_from), 0) FROM schema_step
