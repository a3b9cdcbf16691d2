DELETE FROM open_item_record WHERE number = ?1
