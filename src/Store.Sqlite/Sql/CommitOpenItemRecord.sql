INSERT INTO open_item_record (number, record) VALUES (?1, ?2)
