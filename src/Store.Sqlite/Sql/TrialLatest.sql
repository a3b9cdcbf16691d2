SELECT t.number, t.base, t.candidate, t.share, t.begun_at, t.margin, t.accept_after, t.accept_after_time,
    t.outcome, t.reason, t.ended_at,
    COALESCE(SUM(c.base_good), 0), COALESCE(SUM(c.base_suspended), 0), COALESCE(SUM(c.base_failed), 0),
    COALESCE(SUM(c.candidate_good), 0), COALESCE(SUM(c.candidate_suspended), 0), COALESCE(SUM(c.candidate_failed), 0)
FROM trial AS t LEFT JOIN trial_count AS c ON c.trial = t.number
WHERE t.number = (SELECT MAX(number) FROM trial)
GROUP BY t.number
