SELECT body FROM open_item_body WHERE number = ?1 ORDER BY body
