INSERT INTO transmit (reader, lane, number, epoch, sequence, item, records) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
