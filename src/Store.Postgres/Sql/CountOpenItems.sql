SELECT state, port, failure_code, count(*) FROM open_item GROUP BY state, port, failure_code
