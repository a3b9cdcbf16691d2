SELECT substring(t.bodies FROM $3 + 1 FOR $4) FROM (
    SELECT bodies FROM tracked_body_0_1 WHERE lane = $1 AND sequence = $2
    UNION ALL SELECT bodies FROM tracked_body_0_2 WHERE lane = $1 AND sequence = $2
    UNION ALL SELECT bodies FROM tracked_body_0_3 WHERE lane = $1 AND sequence = $2
    UNION ALL SELECT bodies FROM tracked_body_0_4 WHERE lane = $1 AND sequence = $2
    UNION ALL SELECT bodies FROM tracked_body_0_5 WHERE lane = $1 AND sequence = $2) AS t
