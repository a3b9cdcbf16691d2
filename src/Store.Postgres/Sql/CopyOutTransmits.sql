-- What senders recorded for items that are not done, with whichever reader; the items may lie in an older generation.
WITH moved AS (
    DELETE FROM transmit_1 AS t USING reader_progress p
    WHERE p.lane = $1 AND NOT p.joined AND t.reader = p.reader AND t.lane = p.lane
        AND t.number > p.since_number AND (t.sequence, t.item) >= (p.sequence, p.item)
    RETURNING t.*)
INSERT INTO transmit_kept SELECT * FROM moved
