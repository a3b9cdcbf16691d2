WITH resumed AS (
    UPDATE open_item
    SET state = 1, epoch = epoch, attempts = 0, due = coalesce($2, now()), changed_at = coalesce($2, now())
    WHERE id = ANY ($1) AND state = 3 RETURNING id
), tracked AS (
    INSERT INTO tracking (from_at, to_at, event_index, events)
    SELECT t.from_at, t.to_at, t.event_index, t.events
    FROM unnest($3, $4, $5, $6, $7) AS t (id, from_at, to_at, event_index, events)
    WHERE t.id IN (SELECT id FROM resumed))
SELECT id FROM resumed
