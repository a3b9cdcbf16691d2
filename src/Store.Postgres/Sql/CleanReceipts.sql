-- One stretch of the table at a time: no index over times to keep up with every receipt.
DELETE FROM receipt WHERE ctid >= $1::tid AND ctid < $2::tid
    AND (closed_at < coalesce($3, now()) - $4 OR taken_at < coalesce($3, now()) - $5)
