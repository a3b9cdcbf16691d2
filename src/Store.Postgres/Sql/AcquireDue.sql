WITH due AS (
    SELECT id, due, record FROM open_item
    WHERE state = 1 AND reader = ANY ($2) AND due <= coalesce($5, now())
    ORDER BY due, id LIMIT $3 FOR UPDATE SKIP LOCKED
), counted AS (
    SELECT id, row_number() OVER w AS row, sum(octet_length(record)) OVER w AS bytes
    FROM due WINDOW w AS (ORDER BY due, id)
)
UPDATE open_item AS i
SET state = 2, session = $1, epoch = i.epoch + 1, acquisition = $6, changed_at = coalesce($5, now())
FROM counted c
WHERE i.id = c.id AND (c.row = 1 OR c.bytes <= $4)
