SELECT id FROM claim WHERE id = ANY ($1)
