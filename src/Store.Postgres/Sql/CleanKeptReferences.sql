WITH low AS (
    SELECT r.base, l.lane, min(coalesce(p.sequence, 1)) AS sequence
    FROM reader r CROSS JOIN lane l LEFT JOIN reader_progress p ON p.reader = r.id AND p.lane = l.lane
    LEFT JOIN port n ON r.kind = 2 AND n.name = substr(r.name, strpos(r.name, '/') + 1)
    WHERE CASE WHEN p.reader IS NULL THEN r.kind <> 2 ELSE NOT p.joined END
        AND (r.kind <> 2 OR n.id IS NOT NULL)
    GROUP BY r.base, l.lane)
DELETE FROM reference_kept AS k USING low, LATERAL (
    SELECT f.sequence FROM reference_kept f
    WHERE f.reader = low.base AND f.lane = low.lane AND f.sequence < low.sequence
    ORDER BY f.sequence LIMIT $1) AS done
WHERE k.reader = low.base AND k.lane = low.lane AND k.sequence = done.sequence
