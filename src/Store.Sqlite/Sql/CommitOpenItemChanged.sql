-- The ownership ends, and the epoch rises, unless the new state is active
UPDATE open_item
SET state = ?2, attempts = ?3, due = ?4, failure_code = ?5, failure_text = ?6, report = ?7,
    transmit = COALESCE(?8, transmit), changed_at = ?9,
    session = CASE WHEN ?2 = 2 THEN session ELSE 0 END,
    epoch = CASE WHEN ?2 = 2 THEN epoch ELSE epoch + 1 END
WHERE number = ?1
