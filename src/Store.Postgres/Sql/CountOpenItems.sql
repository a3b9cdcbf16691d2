SELECT state, port, failure_code, count(*) FROM open_item WHERE state <> 5 GROUP BY state, port, failure_code
