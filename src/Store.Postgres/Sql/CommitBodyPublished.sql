SELECT commit_bodies($1, $2, $3, $4)
