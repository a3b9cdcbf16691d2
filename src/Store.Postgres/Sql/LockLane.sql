-- Rule 14: whoever else writes in this lane has ended when this returns; and since a row lock is a write,
-- the commit that follows waits until all that this connection has seen is replicated.
SELECT session, epoch, last_sequence FROM lane WHERE lane = $1 FOR UPDATE
