-- What operators say of send ports and receive locations: rule 58. It goes before what the active configuration says.
CREATE TABLE operated_port (
    location boolean NOT NULL,
    name text NOT NULL CHECK (length(name) > 0),
    word int NOT NULL CHECK (word BETWEEN 1 AND 5),
    said_at timestamptz NOT NULL,
    CHECK (location = (word > 3)),
    PRIMARY KEY (location, name)
);

-- What operators say of hosts on servers, and of servers as a whole (host ''): rule 104.
CREATE TABLE operated_instance (
    host text NOT NULL,
    server text NOT NULL CHECK (length(server) > 0),
    word int NOT NULL CHECK (word BETWEEN 1 AND 7),
    said_at timestamptz NOT NULL,
    CHECK (host <> '' OR word IN (3, 4)),
    PRIMARY KEY (host, server)
);
