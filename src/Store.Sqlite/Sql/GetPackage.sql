SELECT package FROM configuration WHERE hash = ?1
