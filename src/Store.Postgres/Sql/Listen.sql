LISTEN viaduct
