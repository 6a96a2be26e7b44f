-- Saved reports and dashboards: questions, never answers. What they say is JSON; what lists ask for is a column.
CREATE TABLE report (
  id $id PRIMARY KEY, name $text NOT NULL, note $text NOT NULL, question $json NOT NULL, look $json NOT NULL, shared $int NOT NULL,
  owner $int NOT NULL, created_at $int NOT NULL, updated_at $int NOT NULL, deleted_at $int, demo $int NOT NULL DEFAULT 0);
CREATE INDEX report_owner ON report (owner) WHERE deleted_at IS NULL;
CREATE TABLE dashboard (
  id $id PRIMARY KEY, name $text NOT NULL, note $text NOT NULL, tiles $json NOT NULL, roles $json NOT NULL, shared $int NOT NULL,
  owner $int NOT NULL, created_at $int NOT NULL, updated_at $int NOT NULL, deleted_at $int, demo $int NOT NULL DEFAULT 0);
CREATE INDEX dashboard_owner ON dashboard (owner) WHERE deleted_at IS NULL;
-- What is sent by mail, when next, and why it was not the last time. what: rep_… or das_….
CREATE TABLE report_mail (
  id $id PRIMARY KEY, what $text NOT NULL, every $text NOT NULL, on_day $int, hour $int NOT NULL, receivers $json NOT NULL, format $text NOT NULL,
  owner $int NOT NULL, next_at $int NOT NULL, sent_at $int, problem $text, created_at $int NOT NULL, deleted_at $int, demo $int NOT NULL DEFAULT 0);
CREATE INDEX report_mail_next ON report_mail (next_at) WHERE deleted_at IS NULL;
-- What is to be reached within each period. Neither staff_id nor team_id: everybody.
CREATE TABLE goal (
  id $id PRIMARY KEY, name $text NOT NULL, object $text NOT NULL, filter $text NOT NULL, measure $json NOT NULL, field $text NOT NULL, every $text NOT NULL,
  target $text NOT NULL, staff_id $int, team_id $int, owner $int NOT NULL, created_at $int NOT NULL, updated_at $int NOT NULL, deleted_at $int,
  demo $int NOT NULL DEFAULT 0);
CREATE INDEX goal_owner ON goal (owner) WHERE deleted_at IS NULL;
