-- What a process says of its receive locations and send ports: those that do not work on its server, one per line.
ALTER TABLE session ADD COLUMN troubles TEXT NOT NULL DEFAULT '';
