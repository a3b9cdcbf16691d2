DELETE FROM trial_count
