SELECT id FROM body WHERE session <> 0 AND session NOT IN (SELECT id FROM session) LIMIT ?1
