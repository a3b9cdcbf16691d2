UPDATE lane SET tracking[$1 + 1] = $2
