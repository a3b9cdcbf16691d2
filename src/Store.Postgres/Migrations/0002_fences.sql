-- Fences: each locks its row until the end of the transaction, and fails if the row is not as the writer believes
-- (rule 3). FOR SHARE at least: FOR KEY SHARE would not conflict with a taker's update.

-- The session: VD021 gone. A taker locks the row FOR UPDATE first, heartbeats do not wait for FOR KEY SHARE.
CREATE FUNCTION session_fence(p_session bigint)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM session WHERE id = p_session FOR KEY SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'Session % is not alive: it was taken over or has ended.', p_session USING ERRCODE = 'VD021';
    END IF;
END $$;

-- The lane: VD001 lost, VD002 other routes, VD003 other generation, VD004 not the next sequence.
CREATE FUNCTION commit_fence(
    p_session bigint, p_lane int, p_epoch bigint, p_sequence bigint, p_generation bigint, p_tracking bigint[],
    p_route_version bigint)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    fence record;
    follows boolean;
BEGIN
    SELECT session, epoch, route_version, generation, tracking, last_sequence INTO fence
        FROM lane WHERE lane = p_lane FOR SHARE;
    IF NOT FOUND OR fence.session <> p_session OR fence.epoch <> p_epoch THEN
        RAISE EXCEPTION 'Lane % is not owned by session % in epoch %.', p_lane, p_session, p_epoch
            USING ERRCODE = 'VD001', DETAIL = format('%s', p_lane);
    END IF;
    IF fence.route_version <> p_route_version THEN
        RAISE EXCEPTION 'The routes have changed.'
            USING ERRCODE = 'VD002', DETAIL = format('%s', fence.route_version);
    END IF;
    IF fence.generation <> p_generation OR fence.tracking <> p_tracking THEN
        RAISE EXCEPTION 'Lane % writes another generation.', p_lane
            USING ERRCODE = 'VD003',
                DETAIL = format('%s;%s', fence.generation, array_to_string(fence.tracking, ','));
    END IF;
    follows := p_sequence = fence.last_sequence + 1;
    IF NOT follows THEN
        CASE (p_generation - 1) % 4
            WHEN 0 THEN PERFORM FROM segment_1 WHERE lane = p_lane AND sequence = p_sequence - 1;
            WHEN 1 THEN PERFORM FROM segment_2 WHERE lane = p_lane AND sequence = p_sequence - 1;
            WHEN 2 THEN PERFORM FROM segment_3 WHERE lane = p_lane AND sequence = p_sequence - 1;
            ELSE PERFORM FROM segment_4 WHERE lane = p_lane AND sequence = p_sequence - 1;
        END CASE;
        follows := FOUND AND p_sequence > fence.last_sequence;
    END IF;
    IF NOT follows THEN
        RAISE EXCEPTION 'Sequence % is not the next one in lane %.', p_sequence, p_lane
            USING ERRCODE = 'VD004', DETAIL = format('%s %s', p_lane, p_sequence);
    END IF;
END $$;

-- Readers in lanes, in the order of (reader, lane): VD011 lost, with all that are.
CREATE FUNCTION commit_reader_fence(p_session bigint, p_readers int[], p_lanes int[], p_epochs bigint[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    lost text;
BEGIN
    FOR i IN 1 .. cardinality(p_readers) LOOP
        PERFORM FROM reader_lane
            WHERE reader = p_readers[i] AND lane = p_lanes[i] AND session = p_session AND epoch = p_epochs[i] FOR SHARE;
        IF NOT FOUND THEN
            lost := concat_ws(',', lost, format('%s %s', p_readers[i], p_lanes[i]));
        END IF;
    END LOOP;
    IF lost IS NOT NULL THEN
        RAISE EXCEPTION 'Readers in lanes are not owned by session % any more.', p_session
            USING ERRCODE = 'VD011', DETAIL = lost;
    END IF;
END $$;

-- Open items in the hands of the session: VD012 lost, with all that are.
CREATE FUNCTION commit_open_item_fence(p_session bigint, p_ids uuid[], p_epochs bigint[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    lost text;
BEGIN
    FOR i IN 1 .. cardinality(p_ids) LOOP
        PERFORM FROM open_item
            WHERE id = p_ids[i] AND session = p_session AND epoch = p_epochs[i] AND state = 2 FOR UPDATE;
        IF NOT FOUND THEN
            lost := concat_ws(',', lost, p_ids[i]::text);
        END IF;
    END LOOP;
    IF lost IS NOT NULL THEN
        RAISE EXCEPTION 'Open items are not owned by session % any more.', p_session
            USING ERRCODE = 'VD012', DETAIL = lost;
    END IF;
END $$;

-- Receipts of which some may be closed, and are new again then: VD013 taken, with all that are.
CREATE FUNCTION commit_receipts(p_keys uuid[], p_now timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    written int;
    taken text;
BEGIN
    INSERT INTO receipt AS r (key, taken_at) SELECT k, p_now FROM unnest(p_keys) k
        ON CONFLICT (key) DO UPDATE SET taken_at = p_now, closed_at = NULL WHERE r.closed_at IS NOT NULL;
    GET DIAGNOSTICS written = ROW_COUNT;
    IF written < cardinality(p_keys) THEN
        SELECT string_agg(r.key::text, ',') INTO taken FROM receipt r
            WHERE r.key = ANY (p_keys) AND r.closed_at IS NULL AND r.xmin <> pg_current_xact_id()::xid;
        RAISE EXCEPTION 'Receipts are there already.' USING ERRCODE = 'VD013', DETAIL = taken;
    END IF;
END $$;

-- Bodies that the session has uploaded: VD014 if one is not there, or published already.
CREATE FUNCTION commit_bodies(p_session bigint, p_ids uuid[], p_lane int, p_sequence bigint)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    changed int;
BEGIN
    UPDATE body SET session = 0, lane = p_lane, sequence = p_sequence WHERE id = ANY (p_ids) AND session = p_session;
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> cardinality(p_ids) THEN
        RAISE EXCEPTION 'A body to be published is not there, or is published already.'
            USING ERRCODE = 'VD014', DETAIL = array_to_string(p_ids, ',');
    END IF;
END $$;

-- What a person does is tracked in the default class, outside of the log's commits. Gives the number of rows.
CREATE FUNCTION add_tracking(p_from timestamptz[], p_to timestamptz[], p_index bytea[], p_events bytea[])
RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    place bigint;
BEGIN
    IF coalesce(cardinality(p_from), 0) = 0 THEN
        RETURN 0;
    END IF;
    SELECT tracking[1] INTO place FROM store FOR SHARE;
    EXECUTE format(
        'INSERT INTO tracking_0_%s (from_at, to_at, event_index, events) SELECT * FROM unnest($1, $2, $3, $4)',
        (place - 1) % 5 + 1) USING p_from, p_to, p_index, p_events;
    RETURN cardinality(p_from);
END $$;

-- Classes keep their numbers; a new one gets a number that was never given, or else one that nobody names (rule 74).
CREATE FUNCTION activate_retention(p_names text[], p_keeps interval[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    free int;
BEGIN
    FOR i IN 1 .. cardinality(p_names) LOOP
        UPDATE retention SET keep = p_keeps[i] WHERE name = p_names[i];
        CONTINUE WHEN FOUND;
        SELECT n INTO free FROM generate_series(1, 3) AS n LEFT JOIN retention r ON r.number = n
            WHERE r.name IS NULL OR r.name <> ALL (p_names) ORDER BY r.name IS NOT NULL, n LIMIT 1;
        INSERT INTO retention (number, name, keep) VALUES (free, p_names[i], p_keeps[i])
            ON CONFLICT (number) DO UPDATE SET name = excluded.name, keep = excluded.keep;
    END LOOP;
    UPDATE retention SET keep = NULL WHERE number = 0 AND name <> ALL (p_names);
END $$;
