UPDATE trial SET outcome = CASE WHEN candidate = ?1 THEN 2 ELSE 1 END, reason = ?2, ended_at = ?3
WHERE outcome IS NULL
