DELETE FROM cluster_change WHERE name = $1 AND epoch <= (SELECT epoch FROM lease WHERE name = $1) - $2
