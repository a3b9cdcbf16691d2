DELETE FROM body AS b WHERE b.id = ANY ($1) AND NOT EXISTS (SELECT FROM body_chunk c WHERE c.body = b.id)
