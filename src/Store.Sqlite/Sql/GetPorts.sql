SELECT id, name FROM port
