-- Behind the fence: every item is there and the session's.
DELETE FROM open_item WHERE id = ANY ($1)
