-- As a fence of a session: a taker locks the row FOR UPDATE first.
SELECT id FROM session WHERE id = $1 FOR KEY SHARE
