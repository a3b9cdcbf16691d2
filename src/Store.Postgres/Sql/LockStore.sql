-- Everything that changes owners or lanes queues here first: one order of locks, no deadlocks.
SELECT route_version, generation, oldest FROM store FOR UPDATE
