SELECT number, hash FROM announcement WHERE hash IS NOT NULL
