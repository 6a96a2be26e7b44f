-- What people may ask of those who hold data about them, and what was done about it (ADR 0021).

-- Who wants what. who is what they called themselves; person_id the node it turned out to be. due_at is a day's end.
-- kind: access, correction, restriction, objection, erasure. state: open, done, refused.
CREATE TABLE privacy_request (
  id $id PRIMARY KEY, person_id $int, who $text NOT NULL, kind $text NOT NULL, came_by $text NOT NULL, came_at $int NOT NULL,
  verified $text, due_at $int NOT NULL, extended $text, state $text NOT NULL, reason $text, staff_id $int, created_at $int NOT NULL,
  closed_at $int, warned_at $int);
CREATE INDEX privacy_request_person ON privacy_request (person_id);
CREATE INDEX privacy_request_due ON privacy_request (due_at) WHERE state = 'open';
-- What was done about a request, by whom and when. text is none once the person was erased.
CREATE TABLE privacy_step (id $id PRIMARY KEY, request_id $int NOT NULL, at $int NOT NULL, staff_id $int, kind $text NOT NULL, text $text);
CREATE INDEX privacy_step_request ON privacy_step (request_id, id);

-- Marks on a node; whoever it is merged into bears them. kind: restricted, no_profiling, hold.
CREATE TABLE person_mark (
  person_id $int NOT NULL, kind $text NOT NULL, at $int NOT NULL, staff_id $int, reason $text, PRIMARY KEY (person_id, kind));
CREATE INDEX person_mark_kind ON person_mark (kind);

-- The ledger of erasures: nothing of it says who. traces is what the sweep still looks for, none once it is through.
-- cause: request, retention, restored.
CREATE TABLE erasure (
  id $id PRIMARY KEY, at $int NOT NULL, staff_id $int, request_id $int, cause $text NOT NULL, state $text NOT NULL,
  counts $json NOT NULL, traces $json, done_at $int);
CREATE INDEX erasure_state ON erasure (state) WHERE state = 'sweeping';
-- Keyed hashes of the ids (kind person) and the addresses (kind identity) that were erased.
CREATE TABLE erased_key (kind $text NOT NULL, hash $int NOT NULL, erasure_id $int NOT NULL, PRIMARY KEY (kind, hash, erasure_id));
CREATE INDEX erased_key_of ON erased_key (erasure_id);

-- What a field is in the eyes of the law and what it is kept for, as the workspace says. class: none, personal, sensitive.
CREATE TABLE field_privacy (object $text NOT NULL, key $text NOT NULL, class $text NOT NULL, purpose $text, PRIMARY KEY (object, key));

CREATE INDEX interaction_raw ON interaction (raw_id) WHERE raw_id IS NOT NULL;
-- only sqlite
UPDATE role SET grants = json_insert(grants, '$.may[#]', 'privacy') WHERE key = 'admin'
  AND NOT EXISTS (SELECT 1 FROM json_each(grants, '$.may') j WHERE j.value = 'privacy');
-- only postgres
UPDATE role SET grants = jsonb_set(grants, '{may}', COALESCE(grants -> 'may', '[]'::jsonb) || '["privacy"]'::jsonb)
  WHERE key = 'admin' AND NOT COALESCE(grants -> 'may', '[]'::jsonb) @> '["privacy"]'::jsonb;
-- both
