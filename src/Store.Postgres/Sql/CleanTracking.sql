DELETE FROM tracking WHERE id = ANY (ARRAY(
    SELECT t.id FROM tracking t WHERE t.to_at < coalesce($1, now()) - $2 ORDER BY t.to_at LIMIT $3))
