-- The message box: docs/concepts/message-box.md, "Data".
-- Times are microseconds since 1970 (UTC). Ids of 16 bytes are big-endian, so that version 7 ids sort by time.
-- Owner means (session, epoch); session 0 is nobody.

CREATE TABLE store (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    group_name TEXT NOT NULL CHECK (length(group_name) > 0),
    -- Rises when something changes that other processes look for: sessions, open items, configuration.
    hint INTEGER NOT NULL,
    -- Rises when a reader is given to another session (rule 103).
    given INTEGER NOT NULL DEFAULT 0,
    -- The highest numbers that clean-up has removed: none is ever used again.
    segment_number INTEGER NOT NULL,
    tracking_id INTEGER NOT NULL
);

CREATE TABLE session (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    server TEXT NOT NULL,
    machine TEXT NOT NULL,
    process_id INTEGER NOT NULL,
    product_version TEXT NOT NULL,
    -- The only hosts that it runs, one per line; empty: all.
    hosts TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    -- What it says of itself now and then, for others to see.
    is_ready INTEGER NOT NULL DEFAULT 0 CHECK (is_ready IN (0, 1)),
    load INTEGER NOT NULL DEFAULT 0 CHECK (load >= 0),
    clock_offset INTEGER
);

CREATE TABLE lane (
    lane INTEGER NOT NULL PRIMARY KEY CHECK (lane > 0),
    session INTEGER NOT NULL,
    epoch INTEGER NOT NULL CHECK (epoch >= 0),
    route_version INTEGER NOT NULL,
    -- Clean-up has looked at every segment up to here: what is left of them is there because somebody needs it.
    last_sequence INTEGER NOT NULL CHECK (last_sequence >= 0)
);
CREATE INDEX lane_session ON lane (session);

-- The number is the commit order.
-- The track comes before the records, so that reading it walks over none of their pages.
CREATE TABLE segment (
    number INTEGER NOT NULL PRIMARY KEY,
    lane INTEGER NOT NULL,
    sequence INTEGER NOT NULL CHECK (sequence > 0),
    commit_id BLOB NOT NULL CHECK (length(commit_id) = 16),
    track BLOB,
    records BLOB NOT NULL,
    UNIQUE (lane, sequence)
);

-- Here and below the lane comes first in the key: what one commit writes for several readers lies together, and a
-- commit writes whole pages.
CREATE TABLE reference (
    lane INTEGER NOT NULL,
    reader INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    -- The segment's, so that ordered readers need not look it up.
    number INTEGER NOT NULL,
    entries BLOB NOT NULL,
    PRIMARY KEY (lane, reader, sequence)
) WITHOUT ROWID;

CREATE TABLE reader (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id >= 0),
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 4),
    name TEXT NOT NULL,
    base INTEGER NOT NULL,
    UNIQUE (kind, name, base)
);
INSERT INTO reader (id, kind, name, base) VALUES (0, 0, '', 0);

CREATE TABLE reader_lane (
    reader INTEGER NOT NULL,
    lane INTEGER NOT NULL,
    session INTEGER NOT NULL,
    epoch INTEGER NOT NULL CHECK (epoch >= 0),
    -- A detached port that has joined its host again here: only the epoch and the numbers live on.
    joined INTEGER NOT NULL CHECK (joined IN (0, 1)),
    -- Where it stands as long as it has no progress row of a higher number.
    base_number INTEGER NOT NULL,
    base_epoch INTEGER NOT NULL,
    base_sequence INTEGER NOT NULL CHECK (base_sequence > 0),
    base_item INTEGER NOT NULL CHECK (base_item >= 0),
    base_done BLOB NOT NULL,
    -- Deaths of owners in a row while it stood here.
    deaths INTEGER NOT NULL CHECK (deaths >= 0),
    death_sequence INTEGER NOT NULL,
    death_item INTEGER NOT NULL,
    CHECK (joined = 0 OR session = 0),
    PRIMARY KEY (reader, lane)
) WITHOUT ROWID;
CREATE INDEX reader_lane_session ON reader_lane (session);

-- Only the newest row of a reader in a lane counts; a commit that adds one removes the one before, so that all of the
-- table is one page or two.
CREATE TABLE progress (
    lane INTEGER NOT NULL,
    reader INTEGER NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    epoch INTEGER NOT NULL,
    sequence INTEGER NOT NULL CHECK (sequence > 0),
    item INTEGER NOT NULL CHECK (item >= 0),
    done BLOB NOT NULL,
    PRIMARY KEY (lane, reader, number)
) WITHOUT ROWID;

CREATE TABLE transmit (
    lane INTEGER NOT NULL,
    reader INTEGER NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    epoch INTEGER NOT NULL,
    -- The highest item that it speaks of.
    sequence INTEGER NOT NULL CHECK (sequence > 0),
    item INTEGER NOT NULL CHECK (item >= 0),
    records BLOB NOT NULL,
    PRIMARY KEY (lane, reader, number)
) WITHOUT ROWID;

CREATE TABLE open_item (
    number INTEGER NOT NULL PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 4),
    state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 5),
    session INTEGER NOT NULL,
    epoch INTEGER NOT NULL CHECK (epoch >= 0),
    reader INTEGER NOT NULL,
    due INTEGER,
    attempts INTEGER NOT NULL CHECK (attempts >= 0),
    deaths INTEGER NOT NULL CHECK (deaths >= 0),
    port TEXT NOT NULL,
    message_id BLOB NOT NULL CHECK (length(message_id) = 16),
    interchange_id BLOB NOT NULL CHECK (length(interchange_id) = 16),
    message_type TEXT,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    failure_code TEXT,
    failure_text TEXT,
    report TEXT,
    transmit TEXT,
    CHECK ((state = 1) = (due IS NOT NULL)),
    CHECK ((state = 2) = (session <> 0))
);
CREATE INDEX open_item_due ON open_item (reader, due) WHERE state = 1;
CREATE INDEX open_item_session ON open_item (session) WHERE state = 2;
CREATE INDEX open_item_message ON open_item (message_id);
CREATE INDEX open_item_kept ON open_item (changed_at) WHERE state = 5;

-- Beside the item, so that a change of its state does not write the message again.
CREATE TABLE open_item_record (
    number INTEGER NOT NULL PRIMARY KEY,
    record BLOB NOT NULL
);

CREATE TABLE open_item_body (
    number INTEGER NOT NULL,
    body BLOB NOT NULL CHECK (length(body) = 16),
    PRIMARY KEY (number, body)
) WITHOUT ROWID;
CREATE INDEX open_item_body_body ON open_item_body (body);

CREATE TABLE receipt (
    key BLOB NOT NULL PRIMARY KEY CHECK (length(key) = 16),
    received_at INTEGER NOT NULL,
    closed_at INTEGER
) WITHOUT ROWID;
CREATE INDEX receipt_received ON receipt (received_at);
CREATE INDEX receipt_closed ON receipt (closed_at) WHERE closed_at IS NOT NULL;

CREATE TABLE claim (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    session INTEGER NOT NULL,
    location TEXT NOT NULL,
    item TEXT NOT NULL,
    deaths INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX claim_session ON claim (session, location);

CREATE TABLE configuration (
    hash TEXT NOT NULL PRIMARY KEY,
    package BLOB NOT NULL
);

-- The newest is the active one.
CREATE TABLE activation (
    route_version INTEGER NOT NULL PRIMARY KEY CHECK (route_version > 0),
    hash TEXT NOT NULL,
    applied_at INTEGER NOT NULL
);

-- What is about to be activated: rule 59. No hash: nothing is. The number is never used again.
CREATE TABLE announcement (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    number INTEGER NOT NULL CHECK (number > 0),
    hash TEXT
);

CREATE TABLE answer (
    session INTEGER NOT NULL PRIMARY KEY,
    problem TEXT
);

-- Versions that are tried on a share of what comes in: rules 90 to 94. One without an outcome is under way.
CREATE TABLE trial (
    number INTEGER NOT NULL PRIMARY KEY CHECK (number > 0),
    base TEXT NOT NULL,
    candidate TEXT NOT NULL CHECK (candidate <> base),
    share INTEGER NOT NULL CHECK (share BETWEEN 1 AND 9999),
    margin INTEGER NOT NULL CHECK (margin BETWEEN 0 AND 10000),
    accept_after INTEGER CHECK (accept_after > 0),
    accept_after_time INTEGER CHECK (accept_after_time > 0),
    begun_at INTEGER NOT NULL,
    outcome INTEGER CHECK (outcome BETWEEN 1 AND 2),
    reason TEXT CHECK ((reason IS NULL) = (outcome IS NULL)),
    ended_at INTEGER CHECK ((ended_at IS NULL) = (outcome IS NULL))
);
CREATE UNIQUE INDEX trial_under_way ON trial (outcome IS NULL) WHERE outcome IS NULL;

CREATE TABLE trial_count (
    trial INTEGER NOT NULL,
    session INTEGER NOT NULL,
    base_good INTEGER NOT NULL CHECK (base_good >= 0),
    base_suspended INTEGER NOT NULL CHECK (base_suspended >= 0),
    base_failed INTEGER NOT NULL CHECK (base_failed >= 0),
    candidate_good INTEGER NOT NULL CHECK (candidate_good >= 0),
    candidate_suspended INTEGER NOT NULL CHECK (candidate_suspended >= 0),
    candidate_failed INTEGER NOT NULL CHECK (candidate_failed >= 0),
    PRIMARY KEY (trial, session)
) WITHOUT ROWID;

CREATE TABLE port (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id > 0),
    name TEXT NOT NULL UNIQUE
);

-- What is tracked goes by class; number 0 is always there. keep: how long, in microseconds, or null: as clean-up says.
CREATE TABLE retention (
    number INTEGER NOT NULL PRIMARY KEY CHECK (number BETWEEN 0 AND 3),
    name TEXT NOT NULL UNIQUE CHECK (length(name) > 0),
    keep INTEGER CHECK (keep > 0)
);
INSERT INTO retention (number, name, keep) VALUES (0, 'default', NULL);

-- to_latest is the latest to_at of this row and all before: it rises with the id and leads to the first row of a time.
CREATE TABLE tracking (
    id INTEGER NOT NULL PRIMARY KEY,
    retention INTEGER NOT NULL CHECK (retention BETWEEN 0 AND 3),
    from_at INTEGER NOT NULL,
    to_at INTEGER NOT NULL,
    to_latest INTEGER NOT NULL,
    event_index BLOB NOT NULL,
    events BLOB NOT NULL
);
CREATE INDEX tracking_latest ON tracking (to_latest);
CREATE INDEX tracking_to ON tracking (retention, to_at);

-- place is made of sequence, lane and retention, so that the table needs no further index to find a commit's bodies.
CREATE TABLE tracked_body (
    place INTEGER NOT NULL PRIMARY KEY,
    retention INTEGER NOT NULL CHECK (retention BETWEEN 0 AND 3),
    tracked_at INTEGER NOT NULL,
    bodies BLOB NOT NULL
);
CREATE INDEX tracked_body_at ON tracked_body (retention, tracked_at);

-- Unpublished: session is its owner. Published: session is 0, and segment is the number of the segment it came with,
-- or null once that is gone. What is tracked needs it until tracked_until.
CREATE TABLE body (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    session INTEGER NOT NULL,
    segment INTEGER,
    tracked_until INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX body_session ON body (session) WHERE session <> 0;
CREATE INDEX body_segment ON body (segment) WHERE segment IS NOT NULL;
CREATE INDEX body_loose ON body (tracked_until) WHERE session = 0 AND segment IS NULL;

CREATE TABLE body_chunk (
    number INTEGER NOT NULL PRIMARY KEY,
    body BLOB NOT NULL CHECK (length(body) = 16),
    chunk_index INTEGER NOT NULL CHECK (chunk_index >= 0),
    bytes BLOB NOT NULL,
    UNIQUE (body, chunk_index)
);
