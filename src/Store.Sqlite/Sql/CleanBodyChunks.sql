-- The last ones first, so many at a time: what is left is a whole beginning
DELETE FROM body_chunk
WHERE number IN (SELECT number FROM body_chunk WHERE body = ?1 ORDER BY chunk_index DESC LIMIT ?2)
