-- The first row that can touch a span: all before it end earlier
SELECT id FROM tracking WHERE to_latest >= ?1 ORDER BY to_latest, id LIMIT 1
