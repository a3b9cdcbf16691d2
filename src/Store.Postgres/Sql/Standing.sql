-- All readers but the tracker, where they stand in each lane, with the number of a detached port; as in RingPinned.
SELECT r.id, r.base, l.lane, coalesce(p.sequence, 1), coalesce(n.id, 0)
FROM reader r CROSS JOIN lane l LEFT JOIN reader_progress p ON p.reader = r.id AND p.lane = l.lane
LEFT JOIN port n ON r.kind = 2 AND n.name = substr(r.name, strpos(r.name, '/') + 1)
WHERE r.id <> 0
    AND CASE WHEN p.reader IS NULL THEN r.kind <> 2 ELSE NOT p.joined END
    AND (r.kind <> 2 OR n.id IS NOT NULL)
