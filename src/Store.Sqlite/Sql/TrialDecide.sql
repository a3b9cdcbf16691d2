UPDATE trial SET outcome = ?2, reason = ?3, ended_at = ?4 WHERE number = ?1 AND outcome IS NULL
