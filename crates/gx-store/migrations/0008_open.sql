-- Open to other programs: what changed, in the order of commits, and the webhooks that tell of it.

-- One row for each record that a transaction touched. Triggers write it, so that no path can forget to.
-- op: c made, u values changed (ref is the entry of the change log), d taken away, r brought back, m merged into
-- another, s split off again, t touched in any other way (totals, addresses). Interactions are never changed: one row
-- stands for all that a commit brought, row_id to ref.
-- only sqlite
CREATE TABLE feed (seq INTEGER PRIMARY KEY, object TEXT NOT NULL, row_id INTEGER NOT NULL, op TEXT NOT NULL, ref INTEGER);
CREATE TRIGGER feed_person_made AFTER INSERT ON person BEGIN
  INSERT INTO feed (object, row_id, op) VALUES ('person', NEW.id, 'c');
END;
CREATE TRIGGER feed_person_touched AFTER UPDATE ON person BEGIN
  INSERT INTO feed (object, row_id, op) VALUES ('person', NEW.id, CASE
    WHEN NEW.deleted_at IS NOT NULL AND OLD.deleted_at IS NULL THEN 'd'
    WHEN NEW.deleted_at IS NULL AND OLD.deleted_at IS NOT NULL THEN 'r'
    WHEN NEW.merged_into IS NOT NULL AND OLD.merged_into IS NULL THEN 'm'
    WHEN NEW.merged_into IS NULL AND OLD.merged_into IS NOT NULL THEN 's' ELSE 't' END);
END;
CREATE TRIGGER feed_person_gone AFTER DELETE ON person BEGIN
  INSERT INTO feed (object, row_id, op) VALUES ('person', OLD.id, 'd');
END;
CREATE TRIGGER feed_company_made AFTER INSERT ON company BEGIN
  INSERT INTO feed (object, row_id, op) VALUES ('company', NEW.id, 'c');
END;
CREATE TRIGGER feed_company_touched AFTER UPDATE ON company BEGIN
  INSERT INTO feed (object, row_id, op) VALUES ('company', NEW.id, CASE
    WHEN NEW.deleted_at IS NOT NULL AND OLD.deleted_at IS NULL THEN 'd'
    WHEN NEW.deleted_at IS NULL AND OLD.deleted_at IS NOT NULL THEN 'r' ELSE 't' END);
END;
CREATE TRIGGER feed_company_gone AFTER DELETE ON company BEGIN
  INSERT INTO feed (object, row_id, op) VALUES ('company', OLD.id, 'd');
END;
CREATE TRIGGER feed_orders_made AFTER INSERT ON orders BEGIN
  INSERT INTO feed (object, row_id, op) VALUES ('order', NEW.id, 'c');
END;
CREATE TRIGGER feed_orders_touched AFTER UPDATE ON orders BEGIN
  INSERT INTO feed (object, row_id, op) VALUES ('order', NEW.id, CASE
    WHEN NEW.deleted_at IS NOT NULL AND OLD.deleted_at IS NULL THEN 'd'
    WHEN NEW.deleted_at IS NULL AND OLD.deleted_at IS NOT NULL THEN 'r' ELSE 'u' END);
END;
CREATE TRIGGER feed_orders_gone AFTER DELETE ON orders BEGIN
  INSERT INTO feed (object, row_id, op) VALUES ('order', OLD.id, 'd');
END;
CREATE TRIGGER feed_changed AFTER INSERT ON change WHEN NEW.object IN ('person', 'company', 'consent') AND NEW.op = 'update' BEGIN
  INSERT INTO feed (object, row_id, op, ref)
  VALUES (CASE NEW.object WHEN 'company' THEN 'company' ELSE 'person' END, NEW.row_id, 'u', NEW.id);
END;
CREATE TRIGGER feed_changed_address AFTER INSERT ON change WHEN NEW.object = 'identity' BEGIN
  INSERT INTO feed (object, row_id, op, ref) SELECT 'person', person_id, 'u', NEW.id FROM identity WHERE id = NEW.row_id;
END;
-- only postgres
-- tx orders rows by commit: what is below the oldest running transaction is settled, and nothing can come before it.
CREATE TABLE feed (
  seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, tx BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
  object TEXT COLLATE "C" NOT NULL, row_id BIGINT NOT NULL, op TEXT COLLATE "C" NOT NULL, ref BIGINT);
CREATE INDEX feed_settled ON feed (tx, seq);
CREATE FUNCTION feed_made() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN
  INSERT INTO feed (object, row_id, op) SELECT TG_ARGV[0], id, 'c' FROM made;
  RETURN NULL;
END $body$;
CREATE FUNCTION feed_gone() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN
  INSERT INTO feed (object, row_id, op) SELECT TG_ARGV[0], id, 'd' FROM gone;
  RETURN NULL;
END $body$;
CREATE FUNCTION feed_touched() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN
  INSERT INTO feed (object, row_id, op) SELECT TG_ARGV[0], n.id, CASE
    WHEN n.deleted_at IS NOT NULL AND o.deleted_at IS NULL THEN 'd'
    WHEN n.deleted_at IS NULL AND o.deleted_at IS NOT NULL THEN 'r' ELSE TG_ARGV[1] END
  FROM now_so n JOIN was_so o ON o.id = n.id;
  RETURN NULL;
END $body$;
CREATE FUNCTION feed_person_touched() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN
  INSERT INTO feed (object, row_id, op) SELECT 'person', n.id, CASE
    WHEN n.deleted_at IS NOT NULL AND o.deleted_at IS NULL THEN 'd'
    WHEN n.deleted_at IS NULL AND o.deleted_at IS NOT NULL THEN 'r'
    WHEN n.merged_into IS NOT NULL AND o.merged_into IS NULL THEN 'm'
    WHEN n.merged_into IS NULL AND o.merged_into IS NOT NULL THEN 's' ELSE 't' END
  FROM now_so n JOIN was_so o ON o.id = n.id;
  RETURN NULL;
END $body$;
CREATE FUNCTION feed_changed() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN
  INSERT INTO feed (object, row_id, op, ref)
  SELECT CASE m.object WHEN 'company' THEN 'company' ELSE 'person' END, COALESCE(i.person_id, m.row_id), 'u', m.id
  FROM made m LEFT JOIN identity i ON m.object = 'identity' AND i.id = m.row_id
  WHERE (m.object IN ('person', 'company', 'consent') AND m.op = 'update') OR i.id IS NOT NULL;
  RETURN NULL;
END $body$;
CREATE TRIGGER feed_person_made AFTER INSERT ON person REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION feed_made('person');
CREATE TRIGGER feed_person_touched AFTER UPDATE ON person REFERENCING OLD TABLE AS was_so NEW TABLE AS now_so
  FOR EACH STATEMENT EXECUTE FUNCTION feed_person_touched();
CREATE TRIGGER feed_person_gone AFTER DELETE ON person REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION feed_gone('person');
CREATE TRIGGER feed_company_made AFTER INSERT ON company REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION feed_made('company');
CREATE TRIGGER feed_company_touched AFTER UPDATE ON company REFERENCING OLD TABLE AS was_so NEW TABLE AS now_so
  FOR EACH STATEMENT EXECUTE FUNCTION feed_touched('company', 't');
CREATE TRIGGER feed_company_gone AFTER DELETE ON company REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION feed_gone('company');
CREATE TRIGGER feed_orders_made AFTER INSERT ON orders REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION feed_made('order');
CREATE TRIGGER feed_orders_touched AFTER UPDATE ON orders REFERENCING OLD TABLE AS was_so NEW TABLE AS now_so
  FOR EACH STATEMENT EXECUTE FUNCTION feed_touched('order', 'u');
CREATE TRIGGER feed_orders_gone AFTER DELETE ON orders REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION feed_gone('order');
CREATE TRIGGER feed_changed AFTER INSERT ON change REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION feed_changed();
-- both

-- How many customers' records a member of staff read within an hour (hours since 1970).
CREATE TABLE read_hour (staff_id $int NOT NULL, hour $int NOT NULL, n $int NOT NULL, told $int NOT NULL, PRIMARY KEY (staff_id, hour));

-- An address that is told what happens. secret is sealed; place is where in the feed it stands.
CREATE TABLE hook (
  id $id PRIMARY KEY, staff_id $int NOT NULL, name $text NOT NULL, url $text NOT NULL, events $json NOT NULL, secret $blob NOT NULL,
  place $text NOT NULL, paused $int NOT NULL, why_paused $text, failing_since $int, created_at $int NOT NULL, deleted_at $int);
-- What was or is to be told to one of them. The body is kept, so that sending again sends the same.
CREATE TABLE hook_delivery (
  id $id PRIMARY KEY, hook_id $int NOT NULL, event $text NOT NULL, body $text NOT NULL, state $text NOT NULL,
  attempts $int NOT NULL, due_at $int, lease_until $int, status $int, answer $text, millis $int, created_at $int NOT NULL, ended_at $int);
CREATE INDEX hook_delivery_hook ON hook_delivery (hook_id, id);
CREATE INDEX hook_delivery_due ON hook_delivery (due_at) WHERE state = 'waiting';
CREATE INDEX hook_delivery_old ON hook_delivery (created_at);

-- What values have to be like beyond their type, by field: for what staff enter and what the scan finds.
CREATE TABLE field_rule (
  object $text NOT NULL, key $text NOT NULL, body $json NOT NULL, updated_at $int NOT NULL, scanned_at $int, PRIMARY KEY (object, key));
-- Records that the last scan found against a rule. kind is required, pattern or unique.
CREATE TABLE rule_breach (
  object $text NOT NULL, key $text NOT NULL, kind $text NOT NULL, row_id $int NOT NULL, PRIMARY KEY (object, key, kind, row_id));
