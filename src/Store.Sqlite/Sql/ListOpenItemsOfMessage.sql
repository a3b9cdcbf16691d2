SELECT number, id, kind, state, reader, port, message_id, interchange_id, message_type, attempts, deaths, failure_code,
    failure_text, report, transmit, due, created_at, changed_at, epoch,
    (?3 >> state) & 1 = 1 AND (?4 IS NULL OR port = ?4) AND (?5 IS NULL OR failure_code = ?5)
FROM open_item
WHERE id > ?1 AND message_id = ?6
ORDER BY id
LIMIT ?2
