SELECT min(next.due) - coalesce($2, now()) FROM unnest($1) AS r (reader), LATERAL (
    SELECT i.due FROM open_item i WHERE i.state = 1 AND i.reader = r.reader ORDER BY i.due LIMIT 1) AS next
