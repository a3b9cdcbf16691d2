SELECT id, started_at, kind, server, verdict, run_by FROM drill ORDER BY started_at DESC, id DESC LIMIT $1
