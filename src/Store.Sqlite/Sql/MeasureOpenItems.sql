SELECT MAX(number), COUNT(*) FROM (SELECT number FROM open_item WHERE number > ?1 ORDER BY number LIMIT ?2)
