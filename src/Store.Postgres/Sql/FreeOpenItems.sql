UPDATE open_item
SET state = 1, session = 0, epoch = epoch + 1, acquisition = NULL, deaths = deaths + CASE WHEN $2 THEN 1 ELSE 0 END,
    due = coalesce($3, now()), changed_at = coalesce($3, now())
WHERE session = $1 AND state = 2
