INSERT INTO body_chunk (body, chunk_index, bytes) VALUES (?1, ?2, ?3)
ON CONFLICT (body, chunk_index) DO UPDATE SET bytes = excluded.bytes
