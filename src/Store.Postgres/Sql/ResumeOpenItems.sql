WITH resumed AS (
    UPDATE open_item
    SET state = 1, epoch = epoch, attempts = 0, due = coalesce($2, now()), changed_at = coalesce($2, now())
    WHERE id = ANY ($1) AND state = 3 RETURNING id
), tracked AS (
    SELECT add_tracking(
        array_agg(t.from_at ORDER BY t.place), array_agg(t.to_at ORDER BY t.place),
        array_agg(t.event_index ORDER BY t.place), array_agg(t.events ORDER BY t.place)) AS rows
    FROM unnest($3, $4, $5, $6, $7) WITH ORDINALITY AS t (id, from_at, to_at, event_index, events, place)
    WHERE t.id IN (SELECT id FROM resumed))
SELECT r.id FROM resumed r CROSS JOIN tracked t WHERE t.rows >= 0
