SELECT group_name FROM store
