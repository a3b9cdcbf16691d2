INSERT INTO open_item (
    id, kind, state, session, epoch, reader, due, attempts, deaths, port, message_id, interchange_id, message_type,
    created_at, changed_at, failure_code, failure_text, report, transmit, record)
SELECT i.id, i.kind, i.state, CASE WHEN i.state = 2 THEN $1 ELSE 0 END, 1, i.reader,
    CASE WHEN i.state = 1 THEN coalesce($2, now()) + i.due_in END, i.attempts, i.deaths, i.port,
    i.message_id, i.interchange_id, i.message_type, coalesce($2, now()), coalesce($2, now()),
    i.failure_code, i.failure_text, i.report, i.transmit, i.record
FROM unnest($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) AS i (
    id, kind, state, reader, due_in, attempts, deaths, port, message_id, interchange_id, message_type,
    failure_code, failure_text, report, transmit, record)
