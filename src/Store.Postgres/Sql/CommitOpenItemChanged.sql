-- Behind the fence: every item is there and the session's.
UPDATE open_item AS i
SET state = c.state,
    session = CASE WHEN c.state = 2 THEN i.session ELSE 0 END,
    epoch = CASE WHEN c.state = 2 THEN i.epoch ELSE i.epoch + 1 END,
    due = CASE WHEN c.state = 1 THEN coalesce($1, now()) + c.due_in END,
    attempts = c.attempts, failure_code = c.failure_code, failure_text = c.failure_text, report = c.report,
    transmit = coalesce(c.transmit, i.transmit), changed_at = coalesce($1, now())
FROM unnest($2, $3, $4, $5, $6, $7, $8, $9) AS c (
    id, state, attempts, due_in, failure_code, failure_text, report, transmit)
WHERE i.id = c.id
