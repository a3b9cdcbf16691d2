SELECT t.number, t.base, t.candidate, t.share, t.begun_at, t.margin, t.accept_after, t.accept_after_time,
    coalesce(t.ended_at, $1, now()) - t.begun_at, t.outcome, t.reason, t.ended_at,
    coalesce(sum(c.base_good), 0)::bigint, coalesce(sum(c.base_suspended), 0)::bigint,
    coalesce(sum(c.base_failed), 0)::bigint, coalesce(sum(c.candidate_good), 0)::bigint,
    coalesce(sum(c.candidate_suspended), 0)::bigint, coalesce(sum(c.candidate_failed), 0)::bigint
FROM trial AS t LEFT JOIN trial_count AS c ON c.trial = t.number
WHERE t.number = (SELECT max(number) FROM trial)
GROUP BY t.number
