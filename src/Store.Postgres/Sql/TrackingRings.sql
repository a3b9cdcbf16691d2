-- Per class: where its ring stands, whether it is time to raise it, and to empty its oldest generation.
SELECT r.number, s.tracking[r.number + 1], s.tracking_oldest[r.number + 1],
    g.opened_at <= coalesce($1, now()) - greatest(coalesce(r.keep, $2) / 3, $3),
    coalesce(o.closed_at <= coalesce($1, now()) - coalesce(r.keep, $2), false)
FROM store s, retention r, tracking_generation g, tracking_generation o
WHERE g.retention = r.number AND g.generation = s.tracking[r.number + 1]
    AND o.retention = r.number AND o.generation = s.tracking_oldest[r.number + 1]
ORDER BY r.number
