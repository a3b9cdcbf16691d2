INSERT INTO tracking (id, from_at, to_at, to_latest, event_index, events, retention)
VALUES (
    1 + MAX(COALESCE((SELECT MAX(id) FROM tracking), 0), (SELECT tracking_id FROM store)),
    ?1, ?2, MAX(?2, COALESCE((SELECT MAX(to_latest) FROM tracking), ?2)), ?3, ?4, ?5)
