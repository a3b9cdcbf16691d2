SELECT sequence, entries FROM (
    SELECT sequence, entries, row_number() OVER w AS row, sum(octet_length(entries)) OVER w AS bytes FROM (
        SELECT sequence, entries FROM reference
        WHERE reader = $1 AND lane = $2 AND sequence >= $3 ORDER BY sequence LIMIT $4
    ) AS first WINDOW w AS (ORDER BY sequence)
) AS counted WHERE row = 1 OR bytes <= $5 ORDER BY sequence
