UPDATE store SET tracking_id = MAX(tracking_id, ?1)
