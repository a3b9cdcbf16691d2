-- Nothing if the body is not the session's, or is published.
INSERT INTO body_chunk (body, chunk_index, bytes)
SELECT id, $3, $4 FROM body WHERE id = $1 AND session = $2
ON CONFLICT (body, chunk_index) DO UPDATE SET bytes = EXCLUDED.bytes
