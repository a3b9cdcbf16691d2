-- The leases of cluster groups: rules 110 to 115. A row is a fence: (session, epoch).
CREATE TABLE lease (
    name text NOT NULL PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 200),
    session bigint NOT NULL,
    epoch bigint NOT NULL CHECK (epoch >= 0),
    server text NOT NULL,
    cause int NOT NULL CHECK (cause BETWEEN 0 AND 20),
    quiet_since timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    wanted text CHECK (length(wanted) > 0)
);

-- Who became active, where and why; written with the change, and once more when the new owner receives.
CREATE TABLE cluster_change (
    name text NOT NULL,
    epoch bigint NOT NULL,
    changed_at timestamptz NOT NULL,
    from_server text NOT NULL,
    to_server text NOT NULL,
    cause int NOT NULL CHECK (cause BETWEEN 0 AND 20),
    detected interval CHECK (detected >= interval '0'),
    gap interval CHECK (gap >= interval '0'),
    PRIMARY KEY (name, epoch)
);

-- Leases in the order of their names: VD015 lost, with all that are.
CREATE FUNCTION commit_lease_fence(p_session bigint, p_names text[], p_epochs bigint[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    lost text[];
BEGIN
    FOR i IN 1 .. cardinality(p_names) LOOP
        PERFORM FROM lease
            WHERE name = p_names[i] AND session = p_session AND epoch = p_epochs[i] FOR SHARE;
        IF NOT FOUND THEN
            lost := array_append(lost, p_names[i]);
        END IF;
    END LOOP;
    IF lost IS NOT NULL THEN
        RAISE EXCEPTION 'Leases are not owned by session % any more.', p_session
            USING ERRCODE = 'VD015', DETAIL = array_to_json(lost)::text;
    END IF;
END $$;
