-- A large interchange (of a negative reader) can be ended in the hands of its owner.
WITH gone AS (DELETE FROM open_item WHERE id = ANY ($1) AND (state <> 2 OR reader < 0) RETURNING id),
    tracked AS (
        INSERT INTO tracking (from_at, to_at, event_index, events)
        SELECT * FROM unnest($2, $3, $4, $5) WHERE EXISTS (SELECT FROM gone))
SELECT id FROM gone
