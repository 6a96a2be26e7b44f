-- Territories: a tree of filters over people, and who looks after each. A person lies in the deepest one whose filter,
-- and those of all above it, hold; of several at one level in the first by place.
CREATE TABLE territory (
  id $id PRIMARY KEY, parent_id $int, name $text NOT NULL, filter $text NOT NULL, place $int NOT NULL,
  created_at $int NOT NULL, deleted_at $int);
CREATE TABLE territory_member (
  territory_id $int NOT NULL, kind $text NOT NULL, member_id $int NOT NULL, PRIMARY KEY (territory_id, kind, member_id));
CREATE INDEX territory_member_of ON territory_member (kind, member_id);
-- Where a person lies: the text of a territory's id, as the option of a choice is.
ALTER TABLE person ADD COLUMN territory $text;
CREATE INDEX person_by_territory ON person (territory, id) WHERE merged_into IS NULL AND deleted_at IS NULL AND territory IS NOT NULL;
