SELECT number, due, id, (SELECT length(record) FROM open_item_record WHERE open_item_record.number = open_item.number)
FROM open_item
WHERE state = 1 AND reader = ?1 AND due <= ?2
ORDER BY due, id
LIMIT ?3
