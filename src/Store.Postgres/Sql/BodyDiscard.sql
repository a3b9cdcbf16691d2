DELETE FROM body WHERE id = $1 AND session = $2
