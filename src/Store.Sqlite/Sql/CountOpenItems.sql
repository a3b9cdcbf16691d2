-- Slice by slice: ?1 is where the last one ended
SELECT number, state, port, failure_code FROM open_item WHERE number > ?1 ORDER BY number LIMIT ?2
