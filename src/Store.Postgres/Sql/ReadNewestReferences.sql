SELECT * FROM (
    SELECT l.lane, greatest(
        (SELECT max(r.sequence) FROM reference_kept r WHERE r.reader = $1 AND r.lane = l.lane),
        (SELECT max(r.sequence) FROM reference_1 r WHERE r.reader = $1 AND r.lane = l.lane),
        (SELECT max(r.sequence) FROM reference_2 r WHERE r.reader = $1 AND r.lane = l.lane),
        (SELECT max(r.sequence) FROM reference_3 r WHERE r.reader = $1 AND r.lane = l.lane),
        (SELECT max(r.sequence) FROM reference_4 r WHERE r.reader = $1 AND r.lane = l.lane)) AS newest
    FROM lane l) AS n
WHERE n.newest IS NOT NULL
