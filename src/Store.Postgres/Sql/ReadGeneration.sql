SELECT generation, tracking FROM store
