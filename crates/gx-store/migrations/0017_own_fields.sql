-- Fields of one's own on orders and interactions: one JSON column each, so that a new field costs nothing.
ALTER TABLE orders ADD COLUMN fields $json;
-- Beside what happened, not part of it: staff note it, the change log remembers who and when (ADR 0019).
ALTER TABLE interaction ADD COLUMN fields $json;

-- What happened stays as it came: the database itself refuses to change it.
-- only sqlite
CREATE TRIGGER interaction_stands BEFORE UPDATE OF id, person_id, occurred_at, received_at, kind, direction, channel, title, text,
  object_kind, object_id, amount, currency, props, other_id, staff_id, source_kind, source_id, message_hash, content_hash, message_id,
  raw_id, import_id ON interaction BEGIN
  SELECT RAISE(ABORT, 'interactions never change');
END;
CREATE TRIGGER feed_changed_interaction AFTER INSERT ON change WHEN NEW.object = 'interaction' AND NEW.op = 'update' BEGIN
  INSERT INTO feed (object, row_id, op, ref) VALUES ('interaction', NEW.row_id, 'u', NEW.id);
END;
-- only postgres
CREATE FUNCTION interaction_stands() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN
  RAISE EXCEPTION 'interactions never change';
END $body$;
CREATE TRIGGER interaction_stands BEFORE UPDATE OF id, person_id, occurred_at, received_at, kind, direction, channel, title, text,
  object_kind, object_id, amount, currency, props, other_id, staff_id, source_kind, source_id, message_hash, content_hash, message_id,
  raw_id, import_id ON interaction FOR EACH STATEMENT EXECUTE FUNCTION interaction_stands();
CREATE OR REPLACE FUNCTION feed_changed() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN
  INSERT INTO feed (object, row_id, op, ref)
  SELECT CASE WHEN m.object IN ('company', 'interaction') THEN m.object ELSE 'person' END, COALESCE(i.person_id, m.row_id), 'u', m.id
  FROM made m LEFT JOIN identity i ON m.object = 'identity' AND i.id = m.row_id
  WHERE (m.object IN ('person', 'company', 'consent', 'interaction') AND m.op = 'update') OR i.id IS NOT NULL;
  RETURN NULL;
END $body$;
-- both
