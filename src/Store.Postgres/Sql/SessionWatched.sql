SELECT set_config('viaduct.watched_class', $1::int::text, true),
    set_config('viaduct.watched_session', $2::int::text, true), set_config('lock_timeout', '800', true)
