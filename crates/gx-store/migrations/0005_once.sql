-- Answers to requests that carried an Idempotency-Key, to be given again for a day. hash is of the caller and the key.
CREATE TABLE once (hash $blob PRIMARY KEY, at $int NOT NULL, request $blob NOT NULL, status $int, body $blob);
CREATE INDEX once_at ON once (at);
