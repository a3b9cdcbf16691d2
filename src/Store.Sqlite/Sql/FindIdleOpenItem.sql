SELECT number FROM open_item WHERE id = ?1 AND state <> 2
