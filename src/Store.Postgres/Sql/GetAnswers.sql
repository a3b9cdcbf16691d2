SELECT session, problem FROM answer
WHERE EXISTS (SELECT FROM announcement WHERE number = $1 AND hash IS NOT NULL) ORDER BY session
