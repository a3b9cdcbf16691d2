-- Fails if the session has been taken over, and keeps a taker away until the end.
SELECT session_fence($1)
