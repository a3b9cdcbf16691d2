SELECT MIN(due) FROM open_item WHERE state = 1 AND reader = ?1
