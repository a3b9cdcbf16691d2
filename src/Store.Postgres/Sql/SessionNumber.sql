SELECT nextval('session_id')
