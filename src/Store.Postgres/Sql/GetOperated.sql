SELECT name, word, said_at FROM operated_port ORDER BY location, name
