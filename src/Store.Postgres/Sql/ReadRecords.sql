-- A slice beyond the end comes back short, one of a missing segment as null.
SELECT (
    SELECT substring(s.records FROM r.start + 1 FOR r.bytes) FROM segment s
    WHERE s.lane = $1 AND s.sequence = r.sequence)
FROM unnest($2, $3, $4) WITH ORDINALITY AS r (sequence, start, bytes, place) ORDER BY r.place
