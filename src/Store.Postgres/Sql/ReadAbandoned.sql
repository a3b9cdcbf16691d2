SELECT c.id, c.item, EXISTS (SELECT FROM receipt r WHERE r.key = c.id AND r.closed_at IS NULL), c.deaths
FROM claim c WHERE c.session = $1 AND c.acquisition = $2 ORDER BY c.id
