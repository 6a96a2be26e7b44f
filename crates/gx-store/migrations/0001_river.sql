-- The river: what arrived, whose it is, what happened, and who changed what.
-- Ids are 64-bit and ordered by time; instants are UTC microseconds; money is ten-thousandths;
-- booleans are 0 and 1; dates are text YYYY-MM-DD.

CREATE TABLE setting (key $text PRIMARY KEY, value $json NOT NULL);
CREATE TABLE secret (key $text PRIMARY KEY, value $blob NOT NULL);

CREATE TABLE staff (
  id $id PRIMARY KEY, login $text NOT NULL, name $text NOT NULL, password $text NOT NULL, role $text NOT NULL, team $text,
  locale $text, theme $text NOT NULL, created_at $int NOT NULL, disabled_at $int, demo $int NOT NULL);
CREATE UNIQUE INDEX staff_login ON staff (login);
CREATE TABLE role (key $text PRIMARY KEY, name $text NOT NULL, grants $json NOT NULL);
CREATE TABLE session (hash $blob PRIMARY KEY, staff_id $int NOT NULL, created_at $int NOT NULL, last_seen_at $int NOT NULL, expires_at $int NOT NULL, agent $text);
CREATE INDEX session_staff ON session (staff_id);

CREATE TABLE source (
  id $id PRIMARY KEY, name $text NOT NULL, kind $text NOT NULL, paused $int NOT NULL, created_at $int NOT NULL, deleted_at $int);
CREATE TABLE write_key (
  id $id PRIMARY KEY, source_id $int NOT NULL, name $text NOT NULL, hint $text NOT NULL, hash $blob NOT NULL,
  created_at $int NOT NULL, last_used_at $int, revoked_at $int);
CREATE UNIQUE INDEX write_key_hash ON write_key (hash);

CREATE TABLE raw_input (
  id $id PRIMARY KEY, source_id $int NOT NULL, received_at $int NOT NULL, door $text NOT NULL, bytes $int NOT NULL, body $blob NOT NULL);
CREATE TABLE refused (
  id $id PRIMARY KEY, at $int NOT NULL, source_id $int NOT NULL, door $text NOT NULL, step $text NOT NULL, reason $text NOT NULL,
  message $text NOT NULL, message_id $text, sample $text NOT NULL, raw_id $int);
CREATE INDEX refused_source ON refused (source_id, id);
CREATE TABLE ingest_minute (
  minute $int NOT NULL, source_id $int NOT NULL, accepted $int NOT NULL, duplicate $int NOT NULL, refused $int NOT NULL,
  PRIMARY KEY (minute, source_id));

CREATE TABLE field (
  id $id PRIMARY KEY, object $text NOT NULL, key $text NOT NULL, type $text NOT NULL, label $text NOT NULL, options $json NOT NULL,
  created_at $int NOT NULL, deleted_at $int);
CREATE UNIQUE INDEX field_key ON field (object, key) WHERE deleted_at IS NULL;

-- A person row is a node. Nodes that were found to be the same human form a tree by merged_into;
-- canonical_id names the root, whose columns show the whole tree. own keeps what the root itself says
-- while others hang on it, so that taking a merge back restores exactly.
CREATE TABLE person (
  id $id PRIMARY KEY, canonical_id $int NOT NULL, merged_into $int, merged_count $int NOT NULL DEFAULT 0,
  name $text NOT NULL, name_key $text NOT NULL, given_name $text, family_name $text, gender $text, birth_date $text, language $text,
  country $text, region $text, city $text, district $text, address $text, postcode $text, job_title $text,
  tier $text, lifecycle $text, owner $int, email $text, phone $text, member_no $text,
  tags $json, fields $json, sources $json, own $json,
  interaction_count $int NOT NULL DEFAULT 0, order_count $int NOT NULL DEFAULT 0, order_total $int NOT NULL DEFAULT 0, currency $text,
  first_seen_at $int, last_seen_at $int, created_at $int NOT NULL, updated_at $int NOT NULL, deleted_at $int, import_id $int, demo $int NOT NULL DEFAULT 0);
CREATE INDEX person_canonical ON person (canonical_id);
CREATE INDEX person_by_last_seen ON person (last_seen_at, id) WHERE merged_into IS NULL AND deleted_at IS NULL;
CREATE INDEX person_by_name ON person (name_key, id) WHERE merged_into IS NULL AND deleted_at IS NULL;
CREATE INDEX person_by_total ON person (order_total, id) WHERE merged_into IS NULL AND deleted_at IS NULL;
CREATE INDEX person_by_count ON person (interaction_count, id) WHERE merged_into IS NULL AND deleted_at IS NULL;
CREATE INDEX person_by_orders ON person (order_count, id) WHERE merged_into IS NULL AND deleted_at IS NULL;
CREATE INDEX person_by_created ON person (created_at, id) WHERE merged_into IS NULL AND deleted_at IS NULL;
CREATE INDEX person_by_city ON person (city, id) WHERE merged_into IS NULL AND deleted_at IS NULL;
CREATE INDEX person_by_tier ON person (tier, id) WHERE merged_into IS NULL AND deleted_at IS NULL;
CREATE INDEX person_by_owner ON person (owner, id) WHERE merged_into IS NULL AND deleted_at IS NULL;

-- One address of one node. hash is the keyed hash of kind and value.
CREATE TABLE identity (
  id $id PRIMARY KEY, hash $int NOT NULL, person_id $int NOT NULL, kind $text NOT NULL, value $text NOT NULL,
  shared $int NOT NULL DEFAULT 0, verified $int NOT NULL DEFAULT 0, first_seen_at $int NOT NULL, last_seen_at $int NOT NULL,
  source_kind $text NOT NULL, source_id $int, deleted_at $int);
CREATE UNIQUE INDEX identity_living ON identity (hash, person_id) WHERE deleted_at IS NULL;
CREATE INDEX identity_person ON identity (person_id);

CREATE TABLE merge (
  id $id PRIMARY KEY, winner_id $int NOT NULL, loser_id $int NOT NULL, at $int NOT NULL, by_kind $text NOT NULL, by_id $int,
  automatic $int NOT NULL, evidence $json NOT NULL, undone_at $int, undone_by $int);
CREATE UNIQUE INDEX merge_loser ON merge (loser_id) WHERE undone_at IS NULL;
CREATE INDEX merge_winner ON merge (winner_id) WHERE undone_at IS NULL;

CREATE TABLE proposal (
  id $id PRIMARY KEY, a_id $int NOT NULL, b_id $int NOT NULL, probability $real NOT NULL, evidence $json NOT NULL,
  state $text NOT NULL, origin $text NOT NULL, at $int NOT NULL, decided_at $int, decided_by $int);
CREATE UNIQUE INDEX proposal_pair ON proposal (a_id, b_id);
CREATE INDEX proposal_b ON proposal (b_id);
CREATE INDEX proposal_state ON proposal (state, probability, id);

CREATE TABLE company (
  id $id PRIMARY KEY, name $text NOT NULL, name_key $text NOT NULL, domain $text, industry $text, country $text, region $text, city $text,
  address $text, postcode $text, phone $text, size $int, owner $int, external $text, fields $json, sources $json,
  people_count $int NOT NULL DEFAULT 0, created_at $int NOT NULL, updated_at $int NOT NULL, deleted_at $int, import_id $int, demo $int NOT NULL DEFAULT 0);
CREATE INDEX company_by_name ON company (name_key, id) WHERE deleted_at IS NULL;
CREATE INDEX company_external ON company (external) WHERE deleted_at IS NULL;

-- Happened once, never changes. person_id is the node it arrived for; merges never rewrite it.
CREATE TABLE interaction (
  id $id PRIMARY KEY, person_id $int NOT NULL, occurred_at $int NOT NULL, received_at $int NOT NULL, kind $text NOT NULL,
  direction $text NOT NULL, channel $text NOT NULL, title $text, text $text, object_kind $text, object_id $text,
  amount $int, currency $text, props $json, other_id $int, staff_id $int, source_kind $text NOT NULL, source_id $int,
  message_hash $int NOT NULL, content_hash $int NOT NULL, message_id $text NOT NULL, raw_id $int, import_id $int);
CREATE INDEX interaction_person ON interaction (person_id, occurred_at);
CREATE UNIQUE INDEX interaction_message ON interaction (message_hash);
CREATE INDEX interaction_occurred ON interaction (occurred_at, id);
CREATE INDEX interaction_import ON interaction (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE orders (
  id $id PRIMARY KEY, person_id $int NOT NULL, number $text NOT NULL, number_hash $int NOT NULL, status $text NOT NULL, channel $text NOT NULL,
  amount $int NOT NULL, currency $text NOT NULL, quantity $real, lines $json, placed_at $int NOT NULL, updated_at $int NOT NULL,
  source_kind $text NOT NULL, source_id $int, import_id $int, deleted_at $int);
CREATE UNIQUE INDEX orders_number ON orders (number_hash) WHERE deleted_at IS NULL;
CREATE INDEX orders_person ON orders (person_id, placed_at);
CREATE INDEX orders_placed ON orders (placed_at, id) WHERE deleted_at IS NULL;

-- Every many-to-many tie, dated and evidenced.
CREATE TABLE edge (
  id $id PRIMARY KEY, kind $text NOT NULL, from_kind $text NOT NULL, from_id $int NOT NULL, to_kind $text NOT NULL, to_id $int NOT NULL,
  title $text, since $int, until $int, count $int NOT NULL, last_at $int, evidence $int,
  source_kind $text NOT NULL, source_id $int, import_id $int, deleted_at $int);
CREATE UNIQUE INDEX edge_living ON edge (from_id, kind, to_id) WHERE deleted_at IS NULL;
CREATE INDEX edge_to ON edge (to_id, kind);

CREATE TABLE consent (
  person_id $int NOT NULL, channel $text NOT NULL, purpose $text NOT NULL, state $text NOT NULL, at $int NOT NULL,
  source_kind $text NOT NULL, source_id $int, PRIMARY KEY (person_id, channel, purpose));

-- Every write, before and after; a batch is what one act did and what one undo takes back.
CREATE TABLE batch (
  id $id PRIMARY KEY, at $int NOT NULL, kind $text NOT NULL, by_kind $text NOT NULL, by_id $int, cause $text, undone_by $int, undoes $int, undoable $int NOT NULL);
CREATE TABLE change (
  id $id PRIMARY KEY, batch_id $int NOT NULL, at $int NOT NULL, object $text NOT NULL, row_id $int NOT NULL, op $text NOT NULL,
  before $json, after $json);
CREATE INDEX change_batch ON change (batch_id);
CREATE INDEX change_row ON change (row_id, id);

CREATE TABLE job (
  id $id PRIMARY KEY, kind $text NOT NULL, payload $json NOT NULL, state $text NOT NULL, run_at $int NOT NULL, attempts $int NOT NULL,
  max_attempts $int NOT NULL, lease_until $int, dedupe $text, last_error $text, progress $json, created_at $int NOT NULL, ended_at $int);
CREATE INDEX job_due ON job (run_at, id) WHERE state = 'waiting' OR state = 'running';
CREATE UNIQUE INDEX job_dedupe ON job (dedupe) WHERE state = 'waiting' OR state = 'running';

CREATE TABLE import (
  id $id PRIMARY KEY, name $text NOT NULL, bytes $int NOT NULL, at $int NOT NULL, staff_id $int, state $text NOT NULL, format $text NOT NULL,
  encoding $text NOT NULL, info $json NOT NULL, plan $json NOT NULL, progress $json, error $text, batch_id $int);
CREATE TABLE import_chunk (import_id $int NOT NULL, seq $int NOT NULL, body $blob NOT NULL, PRIMARY KEY (import_id, seq));
CREATE TABLE import_refused (import_id $int NOT NULL, line $int NOT NULL, cells $json NOT NULL, problems $json NOT NULL, PRIMARY KEY (import_id, line));

-- only sqlite
CREATE VIRTUAL TABLE search_person USING fts5(tokens, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0", prefix='2 3');
CREATE VIRTUAL TABLE search_company USING fts5(tokens, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0", prefix='2');
CREATE VIRTUAL TABLE search_interaction USING fts5(tokens, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0");
-- only postgres
CREATE TABLE search_person (id BIGINT PRIMARY KEY, tokens tsvector NOT NULL);
CREATE INDEX search_person_tokens ON search_person USING gin (tokens);
CREATE TABLE search_company (id BIGINT PRIMARY KEY, tokens tsvector NOT NULL);
CREATE INDEX search_company_tokens ON search_company USING gin (tokens);
CREATE TABLE search_interaction (id BIGINT PRIMARY KEY, tokens tsvector NOT NULL);
CREATE INDEX search_interaction_tokens ON search_interaction USING gin (tokens);
-- both
