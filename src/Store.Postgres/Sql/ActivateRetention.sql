SELECT activate_retention($1, $2)
