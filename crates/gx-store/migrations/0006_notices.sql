-- What a member of staff is told: somebody named them, gave or lent them a customer, finished what they had begun.
CREATE TABLE notice (
  id $id PRIMARY KEY, staff_id $int NOT NULL, at $int NOT NULL, kind $text NOT NULL, by_id $int, object $text, row_id $int,
  detail $json, read_at $int);
CREATE INDEX notice_staff ON notice (staff_id, id);
CREATE INDEX notice_unread ON notice (staff_id) WHERE read_at IS NULL;
-- Kinds that somebody does not want to be told of.
CREATE TABLE notice_off (staff_id $int NOT NULL, kind $text NOT NULL, PRIMARY KEY (staff_id, kind));
