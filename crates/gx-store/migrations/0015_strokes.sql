-- The order of names by strokes, for readers in zh-TW: a key of the name, made with it. A job gives one to names that
-- were there before, and to all when the keys are of another edition (setting name_strokes).
ALTER TABLE person ADD COLUMN name_strokes $text;
ALTER TABLE company ADD COLUMN name_strokes $text;
CREATE INDEX person_by_strokes ON person (name_strokes, id) WHERE merged_into IS NULL AND deleted_at IS NULL;
CREATE INDEX company_by_strokes ON company (name_strokes, id) WHERE deleted_at IS NULL;
