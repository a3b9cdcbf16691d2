-- ?4: how long it took to notice; ?5: the present time
UPDATE cluster_change
SET detected = ?4,
    gap = MAX(?5 - (SELECT quiet_since FROM lease WHERE lease.name = ?2), 0) + COALESCE(?4, 0)
WHERE name = ?2 AND epoch = ?3 AND cause <> 0 AND gap IS NULL
    AND EXISTS (SELECT 1 FROM lease WHERE lease.name = ?2 AND lease.session = ?1 AND lease.epoch = ?3)
