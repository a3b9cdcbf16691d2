-- The number is drawn here, after the lane's fence (rule 15).
INSERT INTO segment_1 (lane, sequence, number, commit_id, track, records)
VALUES ($1, $2, nextval('segment_number'), $3, $4, $5)
