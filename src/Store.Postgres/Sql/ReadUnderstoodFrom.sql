-- From which schema on a newer store is understood; a step that does not say it is understood by nobody before it.
SELECT CASE WHEN count(*) = $2 - $1 THEN max(understood_from) ELSE $2 END FROM schema_step WHERE number > $1
