UPDATE cluster_change AS c
SET detected = $4, gap = greatest(coalesce($5, clock_timestamp()) - l.quiet_since, interval '0')
    + coalesce($4, interval '0')
FROM lease l
WHERE c.name = $2 AND c.epoch = $3 AND c.cause <> 0 AND c.gap IS NULL
    AND l.name = c.name AND l.session = $1 AND l.epoch = c.epoch
