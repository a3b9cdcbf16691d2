-- Without an heir (?2 is 0) a reader goes to the owner of its lane; an ordered one (kind 4) is free in all lanes
UPDATE reader_lane SET epoch = epoch + 1, session = CASE
    WHEN ?2 <> 0 THEN ?2
    WHEN (SELECT kind FROM reader WHERE id = ?3) = 4 THEN 0
    ELSE (SELECT session FROM lane WHERE lane = ?4) END
WHERE reader = ?3 AND lane = ?4 AND session = ?1 AND epoch = ?5
