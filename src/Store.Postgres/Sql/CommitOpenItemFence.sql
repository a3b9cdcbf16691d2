SELECT commit_open_item_fence($1, $2, $3)
