-- The leases of cluster groups: rules 110 to 115. A row is a fence: (session, epoch).
CREATE TABLE lease (
    name TEXT NOT NULL PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 200),
    session INTEGER NOT NULL,
    epoch INTEGER NOT NULL CHECK (epoch >= 0),
    server TEXT NOT NULL,
    cause INTEGER NOT NULL CHECK (cause BETWEEN 0 AND 20),
    quiet_since INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    wanted TEXT CHECK (length(wanted) > 0)
) WITHOUT ROWID;

-- Who became active, where and why; written with the change, and once more when the new owner receives.
CREATE TABLE cluster_change (
    name TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    from_server TEXT NOT NULL,
    to_server TEXT NOT NULL,
    cause INTEGER NOT NULL CHECK (cause BETWEEN 0 AND 20),
    detected INTEGER CHECK (detected >= 0),
    gap INTEGER CHECK (gap >= 0),
    PRIMARY KEY (name, epoch)
) WITHOUT ROWID;
