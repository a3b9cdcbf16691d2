-- Who still needs something of a closed generation (rule 62): the tracker tracks, all others references. A reader that
-- nobody has taken in a lane stands at its beginning; a detached port only where it was detached, and what it reads
-- must name it: who has no number is named nowhere.
SELECT r.id, r.base, l.lane, coalesce(p.sequence, 1), coalesce(n.id, 0)
FROM reader r CROSS JOIN lane l LEFT JOIN reader_progress p ON p.reader = r.id AND p.lane = l.lane
LEFT JOIN port n ON r.kind = 2 AND n.name = substr(r.name, strpos(r.name, '/') + 1)
WHERE CASE WHEN p.reader IS NULL THEN r.kind <> 2 ELSE NOT p.joined END
    AND (r.kind <> 2 OR n.id IS NOT NULL)
    AND CASE WHEN r.id = 0
        THEN EXISTS (
            SELECT FROM segment_1 s
            WHERE s.lane = l.lane AND s.sequence >= coalesce(p.sequence, 1) AND s.track <> '')
        ELSE (SELECT max(f.sequence) FROM reference_1 f WHERE f.reader = r.base AND f.lane = l.lane)
            >= coalesce(p.sequence, 1) END
ORDER BY r.id = 0, r.id, l.lane
