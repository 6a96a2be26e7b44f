-- What is told of customers from what they did. The columns are reckoned every night; worth_turn counts how
-- often that changed them.
ALTER TABLE person ADD COLUMN worth_next $int;
ALTER TABLE person ADD COLUMN worth_active $real;
ALTER TABLE person ADD COLUMN worth_class $text;
ALTER TABLE person ADD COLUMN next_order_at $int;
ALTER TABLE person ADD COLUMN need_count $int NOT NULL DEFAULT 0;
ALTER TABLE person ADD COLUMN worth_turn $int NOT NULL DEFAULT 0;
CREATE INDEX person_by_worth ON person (worth_next, id) WHERE merged_into IS NULL AND deleted_at IS NULL AND worth_next IS NOT NULL;
CREATE INDEX person_by_next_order ON person (next_order_at, id) WHERE merged_into IS NULL AND deleted_at IS NULL AND next_order_at IS NOT NULL;

-- What somebody may need: a guess, with what speaks for it.
CREATE TABLE need (
  id $id PRIMARY KEY, person_id $int NOT NULL, kind $text NOT NULL, what $text NOT NULL, score $real NOT NULL, due_at $int,
  evidence $json NOT NULL, found_at $int NOT NULL, state $text NOT NULL, decided_at $int, decided_by $int, interaction_id $int);
CREATE UNIQUE INDEX need_of ON need (person_id, kind, what);
CREATE INDEX need_open ON need (score, id) WHERE state = 'open';
CREATE INDEX need_said ON need (interaction_id) WHERE interaction_id IS NOT NULL;

-- A person that was reckoned anew has not changed: no other program is told.
-- only sqlite
DROP TRIGGER feed_person_touched;
CREATE TRIGGER feed_person_touched AFTER UPDATE ON person WHEN NEW.worth_turn = OLD.worth_turn BEGIN
  INSERT INTO feed (object, row_id, op) VALUES ('person', NEW.id, CASE
    WHEN NEW.deleted_at IS NOT NULL AND OLD.deleted_at IS NULL THEN 'd'
    WHEN NEW.deleted_at IS NULL AND OLD.deleted_at IS NOT NULL THEN 'r'
    WHEN NEW.merged_into IS NOT NULL AND OLD.merged_into IS NULL THEN 'm'
    WHEN NEW.merged_into IS NULL AND OLD.merged_into IS NOT NULL THEN 's' ELSE 't' END);
END;
-- What somebody said is quoted no longer than it is kept.
CREATE TRIGGER need_unsaid AFTER DELETE ON interaction BEGIN DELETE FROM need WHERE interaction_id = OLD.id; END;
-- only postgres
CREATE FUNCTION need_unsaid() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN
  DELETE FROM need d USING gone g WHERE d.interaction_id = g.id;
  RETURN NULL;
END $body$;
CREATE TRIGGER need_unsaid AFTER DELETE ON interaction REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION need_unsaid();
CREATE OR REPLACE FUNCTION feed_person_touched() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN
  INSERT INTO feed (object, row_id, op) SELECT 'person', n.id, CASE
    WHEN n.deleted_at IS NOT NULL AND o.deleted_at IS NULL THEN 'd'
    WHEN n.deleted_at IS NULL AND o.deleted_at IS NOT NULL THEN 'r'
    WHEN n.merged_into IS NOT NULL AND o.merged_into IS NULL THEN 'm'
    WHEN n.merged_into IS NULL AND o.merged_into IS NOT NULL THEN 's' ELSE 't' END
  FROM now_so n JOIN was_so o ON o.id = n.id WHERE n.worth_turn = o.worth_turn;
  RETURN NULL;
END $body$;
-- both
