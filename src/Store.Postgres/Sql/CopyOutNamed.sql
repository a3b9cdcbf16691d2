-- As CopyOutReferences, of references that were found to be needed.
WITH moved AS (
    DELETE FROM reference_1 WHERE reader = $1 AND lane = $2 AND sequence = ANY ($3) RETURNING *
), kept AS (INSERT INTO reference_kept SELECT * FROM moved),
segments AS (
    DELETE FROM segment_1 WHERE lane = $2 AND sequence = ANY (ARRAY(SELECT m.sequence FROM moved m)) RETURNING *)
INSERT INTO segment_kept SELECT * FROM segments
