-- Leads: interests that nobody has qualified yet, who gets them, the pools they wait in, disputes about them.

-- The pool is kept as the id that the API shows, as the stage of a deal is. Who has a lead, and since when, stands with
-- it; how it came to them is in lead_move. When it goes back to its pool by itself is reckoned whenever that changes.
CREATE TABLE lead (
  id $id PRIMARY KEY, number $text NOT NULL, name $text NOT NULL, name_key $text NOT NULL, state $text NOT NULL, pool $text, owner $int,
  person_id $int, company $text, interest $text, source $text, channel $text, amount $int, currency $text NOT NULL, next_step $text,
  next_at $int, reason $text, capture_id $int, held_since $int, worked_at $int, answered_at $int, returns_at $int, protected_until $int,
  locked $int NOT NULL DEFAULT 0, reminded $int, deal_id $int, fields $json, closed_at $int, created_at $int NOT NULL,
  updated_at $int NOT NULL, deleted_at $int, demo $int NOT NULL DEFAULT 0);
CREATE UNIQUE INDEX lead_number ON lead (number);
CREATE INDEX lead_owner ON lead (owner, state, id) WHERE deleted_at IS NULL AND owner IS NOT NULL;
CREATE INDEX lead_waiting ON lead (pool, state, id) WHERE deleted_at IS NULL AND owner IS NULL;
CREATE INDEX lead_pool ON lead (pool, owner, state) WHERE deleted_at IS NULL AND pool IS NOT NULL;
CREATE INDEX lead_created ON lead (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX lead_next ON lead (next_at, id) WHERE deleted_at IS NULL AND next_at IS NOT NULL;
CREATE INDEX lead_source ON lead (source, created_at) WHERE deleted_at IS NULL;
CREATE INDEX lead_capture_id ON lead (capture_id, created_at) WHERE capture_id IS NOT NULL;
CREATE INDEX lead_returns ON lead (returns_at) WHERE returns_at IS NOT NULL;
CREATE INDEX lead_person ON lead (person_id) WHERE person_id IS NOT NULL;
-- Whether there is an open one at all, and of whom.
CREATE INDEX lead_open ON lead (person_id) WHERE deleted_at IS NULL AND state IN ('new', 'working');
CREATE INDEX lead_deal ON lead (deal_id) WHERE deal_id IS NOT NULL;

-- By what somebody came; the first row is the first touch.
CREATE TABLE lead_touch (
  id $id PRIMARY KEY, lead_id $int NOT NULL, at $int NOT NULL, kind $text NOT NULL, channel $text, title $text, text $text, url $text,
  campaign $text, interaction_id $int, staff_id $int);
CREATE INDEX lead_touch_lead ON lead_touch (lead_id, id);
-- From whom to whom it went, and why. The name of the rule as it was called then.
CREATE TABLE lead_move (
  id $id PRIMARY KEY, lead_id $int NOT NULL, at $int NOT NULL, how $text NOT NULL, from_id $int, to_id $int, pool $text, by_id $int,
  rule_id $int, rule $text, reason $text, why $json, batch_id $int);
CREATE INDEX lead_move_lead ON lead_move (lead_id, id);
CREATE INDEX lead_move_to ON lead_move (to_id, at) WHERE to_id IS NOT NULL;
CREATE INDEX lead_move_at ON lead_move (at, how, to_id);
CREATE INDEX lead_move_from ON lead_move (from_id, at) WHERE from_id IS NOT NULL;
CREATE INDEX lead_move_rule ON lead_move (rule_id, at) WHERE rule_id IS NOT NULL;
CREATE INDEX lead_move_batch ON lead_move (batch_id) WHERE batch_id IS NOT NULL;
-- Who shares in what comes of a lead or a deal, in percent.
CREATE TABLE credit (object $text NOT NULL, row_id $int NOT NULL, staff_id $int NOT NULL, percent $int NOT NULL, PRIMARY KEY (object, row_id, staff_id));

CREATE TABLE pool (
  id $id PRIMARY KEY, name $text NOT NULL, place $int NOT NULL, daily_cap $int, holding_cap $int, cool_days $int NOT NULL,
  protect_days $int NOT NULL, silent_days $int, deal_days $int, remind_days $json NOT NULL, customers $text, created_at $int NOT NULL,
  deleted_at $int);
-- Who may claim from a pool: users and teams; nobody named is everybody.
CREATE TABLE pool_member (pool_id $int NOT NULL, kind $text NOT NULL, member_id $int NOT NULL, PRIMARY KEY (pool_id, kind, member_id));

CREATE TABLE lead_capture (id $id PRIMARY KEY, name $text NOT NULL, place $int NOT NULL, filter $text NOT NULL, source $text NOT NULL, live $int NOT NULL, deleted_at $int);
CREATE TABLE assign_rule (
  id $id PRIMARY KEY, name $text NOT NULL, place $int NOT NULL, live $int NOT NULL, filter $text NOT NULL, target $json NOT NULL,
  options $json NOT NULL, deleted_at $int);
-- When a rule last gave something to a colleague: whose turn it is.
CREATE TABLE assign_turn (rule_id $int NOT NULL, staff_id $int NOT NULL, at $int NOT NULL, PRIMARY KEY (rule_id, staff_id));
-- What a colleague can take.
CREATE TABLE seat (staff_id $id PRIMARY KEY, capacity $int, monthly $int, languages $json NOT NULL, hours $json, away_until $int);

CREATE TABLE dispute (
  id $id PRIMARY KEY, lead_id $int NOT NULL, claimant_id $int NOT NULL, holder_id $int NOT NULL, state $text NOT NULL, outcome $text,
  share $int, opened_at $int NOT NULL, decided_at $int, decided_by $int);
CREATE INDEX dispute_lead ON dispute (lead_id);
CREATE INDEX dispute_state ON dispute (state, id);
CREATE TABLE dispute_word (
  id $id PRIMARY KEY, dispute_id $int NOT NULL, at $int NOT NULL, by_id $int, kind $text NOT NULL, text $text NOT NULL, outcome $text);
CREATE INDEX dispute_word_dispute ON dispute_word (dispute_id, id);
-- A colleague's word that they are about to win somebody: by the addresses, or by the company's name.
CREATE TABLE registration (
  id $id PRIMARY KEY, staff_id $int NOT NULL, name $text NOT NULL, company $text, company_key $text, person_id $int, text $text,
  at $int NOT NULL, until $int NOT NULL, ended_at $int, ended $text, lead_id $int);
CREATE INDEX registration_company ON registration (company_key) WHERE company_key IS NOT NULL;
CREATE INDEX registration_person ON registration (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX registration_staff ON registration (staff_id, id);
CREATE TABLE registration_key (registration_id $int NOT NULL, hash $int NOT NULL, kind $text NOT NULL, value $text NOT NULL, PRIMARY KEY (registration_id, hash));
CREATE INDEX registration_key_hash ON registration_key (hash);

-- only sqlite
CREATE VIRTUAL TABLE search_lead USING fts5(tokens, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0", prefix='2');
-- only postgres
CREATE TABLE search_lead (id BIGINT PRIMARY KEY, tokens tsvector NOT NULL);
CREATE INDEX search_lead_tokens ON search_lead USING gin (tokens);

-- who leads others shares leads out
-- only sqlite
UPDATE role SET grants = json_insert(grants, '$.may[#]', 'leads') WHERE key IN ('admin', 'manager', 'team_lead')
  AND NOT EXISTS (SELECT 1 FROM json_each(grants, '$.may') j WHERE j.value = 'leads');
-- only postgres
UPDATE role SET grants = jsonb_set(grants, '{may}', COALESCE(grants -> 'may', '[]'::jsonb) || '["leads"]'::jsonb)
  WHERE key IN ('admin', 'manager', 'team_lead') AND NOT COALESCE(grants -> 'may', '[]'::jsonb) @> '["leads"]'::jsonb;
