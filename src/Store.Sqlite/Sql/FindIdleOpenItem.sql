-- A large interchange (of a negative reader) can be ended in the hands of its owner
SELECT number FROM open_item WHERE id = ?1 AND (state <> 2 OR reader < 0)
