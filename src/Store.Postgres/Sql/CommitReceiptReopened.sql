SELECT commit_receipts($1, coalesce($2, now()))
