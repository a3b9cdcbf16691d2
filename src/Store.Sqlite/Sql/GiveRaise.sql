UPDATE store SET given = given + 1
