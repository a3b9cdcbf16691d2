SELECT lane FROM lane ORDER BY lane
