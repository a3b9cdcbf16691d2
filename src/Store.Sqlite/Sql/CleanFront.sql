SELECT last_sequence FROM lane WHERE lane = ?1
