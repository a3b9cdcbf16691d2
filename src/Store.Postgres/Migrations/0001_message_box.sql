-- The message box: docs/concepts/message-box.md, "Data". README.md of this project says why it looks as it does.
-- Owner means (session, epoch); session 0 is nobody. Positions are (sequence, item).

CREATE TABLE store (
    id int PRIMARY KEY CHECK (id = 1),
    group_name text NOT NULL CHECK (group_name <> ''),
    route_version bigint NOT NULL DEFAULT 0,
    -- The ring: lanes write into generation; oldest is the oldest one that may hold anything.
    generation bigint NOT NULL DEFAULT 1,
    oldest bigint NOT NULL DEFAULT 1,
    -- The same of the rings of tracking, one per retention class, by its number + 1.
    tracking bigint[] NOT NULL DEFAULT '{1,1,1,1}',
    tracking_oldest bigint[] NOT NULL DEFAULT '{1,1,1,1}',
    given bigint NOT NULL DEFAULT 0, -- rises when a reader is given to another session (rule 103)
    CHECK (oldest <= generation AND generation < oldest + 4)
) WITH (fillfactor = 50);

CREATE TABLE generation (
    generation bigint PRIMARY KEY,
    opened_at timestamptz NOT NULL,
    closed_at timestamptz
) WITH (fillfactor = 50);

CREATE SEQUENCE session_id MAXVALUE 2147483647 CACHE 1;

-- incarnation: where the session's lock lives. A free lock means death only there (rule 21).
CREATE TABLE session (
    id bigint PRIMARY KEY CHECK (id BETWEEN 1 AND 2147483647),
    server text NOT NULL CHECK (server <> ''),
    machine text NOT NULL,
    process_id int NOT NULL,
    product_version text NOT NULL,
    hosts text NOT NULL, -- the only ones that it runs, one per line; empty: all
    started_at timestamptz NOT NULL,
    heartbeat bigint NOT NULL DEFAULT 0,
    is_ready boolean NOT NULL DEFAULT false, -- this, load and offset it says of itself now and then
    load int NOT NULL DEFAULT 0 CHECK (load >= 0),
    clock_offset interval,
    lock_timeline bigint NOT NULL,
    lock_server_start timestamptz NOT NULL,
    lock_recovered_at timestamptz NOT NULL,
    lock_pid int NOT NULL,
    lock_backend_start timestamptz NOT NULL
) WITH (fillfactor = 50, autovacuum_vacuum_threshold = 200, autovacuum_vacuum_scale_factor = 0);

CREATE TABLE lane (
    lane int PRIMARY KEY CHECK (lane > 0),
    session bigint NOT NULL,
    epoch bigint NOT NULL CHECK (epoch >= 0),
    route_version bigint NOT NULL,
    generation bigint NOT NULL,
    tracking bigint[] NOT NULL,
    last_sequence bigint NOT NULL CHECK (last_sequence >= 0) -- the last one before this generation
) WITH (fillfactor = 50);

CREATE SEQUENCE segment_number CACHE 1;

-- The ring has four sets of plain tables, _1 to _4; _kept holds what laggards still need of emptied generations.
-- No partitioned parent: dropping a partition behind one old reader stops every writer.
CREATE TABLE segment_1 (
    lane int NOT NULL,
    sequence bigint NOT NULL CHECK (sequence > 0),
    number bigint NOT NULL,
    commit_id uuid NOT NULL,
    track bytea NOT NULL,
    records bytea NOT NULL,
    PRIMARY KEY (lane, sequence)
);

CREATE TABLE reference_1 (
    reader int NOT NULL,
    lane int NOT NULL,
    sequence bigint NOT NULL,
    number bigint NOT NULL, -- the segment's, so that ordered readers need not look it up
    entries bytea NOT NULL,
    PRIMARY KEY (reader, lane, sequence)
);

CREATE TABLE progress_1 (
    reader int NOT NULL,
    lane int NOT NULL,
    number bigint NOT NULL CHECK (number > 0),
    epoch bigint NOT NULL,
    sequence bigint NOT NULL CHECK (sequence > 0),
    item int NOT NULL CHECK (item >= 0),
    done bytea NOT NULL,
    PRIMARY KEY (reader, lane, number)
);

-- sequence, item: the highest item that the records speak of.
CREATE TABLE transmit_1 (
    reader int NOT NULL,
    lane int NOT NULL,
    number bigint NOT NULL CHECK (number > 0),
    epoch bigint NOT NULL,
    sequence bigint NOT NULL CHECK (sequence > 0),
    item int NOT NULL CHECK (item >= 0),
    records bytea NOT NULL,
    PRIMARY KEY (reader, lane, number)
);

-- External: never compressed, so that a slice is read without the rest. 8160: what fits a page stays in the row.
ALTER TABLE segment_1 ALTER COLUMN records SET STORAGE EXTERNAL, ALTER COLUMN track SET STORAGE EXTERNAL;
ALTER TABLE reference_1 ALTER COLUMN entries SET STORAGE EXTERNAL;
ALTER TABLE progress_1 ALTER COLUMN done SET STORAGE EXTERNAL;
ALTER TABLE transmit_1 ALTER COLUMN records SET STORAGE EXTERNAL;

DO $$
DECLARE
    name text;
    slot text;
BEGIN
    FOREACH name IN ARRAY ARRAY['segment', 'reference', 'progress', 'transmit'] LOOP
        FOREACH slot IN ARRAY ARRAY['2', '3', '4', 'kept'] LOOP
            EXECUTE format('CREATE TABLE %1$s_%2$s (LIKE %1$s_1 INCLUDING ALL)', name, slot);
        END LOOP;
        -- What is only inserted and then truncated needs no vacuum, and no statistics that move a plan.
        FOREACH slot IN ARRAY ARRAY['1', '2', '3', '4'] LOOP
            EXECUTE format(
                'ALTER TABLE %s_%s SET (autovacuum_enabled = off, toast.autovacuum_enabled = off, '
                'toast_tuple_target = 8160)', name, slot);
        END LOOP;
    END LOOP;
    -- Progress of an emptied generation lives on in reader_lane.
    DROP TABLE progress_kept;
END $$;

CREATE VIEW segment AS
    SELECT * FROM segment_kept UNION ALL SELECT * FROM segment_1 UNION ALL SELECT * FROM segment_2
    UNION ALL SELECT * FROM segment_3 UNION ALL SELECT * FROM segment_4;

CREATE VIEW reference AS
    SELECT * FROM reference_kept UNION ALL SELECT * FROM reference_1 UNION ALL SELECT * FROM reference_2
    UNION ALL SELECT * FROM reference_3 UNION ALL SELECT * FROM reference_4;

CREATE VIEW progress AS
    SELECT * FROM progress_1 UNION ALL SELECT * FROM progress_2
    UNION ALL SELECT * FROM progress_3 UNION ALL SELECT * FROM progress_4;

CREATE VIEW transmit AS
    SELECT * FROM transmit_kept UNION ALL SELECT * FROM transmit_1 UNION ALL SELECT * FROM transmit_2
    UNION ALL SELECT * FROM transmit_3 UNION ALL SELECT * FROM transmit_4;

CREATE SEQUENCE reader_id AS int CACHE 1;

CREATE TABLE reader (
    id int PRIMARY KEY CHECK (id >= 0),
    kind int NOT NULL CHECK (kind BETWEEN 0 AND 4),
    name text NOT NULL,
    base int NOT NULL,
    UNIQUE (kind, base, name)
);
INSERT INTO reader (id, kind, name, base) VALUES (0, 0, '', 0);
CREATE UNIQUE INDEX reader_host ON reader (name) WHERE kind = 1;
CREATE UNIQUE INDEX reader_reply ON reader (name) WHERE kind = 3;
CREATE UNIQUE INDEX reader_ordered ON reader (name) WHERE kind = 4;

CREATE TABLE reader_lane (
    reader int NOT NULL REFERENCES reader,
    lane int NOT NULL REFERENCES lane,
    session bigint NOT NULL,
    epoch bigint NOT NULL CHECK (epoch >= 0),
    -- A detached port that has joined its host again: only the epoch and the numbers live on.
    joined boolean NOT NULL DEFAULT false,
    -- Where it stands as long as it has no progress row with a higher number.
    base_number bigint NOT NULL DEFAULT 0,
    base_epoch bigint NOT NULL DEFAULT 0,
    base_sequence bigint NOT NULL CHECK (base_sequence > 0),
    base_item int NOT NULL CHECK (base_item >= 0),
    base_done bytea NOT NULL DEFAULT '',
    -- The highest number that clean-up or a detachment has seen; no row may repeat it.
    last_number bigint NOT NULL DEFAULT 0,
    -- Transmit rows up to this number belong to an earlier detachment.
    since_number bigint NOT NULL DEFAULT 0,
    deaths int NOT NULL DEFAULT 0 CHECK (deaths >= 0),
    death_sequence bigint NOT NULL DEFAULT 0,
    death_item int NOT NULL DEFAULT 0,
    PRIMARY KEY (reader, lane)
) WITH (fillfactor = 50);

-- The newest progress of each reader in each lane.
CREATE VIEW reader_progress AS
    SELECT r.reader, r.lane, r.session, r.epoch, r.joined, r.since_number, r.last_number,
        CASE WHEN p.number IS NULL THEN r.base_number ELSE p.number END AS number,
        CASE WHEN p.number IS NULL THEN r.base_epoch ELSE p.epoch END AS progress_epoch,
        CASE WHEN p.number IS NULL THEN r.base_sequence ELSE p.sequence END AS sequence,
        CASE WHEN p.number IS NULL THEN r.base_item ELSE p.item END AS item,
        CASE WHEN p.number IS NULL THEN r.base_done ELSE p.done END AS done,
        r.deaths, r.death_sequence, r.death_item
    FROM reader_lane r
    LEFT JOIN LATERAL (
        SELECT n.number, n.epoch, n.sequence, n.item, n.done FROM progress n
        WHERE n.reader = r.reader AND n.lane = r.lane AND n.number > r.base_number
        ORDER BY n.number DESC LIMIT 1
    ) p ON true;

CREATE TABLE open_item (
    id uuid PRIMARY KEY,
    kind int NOT NULL CHECK (kind BETWEEN 1 AND 4),
    state int NOT NULL CHECK (state BETWEEN 1 AND 5),
    session bigint NOT NULL,
    epoch bigint NOT NULL CHECK (epoch > 0),
    -- Which call of its owner took it, so that an answer that was lost can be asked for again.
    acquisition uuid,
    reader int NOT NULL,
    due timestamptz,
    attempts int NOT NULL CHECK (attempts >= 0),
    deaths int NOT NULL CHECK (deaths >= 0),
    port text NOT NULL,
    message_id uuid NOT NULL,
    interchange_id uuid NOT NULL,
    message_type text,
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    failure_code text,
    failure_text text,
    report text,
    transmit text,
    record bytea NOT NULL,
    CHECK (state <> 1 OR due IS NOT NULL),
    CHECK ((state = 2) = (session <> 0))
) WITH (
    fillfactor = 80, toast_tuple_target = 1024,
    autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);
ALTER TABLE open_item ALTER COLUMN record SET STORAGE EXTERNAL;
CREATE INDEX open_item_due ON open_item (reader, due) WHERE state = 1;
CREATE INDEX open_item_session ON open_item (session) WHERE state = 2;
CREATE INDEX open_item_message ON open_item (message_id);
CREATE INDEX open_item_kept ON open_item (changed_at) WHERE state = 5;

CREATE TABLE open_item_body (
    item uuid NOT NULL REFERENCES open_item ON DELETE CASCADE,
    body uuid NOT NULL,
    PRIMARY KEY (item, body)
);
CREATE INDEX open_item_body_body ON open_item_body (body);

-- The 16 bytes of a key are a uuid here: the smallest type that holds them, compared as bytes. No index over times:
-- clean-up walks the blocks.
CREATE TABLE receipt (
    key uuid PRIMARY KEY,
    taken_at timestamptz NOT NULL,
    closed_at timestamptz
) WITH (
    fillfactor = 90,
    autovacuum_vacuum_threshold = 10000, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);

CREATE TABLE claim (
    id uuid PRIMARY KEY,
    session bigint NOT NULL,
    -- As in open_item.
    acquisition uuid,
    location text NOT NULL,
    item text NOT NULL,
    deaths int NOT NULL DEFAULT 0 CHECK (deaths >= 0)
);
CREATE INDEX claim_session ON claim (session, location);

CREATE TABLE configuration (
    hash text PRIMARY KEY CHECK (hash <> ''),
    package bytea NOT NULL
);
ALTER TABLE configuration ALTER COLUMN package SET STORAGE EXTERNAL;

-- What is about to be activated: rule 59. No hash: nothing is. The number is never used again.
CREATE TABLE announcement (
    id int PRIMARY KEY CHECK (id = 1),
    number bigint NOT NULL CHECK (number > 0),
    hash text
);

CREATE TABLE answer (
    session bigint PRIMARY KEY,
    problem text
);

-- The newest is the active one.
CREATE TABLE activation (
    route_version bigint PRIMARY KEY CHECK (route_version > 0),
    hash text NOT NULL REFERENCES configuration,
    applied_at timestamptz NOT NULL
);

-- Versions that are tried on a share of what comes in: rules 90 to 94. One without an outcome is under way.
CREATE TABLE trial (
    number bigint PRIMARY KEY CHECK (number > 0),
    base text NOT NULL REFERENCES configuration,
    candidate text NOT NULL REFERENCES configuration CHECK (candidate <> base),
    share int NOT NULL CHECK (share BETWEEN 1 AND 9999),
    margin int NOT NULL CHECK (margin BETWEEN 0 AND 10000),
    accept_after bigint CHECK (accept_after > 0),
    accept_after_time interval CHECK (accept_after_time > interval '0'),
    begun_at timestamptz NOT NULL,
    outcome int CHECK (outcome BETWEEN 1 AND 2),
    reason text CHECK ((reason IS NULL) = (outcome IS NULL)),
    ended_at timestamptz CHECK ((ended_at IS NULL) = (outcome IS NULL))
);
CREATE UNIQUE INDEX trial_under_way ON trial ((outcome IS NULL)) WHERE outcome IS NULL;

CREATE TABLE trial_count (
    trial bigint NOT NULL REFERENCES trial,
    session bigint NOT NULL,
    base_good bigint NOT NULL CHECK (base_good >= 0),
    base_suspended bigint NOT NULL CHECK (base_suspended >= 0),
    base_failed bigint NOT NULL CHECK (base_failed >= 0),
    candidate_good bigint NOT NULL CHECK (candidate_good >= 0),
    candidate_suspended bigint NOT NULL CHECK (candidate_suspended >= 0),
    candidate_failed bigint NOT NULL CHECK (candidate_failed >= 0),
    PRIMARY KEY (trial, session)
);

CREATE SEQUENCE port_id AS int CACHE 1;

CREATE TABLE port (
    id int PRIMARY KEY CHECK (id > 0),
    name text NOT NULL UNIQUE
);

-- What is tracked goes by class; number 0 is always there. keep null: as clean-up says.
CREATE TABLE retention (
    number int PRIMARY KEY CHECK (number BETWEEN 0 AND 3),
    name text NOT NULL UNIQUE CHECK (name <> ''),
    keep interval CHECK (keep > interval '0')
);
INSERT INTO retention (number, name) VALUES (0, 'default');

CREATE TABLE tracking_generation (
    retention int NOT NULL,
    generation bigint NOT NULL,
    opened_at timestamptz NOT NULL,
    closed_at timestamptz,
    PRIMARY KEY (retention, generation)
);

-- Each class has a ring of five sets of plain tables: _CLASS_1 to _CLASS_5.
CREATE SEQUENCE tracking_id CACHE 1;

CREATE TABLE tracking_0_1 (
    id bigint PRIMARY KEY DEFAULT nextval('tracking_id'),
    from_at timestamptz NOT NULL,
    to_at timestamptz NOT NULL CHECK (to_at >= from_at),
    event_index bytea NOT NULL,
    events bytea NOT NULL
);

CREATE TABLE tracked_body_0_1 (
    lane int NOT NULL,
    sequence bigint NOT NULL,
    bodies bytea NOT NULL,
    PRIMARY KEY (lane, sequence)
);

ALTER TABLE tracking_0_1 ALTER COLUMN event_index SET STORAGE EXTERNAL, ALTER COLUMN events SET STORAGE EXTERNAL;
ALTER TABLE tracked_body_0_1 ALTER COLUMN bodies SET STORAGE EXTERNAL;

DO $$
DECLARE
    name text;
    slot text;
    slots text[] := ARRAY(SELECT format('%s_%s', c, s) FROM generate_series(0, 3) c, generate_series(1, 5) s);
BEGIN
    FOREACH name IN ARRAY ARRAY['tracking', 'tracked_body'] LOOP
        FOREACH slot IN ARRAY slots LOOP
            IF slot <> '0_1' THEN
                EXECUTE format('CREATE TABLE %1$s_%2$s (LIKE %1$s_0_1 INCLUDING ALL)', name, slot);
            END IF;
            EXECUTE format(
                'ALTER TABLE %s_%s SET (autovacuum_enabled = off, toast.autovacuum_enabled = off, '
                'toast_tuple_target = 8160)', name, slot);
        END LOOP;
    END LOOP;
    EXECUTE 'CREATE VIEW tracking AS '
        || (SELECT string_agg(format('SELECT * FROM tracking_%s', s), ' UNION ALL ') FROM unnest(slots) AS s);
    EXECUTE 'CREATE VIEW tracking_span AS SELECT '
        || (SELECT string_agg(
                format('(SELECT coalesce(max(id) - min(id) + 1, 0) FROM tracking_%s)', s), ' + ')
            FROM unnest(slots) AS s)
        || ' AS rows';
END $$;

-- Unpublished: session is its owner. Published: session is 0, and (lane, sequence) the segment it came with. What is
-- tracked needs it until tracked_until.
CREATE TABLE body (
    id uuid PRIMARY KEY,
    session bigint NOT NULL,
    lane int,
    sequence bigint,
    tracked_until timestamptz NOT NULL DEFAULT '-infinity',
    CHECK ((session = 0) = (lane IS NOT NULL AND sequence IS NOT NULL))
);
CREATE INDEX body_unpublished ON body (session) WHERE session <> 0;
CREATE INDEX body_published ON body (lane, sequence) WHERE session = 0;

CREATE TABLE body_chunk (
    body uuid NOT NULL REFERENCES body ON DELETE CASCADE,
    chunk_index int NOT NULL CHECK (chunk_index >= 0),
    bytes bytea NOT NULL,
    PRIMARY KEY (body, chunk_index)
);
ALTER TABLE body_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;
