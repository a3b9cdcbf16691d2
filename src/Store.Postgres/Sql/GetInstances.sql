SELECT host, server, word, said_at FROM operated_instance ORDER BY host, server
