-- One more if the position has not moved since the last death, else one
UPDATE reader_lane
SET deaths = CASE WHEN death_sequence = ?3 AND death_item = ?4 THEN deaths + 1 ELSE 1 END,
    death_sequence = ?3, death_item = ?4
WHERE reader = ?1 AND lane = ?2
