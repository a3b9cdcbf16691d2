DELETE FROM body_chunk AS k USING (
    SELECT c.body, c.chunk_index FROM unnest($1) AS o (id), LATERAL (
        SELECT body, chunk_index FROM body_chunk WHERE body = o.id) AS c LIMIT $2) AS gone
WHERE k.body = gone.body AND k.chunk_index = gone.chunk_index
