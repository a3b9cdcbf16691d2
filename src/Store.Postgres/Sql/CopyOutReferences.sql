-- Moved, not copied: each statement of a reader sees a row in one place only.
WITH moved AS (
    DELETE FROM reference_1 WHERE reader = $1 AND lane = $2 AND sequence = ANY (ARRAY(
        SELECT f.sequence FROM reference_1 f WHERE f.reader = $1 AND f.lane = $2 AND f.sequence >= $3
        ORDER BY f.sequence LIMIT $4))
    RETURNING *
), kept AS (INSERT INTO reference_kept SELECT * FROM moved),
segments AS (
    DELETE FROM segment_1 WHERE lane = $2 AND sequence = ANY (ARRAY(SELECT m.sequence FROM moved m)) RETURNING *)
INSERT INTO segment_kept SELECT * FROM segments
