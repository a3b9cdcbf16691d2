-- The reports of drills (docs/concepts/drill.md). A row is never changed.
CREATE TABLE drill (
    id uuid NOT NULL PRIMARY KEY,
    started_at timestamptz NOT NULL,
    kind text NOT NULL CHECK (length(kind) BETWEEN 1 AND 50),
    server text NOT NULL CHECK (length(server) <= 200),
    verdict text NOT NULL CHECK (length(verdict) BETWEEN 1 AND 50),
    run_by text NOT NULL CHECK (length(run_by) BETWEEN 1 AND 200),
    report bytea NOT NULL CHECK (length(report) <= 4194304)
);
CREATE INDEX drill_started ON drill (started_at, id);
