SELECT bytes FROM body_chunk WHERE body = $1 AND chunk_index = $2
