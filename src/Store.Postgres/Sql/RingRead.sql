SELECT s.generation, s.oldest,
    (SELECT g.opened_at <= coalesce($1, now()) - $2 FROM generation g WHERE g.generation = s.generation),
    coalesce((SELECT g.closed_at <= coalesce($1, now()) - $3 FROM generation g WHERE g.generation = s.oldest), false)
FROM store s
