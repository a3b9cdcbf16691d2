UPDATE body AS b SET tracked_until = greatest(b.tracked_until, k.until)
FROM (
    SELECT u.id, max(coalesce($3, now()) + u.keep) AS until FROM unnest($1, $2) AS u (id, keep) GROUP BY u.id
) AS k
WHERE b.id = k.id AND b.session = 0
