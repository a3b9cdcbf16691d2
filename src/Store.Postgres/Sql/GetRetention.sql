SELECT number, name, keep FROM retention ORDER BY number
