DELETE FROM open_item_body WHERE number = ?1
