SELECT number, id, kind, state, reader, port, message_id, interchange_id, message_type, attempts, deaths, failure_code,
    failure_text, report, transmit, due, created_at, changed_at, epoch
FROM open_item
WHERE id = ?1
