INSERT INTO announcement (id, number, hash) VALUES (1, 1, ?1)
ON CONFLICT (id) DO UPDATE SET number = number + 1, hash = excluded.hash
