SELECT hint FROM store
