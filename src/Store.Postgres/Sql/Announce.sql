INSERT INTO announcement AS a (id, number, hash) VALUES (1, 1, $1)
ON CONFLICT (id) DO UPDATE SET number = a.number + 1, hash = excluded.hash
RETURNING number
