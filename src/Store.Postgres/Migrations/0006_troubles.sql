-- What a process says of its receive locations and send ports: those that do not work on its server, one per line.
ALTER TABLE session ADD COLUMN troubles text NOT NULL DEFAULT '' CHECK (length(troubles) <= 100000);
