-- Slice by slice, so that no read transaction lasts long
SELECT MAX(number), COUNT(*) FROM (SELECT number FROM segment WHERE number > ?1 ORDER BY number LIMIT ?2)
