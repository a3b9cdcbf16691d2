INSERT INTO open_item (id, kind, state, session, epoch, reader, due, attempts, deaths, port, message_id,
    interchange_id, message_type, created_at, changed_at, failure_code, failure_text, report, transmit)
VALUES (?1, ?2, ?3, ?4, 1, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?13, ?14, ?15, ?16, ?17)
