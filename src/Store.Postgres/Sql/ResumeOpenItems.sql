UPDATE open_item
SET state = 1, epoch = epoch, attempts = 0, due = coalesce($2, now()), changed_at = coalesce($2, now())
WHERE id = ANY ($1) AND state = 3 RETURNING id
