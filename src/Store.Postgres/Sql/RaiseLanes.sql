-- Behind the locks of all lanes: no commit is under way, and from here on none goes into the old tables.
UPDATE lane AS l
SET generation = $1,
    last_sequence = greatest(l.last_sequence, (SELECT max(s.sequence) FROM segment_1 s WHERE s.lane = l.lane))
