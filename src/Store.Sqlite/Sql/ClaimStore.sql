INSERT INTO store (id, group_name, hint, segment_number, tracking_id) VALUES (1, ?1, 0, 0, 0)
