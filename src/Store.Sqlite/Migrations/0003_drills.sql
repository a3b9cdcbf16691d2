-- The reports of drills (docs/concepts/drill.md). A row is never changed.
CREATE TABLE drill (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    started_at INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 50),
    server TEXT NOT NULL CHECK (length(server) <= 200),
    verdict TEXT NOT NULL CHECK (length(verdict) BETWEEN 1 AND 50),
    run_by TEXT NOT NULL CHECK (length(run_by) BETWEEN 1 AND 200),
    report BLOB NOT NULL CHECK (length(report) <= 4194304)
);
CREATE INDEX drill_started ON drill (started_at, id);
