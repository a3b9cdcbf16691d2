INSERT INTO reference (reader, lane, sequence, entries, number) VALUES (?1, ?2, ?3, ?4, ?5)
