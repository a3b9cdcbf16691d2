INSERT INTO trial_count (
    trial, session, base_good, base_suspended, base_failed, candidate_good, candidate_suspended, candidate_failed)
SELECT number, ?2, ?3, ?4, ?5, ?6, ?7, ?8 FROM trial WHERE number = ?1 AND outcome IS NULL
ON CONFLICT (trial, session) DO UPDATE SET
    base_good = excluded.base_good, base_suspended = excluded.base_suspended, base_failed = excluded.base_failed,
    candidate_good = excluded.candidate_good, candidate_suspended = excluded.candidate_suspended,
    candidate_failed = excluded.candidate_failed
