INSERT INTO segment (number, lane, sequence, commit_id, track, records)
VALUES (
    1 + MAX(COALESCE((SELECT MAX(number) FROM segment), 0), (SELECT segment_number FROM store)),
    ?1, ?2, ?3, ?4, ?5)
