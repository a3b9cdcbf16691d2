UPDATE trial SET outcome = $2, reason = $3, ended_at = coalesce($4, now()) WHERE number = $1 AND outcome IS NULL
