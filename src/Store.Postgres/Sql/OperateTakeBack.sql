DELETE FROM operated_port WHERE location = $1 AND name = $2
