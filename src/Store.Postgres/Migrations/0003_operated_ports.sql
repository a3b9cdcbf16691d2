-- What operators say of send ports and receive locations: rule 58. It goes before what the active configuration says.
CREATE TABLE operated_port (
    location boolean NOT NULL,
    name text NOT NULL CHECK (length(name) > 0),
    word int NOT NULL CHECK (word BETWEEN 1 AND 5),
    said_at timestamptz NOT NULL,
    CHECK (location = (word > 3)),
    PRIMARY KEY (location, name)
);
