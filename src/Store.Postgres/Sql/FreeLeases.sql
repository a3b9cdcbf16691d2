UPDATE lease
SET session = 0, epoch = epoch + 1, cause = $2, quiet_since = coalesce($3, now()), changed_at = coalesce($3, now())
WHERE session = $1
