SELECT id, kind, state, epoch, reader, due, attempts, deaths, port, message_id, interchange_id, message_type,
    created_at, changed_at, failure_code, failure_text, report, transmit,
    ARRAY(SELECT b.body FROM open_item_body b WHERE b.item = i.id ORDER BY b.body), record
FROM open_item i WHERE session = $1 AND acquisition = $2 AND state = 2 ORDER BY due, id
