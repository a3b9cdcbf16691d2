INSERT INTO reference (reader, lane, sequence, entries) VALUES (?1, ?2, ?3, ?4)
