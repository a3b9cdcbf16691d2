-- After all readers: the tracker alone needs what is left, and of it only the track.
WITH moved AS (
    DELETE FROM segment_1 WHERE lane = $1 AND sequence = ANY (ARRAY(
        SELECT s.sequence FROM segment_1 s WHERE s.lane = $1 AND s.sequence >= $2 AND s.track <> ''
        ORDER BY s.sequence LIMIT $3))
    RETURNING *)
INSERT INTO segment_kept (lane, sequence, number, commit_id, track, records)
SELECT lane, sequence, number, commit_id, track, '' FROM moved
