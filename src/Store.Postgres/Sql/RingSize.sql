SELECT pg_total_relation_size('segment_1') + pg_total_relation_size('reference_1')
    + pg_total_relation_size('progress_1') + pg_total_relation_size('transmit_1'),
    EXISTS (SELECT FROM segment_1),
    (SELECT coalesce(sum(span.last - span.first + 1), 0)::bigint FROM lane l, LATERAL (
        SELECT min(s.sequence) AS first, max(s.sequence) AS last FROM segment_1 s WHERE s.lane = l.lane) AS span)
