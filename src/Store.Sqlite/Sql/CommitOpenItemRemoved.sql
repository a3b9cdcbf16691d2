DELETE FROM open_item WHERE number = ?1
