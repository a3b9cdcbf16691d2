SELECT id
FROM body
WHERE session = 0 AND segment IS NULL AND tracked_until < ?2
    AND NOT EXISTS (SELECT 1 FROM open_item_body WHERE body = id)
LIMIT ?1
