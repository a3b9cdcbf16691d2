INSERT INTO trial (number, base, candidate, share, margin, accept_after, accept_after_time, begun_at)
SELECT coalesce(max(number), 0) + 1, $1, $2, $3, $4, $5, $6, coalesce($7, now()) FROM trial
