SELECT number FROM open_item WHERE state = 5 AND changed_at < ?1 ORDER BY changed_at LIMIT 1
