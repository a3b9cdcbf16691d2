DELETE FROM reference_kept AS k USING unnest($1::int[], $2::int[], $3::bigint[]) AS done (reader, lane, sequence)
WHERE k.reader = done.reader AND k.lane = done.lane AND k.sequence = done.sequence
