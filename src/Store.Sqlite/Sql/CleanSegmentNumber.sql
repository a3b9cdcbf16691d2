UPDATE store SET segment_number = MAX(segment_number, ?1)
