SELECT commit_lease_fence($1, $2, $3)
