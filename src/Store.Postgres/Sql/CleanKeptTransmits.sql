DELETE FROM transmit_kept AS t USING reader_progress p
WHERE p.reader = t.reader AND p.lane = t.lane
    AND ((t.sequence, t.item) < (p.sequence, p.item) OR t.number <= p.since_number)
