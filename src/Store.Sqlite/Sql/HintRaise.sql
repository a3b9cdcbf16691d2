UPDATE store SET hint = hint + 1
