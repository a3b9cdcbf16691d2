SELECT reader, lane, sequence, entries FROM reference_kept
WHERE (reader, lane, sequence) > ($1, $2, $3) ORDER BY reader, lane, sequence LIMIT $4
