-- Of a dead session and never published; or published, its segment cleaned up, and neither an open item nor what is
-- tracked needs it.
SELECT b.id FROM body b
WHERE b.ctid >= $1::tid AND b.ctid < $2::tid
    AND (b.session <> 0 AND NOT EXISTS (SELECT FROM session s WHERE s.id = b.session)
        OR b.session = 0 AND b.tracked_until < coalesce($3, now())
            AND NOT EXISTS (SELECT FROM segment g WHERE g.lane = b.lane AND g.sequence = b.sequence)
            AND NOT EXISTS (SELECT FROM open_item_body i WHERE i.body = b.id))
