SELECT EXISTS (SELECT FROM tracking_0_1) OR EXISTS (SELECT FROM tracked_body_0_1),
    (SELECT coalesce(max(id) - min(id) + 1, 0) FROM tracking_0_1),
    pg_total_relation_size('tracking_0_1') + pg_total_relation_size('tracked_body_0_1')
