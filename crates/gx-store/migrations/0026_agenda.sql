-- What is to be done and when: tasks, calls, meetings, visits; revisits by rule; the calendar in other programs.

-- One row for what happens once and for what repeats. It begins at `at` (a task: is due then); of a series that is the turn
-- which is next to be done, and `first_at` is where it begins. `length` in seconds, none for tasks. What takes whole days begins at
-- midnight in `zone`. `settle_at` is when the row has to be looked at again: a reminder, the next turn, a meeting that is over.
CREATE TABLE activity (
  id $id PRIMARY KEY, kind $text NOT NULL, title $text NOT NULL, title_key $text NOT NULL, state $text NOT NULL, owner $int,
  person_id $int, company_id $int, deal_id $int, lead_id $int, order_id $int, at $int, ends_at $int, all_day $int NOT NULL,
  zone $text NOT NULL, first_at $int, length $int, repeats $text, until_at $int, priority $text NOT NULL, place $text, lat $real, lon $real,
  note $text NOT NULL, remind $int, reminded_at $int, settle_at $int, private $int NOT NULL, outcome $text, done_at $int, done_by $int,
  rule_id $int, uid $text NOT NULL, sequence $int NOT NULL DEFAULT 0, fields $json, created_by $int, created_at $int NOT NULL,
  updated_at $int NOT NULL, deleted_at $int, demo $int NOT NULL DEFAULT 0);
-- What a colleague has to do, in the order of its time; the calendar of one.
CREATE INDEX activity_owner ON activity (owner, state, at, id) WHERE deleted_at IS NULL;
CREATE INDEX activity_at ON activity (at, id) WHERE deleted_at IS NULL AND at IS NOT NULL;
CREATE INDEX activity_created ON activity (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX activity_done ON activity (done_at, id) WHERE deleted_at IS NULL AND done_at IS NOT NULL;
CREATE INDEX activity_series ON activity (owner) WHERE deleted_at IS NULL AND repeats IS NOT NULL;
CREATE INDEX activity_settle ON activity (settle_at) WHERE settle_at IS NOT NULL;
CREATE INDEX activity_person ON activity (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX activity_company ON activity (company_id) WHERE company_id IS NOT NULL;
CREATE INDEX activity_deal ON activity (deal_id) WHERE deal_id IS NOT NULL;
CREATE INDEX activity_lead ON activity (lead_id) WHERE lead_id IS NOT NULL;
CREATE INDEX activity_order ON activity (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX activity_rule ON activity (rule_id, person_id) WHERE rule_id IS NOT NULL;
CREATE INDEX activity_uid ON activity (uid);

-- A turn of a series that is not as the rule has it: done, cancelled, moved. `turn` is when it was to begin.
CREATE TABLE activity_turn (
  activity_id $int NOT NULL, turn $int NOT NULL, state $text NOT NULL, at $int NOT NULL, length $int, title $text, place $text,
  note $text, outcome $text, done_at $int, done_by $int, PRIMARY KEY (activity_id, turn));
CREATE INDEX activity_turn_at ON activity_turn (at);
-- Colleagues who are asked to come.
CREATE TABLE activity_guest (activity_id $int NOT NULL, staff_id $int NOT NULL, answer $text NOT NULL, PRIMARY KEY (activity_id, staff_id));
CREATE INDEX activity_guest_staff ON activity_guest (staff_id);
-- Somebody said that they were there: latitude and longitude in degrees, accuracy and distance in metres.
CREATE TABLE check_in (
  id $id PRIMARY KEY, activity_id $int NOT NULL, turn $int, staff_id $int NOT NULL, at $int NOT NULL, lat $real NOT NULL, lon $real NOT NULL,
  accuracy $real, distance $real);
CREATE INDEX check_in_activity ON check_in (activity_id);

-- Rules by which customers are come back to.
CREATE TABLE revisit (
  id $id PRIMARY KEY, name $text NOT NULL, filter $text NOT NULL, kind $text NOT NULL, title $text NOT NULL, note $text NOT NULL,
  every_days $int NOT NULL, quiet_days $int NOT NULL, daily $int NOT NULL, fallback $int, live $int NOT NULL,
  last_run $int, created_at $int NOT NULL, updated_at $int NOT NULL, deleted_at $int);

-- The address of somebody's calendar is made from the number here: another number, another address.
CREATE TABLE calendar_feed (staff_id $id PRIMARY KEY, number $int NOT NULL, created_at $int NOT NULL);
-- An activity as a client of calendars wrote it: its name in the calendar, and the lines that have no field here.
CREATE TABLE dav_event (activity_id $id PRIMARY KEY, name $text NOT NULL, lines $json NOT NULL, updated_at $int NOT NULL);
CREATE INDEX dav_event_name ON dav_event (name);

-- only sqlite
CREATE VIRTUAL TABLE search_activity USING fts5(tokens, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0", prefix='2');
CREATE TRIGGER feed_activity_made AFTER INSERT ON activity BEGIN
  INSERT INTO feed (object, row_id, op) VALUES ('activity', NEW.id, 'c');
END;
CREATE TRIGGER feed_activity_touched AFTER UPDATE ON activity BEGIN
  INSERT INTO feed (object, row_id, op) VALUES ('activity', NEW.id, CASE
    WHEN NEW.deleted_at IS NOT NULL AND OLD.deleted_at IS NULL THEN 'd'
    WHEN NEW.deleted_at IS NULL AND OLD.deleted_at IS NOT NULL THEN 'r' ELSE 'u' END);
END;
CREATE TRIGGER feed_activity_gone AFTER DELETE ON activity BEGIN
  INSERT INTO feed (object, row_id, op) VALUES ('activity', OLD.id, 'd');
END;
-- only postgres
CREATE TABLE search_activity (id BIGINT PRIMARY KEY, tokens tsvector NOT NULL);
CREATE INDEX search_activity_tokens ON search_activity USING gin (tokens);
CREATE TRIGGER feed_activity_made AFTER INSERT ON activity REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION feed_made('activity');
CREATE TRIGGER feed_activity_touched AFTER UPDATE ON activity REFERENCING OLD TABLE AS was_so NEW TABLE AS now_so
  FOR EACH STATEMENT EXECUTE FUNCTION feed_touched('activity', 'u');
CREATE TRIGGER feed_activity_gone AFTER DELETE ON activity REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION feed_gone('activity');
