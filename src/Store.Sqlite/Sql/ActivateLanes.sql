UPDATE lane SET route_version = ?1
