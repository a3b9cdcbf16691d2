-- What is closed stands for an item that is gone: an equal one is new
DELETE FROM receipt WHERE key = ?1 AND closed_at IS NOT NULL
