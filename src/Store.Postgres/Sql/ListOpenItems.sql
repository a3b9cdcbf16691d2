SELECT id, kind, state, epoch, reader, due, attempts, deaths, port, message_id, interchange_id, message_type,
    created_at, changed_at, failure_code, failure_text, report, transmit,
    ARRAY(SELECT b.body FROM open_item_body b WHERE b.item = i.id ORDER BY b.body)
FROM open_item i
WHERE CASE WHEN $1 IS NULL THEN state <> 5 ELSE state = ANY ($1) END
    AND ($2 IS NULL OR port = $2) AND ($3 IS NULL OR failure_code = $3)
    AND ($4 IS NULL OR message_id = $4) AND ($5 IS NULL OR id > $5)
ORDER BY id LIMIT $6
