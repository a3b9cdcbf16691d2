NOTIFY viaduct
