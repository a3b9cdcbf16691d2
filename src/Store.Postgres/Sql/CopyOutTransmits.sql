WITH moved AS (
    DELETE FROM transmit_1
    WHERE reader = $1 AND lane = $2 AND (sequence, item) >= ($3, $4)
    RETURNING *)
INSERT INTO transmit_kept SELECT * FROM moved
