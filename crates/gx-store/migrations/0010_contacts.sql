-- Contacts for phones and mail programs.

-- A person's card as clients know it: under which name it lies in the address book, its uid, and the lines that a
-- client wrote, so that what has no field here comes back unharmed.
CREATE TABLE dav_card (person_id $id PRIMARY KEY, name $text NOT NULL, uid $text NOT NULL, lines $json NOT NULL, updated_at $int NOT NULL);
CREATE UNIQUE INDEX dav_card_name ON dav_card (name);
CREATE INDEX dav_card_uid ON dav_card (uid);

-- Who works where stands on the card, so a tie to a company touches the person in the feed.
-- only sqlite
CREATE TRIGGER feed_works_at_made AFTER INSERT ON edge WHEN NEW.kind = 'works_at' AND NEW.from_kind = 'person' BEGIN
  INSERT INTO feed (object, row_id, op) VALUES ('person', NEW.from_id, 't');
END;
CREATE TRIGGER feed_works_at_ended AFTER UPDATE OF deleted_at ON edge
  WHEN NEW.kind = 'works_at' AND NEW.from_kind = 'person' AND NEW.deleted_at IS NOT OLD.deleted_at BEGIN
  INSERT INTO feed (object, row_id, op) VALUES ('person', NEW.from_id, 't');
END;
-- only postgres
CREATE FUNCTION feed_works_at() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN
  INSERT INTO feed (object, row_id, op) SELECT 'person', from_id, 't' FROM made WHERE kind = 'works_at' AND from_kind = 'person';
  RETURN NULL;
END $body$;
CREATE FUNCTION feed_works_at_ended() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN
  INSERT INTO feed (object, row_id, op) VALUES ('person', NEW.from_id, 't');
  RETURN NULL;
END $body$;
CREATE TRIGGER feed_works_at_made AFTER INSERT ON edge REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION feed_works_at();
CREATE TRIGGER feed_works_at_ended AFTER UPDATE OF deleted_at ON edge FOR EACH ROW
  WHEN (NEW.kind = 'works_at' AND NEW.from_kind = 'person' AND NEW.deleted_at IS DISTINCT FROM OLD.deleted_at)
  EXECUTE FUNCTION feed_works_at_ended();
-- both
