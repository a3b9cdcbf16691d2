INSERT INTO answer (session, problem)
SELECT ?1, ?2 FROM announcement WHERE number = ?3 AND hash IS NOT NULL
ON CONFLICT (session) DO UPDATE SET problem = excluded.problem
