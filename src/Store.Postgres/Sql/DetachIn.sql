-- Nothing if the port is detached here already.
INSERT INTO reader_lane AS r (reader, lane, session, epoch, base_epoch, base_sequence, base_item, base_done)
VALUES ($1, $2, $3, 1, 1, $4, $5, $6)
ON CONFLICT (reader, lane) DO UPDATE
SET session = $3, epoch = r.epoch + 1, joined = false, deaths = 0, death_sequence = 0, death_item = 0,
    base_number = r.last_number, since_number = r.last_number,
    base_epoch = r.epoch + 1, base_sequence = $4, base_item = $5, base_done = $6
WHERE r.joined
RETURNING r.epoch, r.base_number
