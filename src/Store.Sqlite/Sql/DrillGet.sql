SELECT report FROM drill WHERE id = ?1
