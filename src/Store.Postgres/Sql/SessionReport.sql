UPDATE session
SET is_ready = $2, load = $3, clock_offset = $4 - coalesce($5, clock_timestamp()), troubles = $6 WHERE id = $1
