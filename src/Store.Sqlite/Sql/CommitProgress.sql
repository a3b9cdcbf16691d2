INSERT INTO progress (reader, lane, number, epoch, sequence, item, done) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
