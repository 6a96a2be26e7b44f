-- The customer file, once more: what people choose, count and note is found by search; tags of companies; companies
-- that are one; what staff noted or placed by mistake is struck out.

-- What is said of an order in fields of one's own.
-- only sqlite
CREATE VIRTUAL TABLE search_order USING fts5(tokens, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0", prefix='2');
-- only postgres
CREATE TABLE search_order (id BIGINT PRIMARY KEY, tokens tsvector NOT NULL);
CREATE INDEX search_order_tokens ON search_order USING gin (tokens);
-- both
-- Records that had fields of one's own before are put into the index again by a job.
INSERT INTO setting (key, value) SELECT 'own_words', '"waits"' WHERE EXISTS (SELECT 1 FROM field);


-- Tags of companies, as people have them; and companies that are one.
ALTER TABLE company ADD COLUMN tags $json;
-- The company that another was merged into; such a one is taken away and keeps leading there.
ALTER TABLE company ADD COLUMN merged_into $int;
CREATE INDEX company_merged ON company (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX company_merged_external ON company (external) WHERE merged_into IS NOT NULL;
CREATE INDEX company_merged_name ON company (name_key) WHERE merged_into IS NOT NULL;
CREATE INDEX company_merged_domain ON company (domain) WHERE merged_into IS NOT NULL;
-- moved: by table and column the rows that lead to the one that stays since, and the ties that it had already.
CREATE TABLE company_merge (
  id $id PRIMARY KEY, batch_id $int NOT NULL, keep_id $int NOT NULL, other_id $int NOT NULL, at $int NOT NULL,
  by_kind $text NOT NULL, by_id $int, moved $json NOT NULL, undone_at $int);
CREATE INDEX company_merge_keep ON company_merge (keep_id);
CREATE INDEX company_merge_batch ON company_merge (batch_id);

-- Where most of what is known of somebody comes from, so that lists can ask for it: `import:ID`, `user:ID`, `source:ID`,
-- or a word alone.
-- only sqlite
ALTER TABLE person ADD COLUMN source TEXT GENERATED ALWAYS AS (
  json_extract(COALESCE(sources -> '$."*".b', sources -> '$.name.b'), '$.kind')
  || COALESCE(':' || json_extract(COALESCE(sources -> '$."*".b', sources -> '$.name.b'), '$.id'), '')) VIRTUAL;
-- only postgres
ALTER TABLE person ADD COLUMN source TEXT COLLATE "C" GENERATED ALWAYS AS (
  (COALESCE(sources -> '*' -> 'b', sources -> 'name' -> 'b') ->> 'kind')
  || COALESCE(':' || (COALESCE(sources -> '*' -> 'b', sources -> 'name' -> 'b') ->> 'id'), '')) STORED;
-- both

-- What people should write in a field that the program has, in the words of the workspace.
CREATE TABLE field_help (id $id PRIMARY KEY, object $text NOT NULL, key $text NOT NULL, help $text);
CREATE UNIQUE INDEX field_help_key ON field_help (object, key);

-- The audit is asked for between two days.
CREATE INDEX audit_at ON audit (at, id);

-- What staff noted by mistake: taken out of the timeline as it was, to be brought back or forgotten with the rest.
CREATE TABLE struck (
  id $id PRIMARY KEY, person_id $int NOT NULL, kind $text NOT NULL, occurred_at $int NOT NULL, at $int NOT NULL, staff_id $int,
  batch_id $int NOT NULL, body $json NOT NULL);
CREATE INDEX struck_person ON struck (person_id, at);
