-- With its change, if there is an heir ($4 is not 0).
WITH heir AS (
    SELECT server FROM session WHERE id = $4
), mine AS (
    SELECT name, server FROM lease WHERE name = $2 AND session = $1 AND epoch = $3 FOR UPDATE
), given AS (
    UPDATE lease AS l
    SET session = $4, epoch = l.epoch + 1, cause = $5, changed_at = coalesce($7, now()),
        quiet_since = coalesce($7, now()) - $6, server = coalesce((SELECT server FROM heir), l.server),
        wanted = CASE WHEN $4 = 0 OR l.wanted = (SELECT server FROM heir) THEN l.wanted END
    FROM mine WHERE l.name = mine.name
    RETURNING l.name, l.epoch, l.changed_at, l.server
), noted AS (
    INSERT INTO cluster_change (name, epoch, changed_at, from_server, to_server, cause)
    SELECT given.name, given.epoch, given.changed_at, mine.server, given.server, $5 FROM given, mine WHERE $4 <> 0
)
SELECT count(*) FROM given
