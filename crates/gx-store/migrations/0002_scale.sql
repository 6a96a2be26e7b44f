-- What lists, filters and matching need at a million people.

-- The kind beside the time lets "did purchase in the last 90 days" be answered from the index alone.
DROP INDEX interaction_person;
CREATE INDEX interaction_person ON interaction (person_id, occurred_at, kind);

-- What two records of one human nearly always share, hashed: see gx-match, keys.
-- Keys belong to nodes and may be out of date; who reads them compares the records themselves.
-- only sqlite
CREATE TABLE person_key (key INTEGER NOT NULL, person_id INTEGER NOT NULL, PRIMARY KEY (key, person_id)) WITHOUT ROWID;
-- only postgres
CREATE TABLE person_key (key BIGINT NOT NULL, person_id BIGINT NOT NULL, PRIMARY KEY (key, person_id));
-- both

-- Persons who are new or changed and have not been compared with the others yet.
CREATE TABLE match_due (person_id $id PRIMARY KEY, since $int NOT NULL);

-- The tags of persons, one row each, kept by the database itself from the list in person.tags.
-- only sqlite
-- Where a word stands in its document is never asked, so it is not kept: half the index, half the
-- writing; the job people.match_keys fills the table again. A transaction gathers up to 32 MB of words
-- before it writes a segment, segments are merged eight at a time rather than four, and those half
-- deleted rather than a tenth, so that a large import taken back does not write the index anew.
DROP TABLE search_person;
CREATE VIRTUAL TABLE search_person USING fts5(tokens, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0", prefix='2 3', detail=none);
INSERT INTO search_person (search_person, rank) VALUES ('automerge', 8);
INSERT INTO search_person (search_person, rank) VALUES ('hashsize', 33554432);
INSERT INTO search_person (search_person, rank) VALUES ('deletemerge', 60);
INSERT INTO search_company (search_company, rank) VALUES ('automerge', 8);
INSERT INTO search_company (search_company, rank) VALUES ('hashsize', 33554432);
INSERT INTO search_company (search_company, rank) VALUES ('deletemerge', 60);
INSERT INTO search_interaction (search_interaction, rank) VALUES ('automerge', 8);
INSERT INTO search_interaction (search_interaction, rank) VALUES ('hashsize', 33554432);
INSERT INTO search_interaction (search_interaction, rank) VALUES ('deletemerge', 60);
CREATE TABLE person_tag (tag TEXT NOT NULL, person_id INTEGER NOT NULL, PRIMARY KEY (tag, person_id)) WITHOUT ROWID;
INSERT OR IGNORE INTO person_tag SELECT j.value, p.id FROM person p, json_each(p.tags) j WHERE json_type(p.tags) = 'array' AND j.type = 'text';
CREATE TRIGGER person_tag_new AFTER INSERT ON person WHEN json_type(NEW.tags) = 'array' BEGIN
  INSERT OR IGNORE INTO person_tag SELECT j.value, NEW.id FROM json_each(NEW.tags) j WHERE j.type = 'text';
END;
CREATE TRIGGER person_tag_changed AFTER UPDATE OF tags ON person WHEN OLD.tags IS NOT NEW.tags BEGIN
  DELETE FROM person_tag WHERE person_id = OLD.id
    AND tag IN (SELECT j.value FROM json_each(CASE json_type(OLD.tags) WHEN 'array' THEN OLD.tags ELSE '[]' END) j WHERE j.type = 'text');
  INSERT OR IGNORE INTO person_tag SELECT j.value, NEW.id
    FROM json_each(CASE json_type(NEW.tags) WHEN 'array' THEN NEW.tags ELSE '[]' END) j WHERE j.type = 'text';
END;
CREATE TRIGGER person_tag_gone AFTER DELETE ON person WHEN json_type(OLD.tags) = 'array' BEGIN
  DELETE FROM person_tag WHERE person_id = OLD.id AND tag IN (SELECT j.value FROM json_each(OLD.tags) j WHERE j.type = 'text');
END;
-- only postgres
CREATE INDEX person_by_tag ON person USING gin (tags);
-- both
