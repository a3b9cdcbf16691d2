-- Without a base of its own, a reader reads its own references
INSERT INTO reader (id, kind, name, base)
SELECT 1 + MAX(id), ?1, ?2, COALESCE(?3, 1 + MAX(id)) FROM reader
