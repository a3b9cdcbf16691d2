-- One stretch of the table at a time. No reader has a reference to it any more, and the tracker is past it.
DELETE FROM segment_kept AS s
WHERE s.ctid >= $1::tid AND s.ctid < $2::tid
    AND NOT EXISTS (
        SELECT FROM reader r CROSS JOIN LATERAL (
            SELECT FROM reference f WHERE f.reader = r.id AND f.lane = s.lane AND f.sequence = s.sequence) AS one)
    AND (s.track = '' OR s.sequence < (
        SELECT p.sequence FROM reader_progress p WHERE p.reader = 0 AND p.lane = s.lane))
