-- Exact while it is cheap, then what the statistics say.
SELECT pg_database_size(current_database()),
    (SELECT coalesce(sum(span.last - span.first + 1), 0)::bigint FROM lane l, LATERAL (
        SELECT min(s.sequence) AS first, max(s.sequence) AS last FROM (
            SELECT lane, sequence FROM segment_1 UNION ALL SELECT lane, sequence FROM segment_2
            UNION ALL SELECT lane, sequence FROM segment_3 UNION ALL SELECT lane, sequence FROM segment_4) s
        WHERE s.lane = l.lane) AS span) + (SELECT count(*) FROM segment_kept),
    (SELECT count(*) FROM open_item),
    (SELECT CASE WHEN few.rows < 100000 THEN few.rows
        ELSE greatest(few.rows, (SELECT reltuples::bigint FROM pg_class WHERE oid = 'receipt'::regclass)) END
        FROM (SELECT count(*) AS rows FROM (SELECT FROM receipt LIMIT 100000) r) few),
    (SELECT CASE WHEN few.rows < 100000 THEN few.rows
        ELSE greatest(few.rows, (SELECT rows FROM tracking_span)) END
        FROM (SELECT count(*) AS rows FROM (SELECT FROM tracking LIMIT 100000) t) few)
