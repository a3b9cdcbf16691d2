SELECT commit_reader_fence($1, $2, $3, $4)
