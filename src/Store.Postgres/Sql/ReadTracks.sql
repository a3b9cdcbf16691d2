SELECT sequence, track FROM (
    SELECT sequence, track, row_number() OVER w AS row, sum(octet_length(track)) OVER w AS bytes FROM (
        SELECT sequence, track FROM segment
        WHERE lane = $1 AND sequence >= $2 AND track <> '' ORDER BY sequence LIMIT $3
    ) AS first WINDOW w AS (ORDER BY sequence)
) AS counted WHERE row = 1 OR bytes <= $4 ORDER BY sequence
