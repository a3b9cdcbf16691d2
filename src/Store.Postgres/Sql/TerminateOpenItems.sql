-- A large interchange (of a negative reader) can be ended in the hands of its owner.
WITH gone AS (DELETE FROM open_item WHERE id = ANY ($1) AND (state <> 2 OR reader < 0) RETURNING id),
    tracked AS (
        SELECT CASE WHEN EXISTS (SELECT FROM gone) THEN add_tracking($2, $3, $4, $5) ELSE 0 END AS rows)
SELECT g.id FROM gone g CROSS JOIN tracked t WHERE t.rows >= 0
