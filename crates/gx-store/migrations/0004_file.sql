-- The customer file: fields that people make themselves, and lists that they keep.

-- What to write in a field, where a link leads, and in which order fields stand.
ALTER TABLE field ADD COLUMN help $text;
ALTER TABLE field ADD COLUMN target $text;
ALTER TABLE field ADD COLUMN place $int;

-- A list that somebody kept: its filter, order and columns. Shared ones are everybody's to read.
CREATE TABLE list_view (
  id $id PRIMARY KEY, object $text NOT NULL, name $text NOT NULL, staff_id $int NOT NULL, shared $int NOT NULL,
  body $json NOT NULL, created_at $int NOT NULL, updated_at $int NOT NULL, deleted_at $int);
CREATE INDEX list_view_object ON list_view (object) WHERE deleted_at IS NULL;
-- Which views somebody has in the navigation, and in which order.
CREATE TABLE list_view_pin (staff_id $int NOT NULL, view_id $int NOT NULL, place $int NOT NULL, PRIMARY KEY (staff_id, view_id));

-- Teams as a tree; a person of staff is in at most one.
CREATE TABLE team (id $id PRIMARY KEY, name $text NOT NULL, parent_id $int, created_at $int NOT NULL, deleted_at $int);
ALTER TABLE staff ADD COLUMN team_id $int;
ALTER TABLE staff ADD COLUMN title $text;
CREATE INDEX staff_team ON staff (team_id) WHERE team_id IS NOT NULL;
-- No role could be changed by hand before; those of the house are made anew at the next start, with the new words.
DELETE FROM role;
ALTER TABLE role ADD COLUMN house $int NOT NULL DEFAULT 0;

-- A record lent to a colleague beyond what their role reaches.
CREATE TABLE record_share (
  row_id $int NOT NULL, staff_id $int NOT NULL, edit $int NOT NULL, by_id $int NOT NULL, at $int NOT NULL, PRIMARY KEY (staff_id, row_id));
CREATE INDEX record_share_row ON record_share (row_id);

-- A link with which somebody chooses a password, once: an invitation or a reset.
CREATE TABLE invite (hash $blob PRIMARY KEY, staff_id $int NOT NULL, by_id $int, created_at $int NOT NULL, expires_at $int NOT NULL);
CREATE INDEX invite_staff ON invite (staff_id);

-- What was done that leaves no trace in the change log: sign-ins, exports, rights, looking as somebody else, keys.
CREATE TABLE audit (
  id $id PRIMARY KEY, at $int NOT NULL, staff_id $int, kind $text NOT NULL, object $text, row_id $int, detail $json);
CREATE INDEX audit_staff ON audit (staff_id, id);
CREATE INDEX audit_kind ON audit (kind, id);

-- A session in which an administrator looks as somebody else.
ALTER TABLE session ADD COLUMN as_id $int;

-- Keys of programs: what they may do is their maker's rights, cut to the scopes.
CREATE TABLE api_key (
  id $id PRIMARY KEY, staff_id $int NOT NULL, name $text NOT NULL, hint $text NOT NULL, hash $blob NOT NULL, scopes $json NOT NULL,
  created_at $int NOT NULL, expires_at $int, last_used_at $int, revoked_at $int);
CREATE UNIQUE INDEX api_key_hash ON api_key (hash);
