-- From which schema on programs understand the store after each step (rule 120). Later steps write their rows.
CREATE TABLE schema_step (
    number int NOT NULL PRIMARY KEY CHECK (number > 0),
    understood_from int NOT NULL CHECK (understood_from BETWEEN 1 AND number)
);
INSERT INTO schema_step (number, understood_from) VALUES (7, 7);
