-- One statement, one snapshot: what it does not see was not committed when it began.
SELECT l.lane, r.sequence, r.number, r.entries
FROM lane l CROSS JOIN LATERAL (
    SELECT sequence, number, entries FROM reference
    WHERE reader = $1 AND lane = l.lane
        AND sequence >= coalesce($3[array_position($2, l.lane)], 1)
    ORDER BY sequence LIMIT $4
) r
