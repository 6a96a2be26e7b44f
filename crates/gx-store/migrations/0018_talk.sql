-- Browsers that are told while the app is closed. A row belongs to the session that made it and is worth nothing
-- without it. endpoint is a hash; where it is and the keys of the browser are sealed. here_at: when its owner was last
-- at work in the app, on any device.
CREATE TABLE push_device (
  id $id PRIMARY KEY, staff_id $int NOT NULL, session $blob NOT NULL, endpoint $blob NOT NULL, sealed $blob NOT NULL,
  agent $text, created_at $int NOT NULL, sent_at $int, answer $text, fails $int NOT NULL, here_at $int);
CREATE UNIQUE INDEX push_device_endpoint ON push_device (endpoint);
CREATE INDEX push_device_staff ON push_device (staff_id);
CREATE INDEX push_device_session ON push_device (session);
-- Kinds that somebody wants to see within the program and not by mail, or not on their devices.
CREATE TABLE notice_way_off (staff_id $int NOT NULL, kind $text NOT NULL, way $text NOT NULL, PRIMARY KEY (staff_id, kind, way));

-- What colleagues say to each other about a record, or about one item of a person's timeline. It names a node: whoever
-- the node is merged into shows it, and it stays with the node when they are taken apart. No customer ever sees it.
CREATE TABLE thread (
  id $id PRIMARY KEY, object $text NOT NULL, row_id $int NOT NULL, item_id $int, staff_id $int NOT NULL, created_at $int NOT NULL,
  last_at $int NOT NULL, resolved_at $int, resolved_by $int);
CREATE INDEX thread_row ON thread (row_id, object);
CREATE TABLE comment (
  id $id PRIMARY KEY, thread_id $int NOT NULL, staff_id $int NOT NULL, at $int NOT NULL, text $text NOT NULL, edited_at $int, deleted_at $int);
CREATE INDEX comment_thread ON comment (thread_id, id);
-- What a comment said before it was edited, and until when.
CREATE TABLE comment_past (comment_id $int NOT NULL, until $int NOT NULL, text $text NOT NULL, PRIMARY KEY (comment_id, until));
CREATE TABLE comment_mention (comment_id $int NOT NULL, staff_id $int NOT NULL, PRIMARY KEY (comment_id, staff_id));
-- only sqlite
CREATE VIRTUAL TABLE search_comment USING fts5(tokens, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0");
-- only postgres
CREATE TABLE search_comment (id BIGINT PRIMARY KEY, tokens tsvector NOT NULL);
CREATE INDEX search_comment_tokens ON search_comment USING gin (tokens);
-- both
