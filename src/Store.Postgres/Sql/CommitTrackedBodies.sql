INSERT INTO tracked_body_0_1 (lane, sequence, bodies) VALUES ($1, $2, $3)
