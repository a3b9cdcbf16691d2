-- A port that was detached here before goes on with its epochs and numbers
INSERT INTO reader_lane (reader, lane, session, epoch, joined, base_number, base_epoch, base_sequence, base_item,
    base_done, deaths, death_sequence, death_item)
VALUES (?1, ?2, ?3, 1, 0, 0, 1, ?4, ?5, ?6, 0, 0, 0)
ON CONFLICT (reader, lane) DO UPDATE
SET session = excluded.session, epoch = epoch + 1, joined = 0, base_epoch = epoch + 1,
    base_sequence = excluded.base_sequence, base_item = excluded.base_item, base_done = excluded.base_done,
    deaths = 0, death_sequence = 0, death_item = 0
WHERE joined = 1
