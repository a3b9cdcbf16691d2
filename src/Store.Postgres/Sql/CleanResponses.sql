DELETE FROM open_item WHERE id = ANY (ARRAY(
    SELECT i.id FROM open_item i WHERE i.state = 5 AND i.changed_at < coalesce($1, now()) - $2
    ORDER BY i.changed_at LIMIT $3))
