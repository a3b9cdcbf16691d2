UPDATE reader_lane AS r
SET session = 0, epoch = r.epoch + 1,
    deaths = CASE
        WHEN NOT $2 THEN r.deaths
        WHEN r.death_sequence = p.sequence AND r.death_item = p.item THEN r.deaths + 1
        ELSE 1 END,
    death_sequence = CASE WHEN $2 THEN p.sequence ELSE r.death_sequence END,
    death_item = CASE WHEN $2 THEN p.item ELSE r.death_item END
FROM reader_progress p
WHERE r.session = $1 AND p.reader = r.reader AND p.lane = r.lane
