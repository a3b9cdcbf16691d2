DELETE FROM operated_instance WHERE host = ?1 AND server = ?2
