-- With its change. What an operator wanted elsewhere is over.
WITH me AS (
    SELECT server FROM session WHERE id = $1
), free AS (
    SELECT name, server, cause FROM lease WHERE name = $2 AND session = 0 FOR UPDATE
), taken AS (
    UPDATE lease AS l
    SET session = $1, epoch = l.epoch + 1, server = me.server, changed_at = coalesce($3, now()),
        wanted = CASE WHEN l.wanted = me.server THEN l.wanted END
    FROM me, free WHERE l.name = free.name
    RETURNING l.name, l.epoch, l.changed_at, l.server
)
INSERT INTO cluster_change (name, epoch, changed_at, from_server, to_server, cause)
SELECT taken.name, taken.epoch, taken.changed_at, free.server, taken.server, free.cause FROM taken, free
