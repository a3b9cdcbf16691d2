UPDATE announcement SET hash = NULL WHERE number = $1
