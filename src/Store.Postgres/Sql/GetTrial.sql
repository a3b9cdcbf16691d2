SELECT number, base, candidate, share, begun_at, margin, accept_after, accept_after_time
FROM trial WHERE outcome IS NULL
