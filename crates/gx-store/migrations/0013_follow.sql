-- Whom a member of staff follows. It names a node: whoever the node is merged into is followed by it. since is an id
-- of the moment: what bears a larger one came afterwards.
CREATE TABLE follow (staff_id $int NOT NULL, person_id $int NOT NULL, since $int NOT NULL, PRIMARY KEY (staff_id, person_id));
CREATE INDEX follow_person ON follow (person_id);
-- Whether somebody is sent what they have not read, once a day, and up to which notice they were.
ALTER TABLE staff ADD COLUMN digest $int NOT NULL DEFAULT 0;
ALTER TABLE staff ADD COLUMN digest_notice $int;
