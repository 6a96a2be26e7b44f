-- Selling: pipelines with their stages, and the deals that go through them.
CREATE TABLE pipeline (id $id PRIMARY KEY, name $text NOT NULL, place $int NOT NULL, created_at $int NOT NULL, deleted_at $int);
CREATE TABLE stage (
  id $id PRIMARY KEY, pipeline_id $int NOT NULL, name $text NOT NULL, kind $text NOT NULL, place $int NOT NULL, probability $int NOT NULL,
  age_days $int, needs $json NOT NULL, roles $json NOT NULL, deleted_at $int);
CREATE INDEX stage_pipeline ON stage (pipeline_id);

-- Pipeline and stage as the API shows their ids, so that filters ask a column as they do for territories. The chance is
-- the deal's own where somebody set it; the probability is what counts.
CREATE TABLE deal (
  id $id PRIMARY KEY, number $text NOT NULL, name $text NOT NULL, name_key $text NOT NULL, pipeline $text NOT NULL, stage $text NOT NULL,
  state $text NOT NULL, person_id $int, company_id $int, owner $int, amount $int, currency $text NOT NULL, chance $real,
  probability $real NOT NULL, expected_on $text, next_step $text, next_at $int, lost_reason $text, source $text, competitors $json,
  lines $json, fields $json, stage_since $int NOT NULL, closed_at $int, created_at $int NOT NULL, updated_at $int NOT NULL,
  deleted_at $int, demo $int NOT NULL DEFAULT 0);
CREATE UNIQUE INDEX deal_number ON deal (number);
-- What the board counts, column by column, in the order of its groups and without reading a deal; then its cards.
CREATE INDEX deal_board ON deal (pipeline, stage, currency, owner, probability, next_at, closed_at, amount, person_id, id) WHERE deleted_at IS NULL;
CREATE INDEX deal_next ON deal (stage, next_at, id) WHERE deleted_at IS NULL;
-- What a forecast adds up: open deals by when they are expected, others by when they ended.
CREATE INDEX deal_coming ON deal (state, expected_on, owner, currency, pipeline, probability, amount, person_id, id) WHERE deleted_at IS NULL;
CREATE INDEX deal_ended ON deal (state, closed_at, stage, owner, currency, pipeline, probability, amount, created_at, person_id, id) WHERE deleted_at IS NULL;
CREATE INDEX deal_amount ON deal (amount, id) WHERE deleted_at IS NULL AND amount IS NOT NULL;
CREATE INDEX deal_created ON deal (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX deal_expected ON deal (expected_on, id) WHERE deleted_at IS NULL AND expected_on IS NOT NULL;
CREATE INDEX deal_closed ON deal (closed_at, id) WHERE deleted_at IS NULL AND closed_at IS NOT NULL;
CREATE INDEX deal_owner ON deal (owner, id) WHERE deleted_at IS NULL;
CREATE INDEX deal_person ON deal (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX deal_company ON deal (company_id) WHERE company_id IS NOT NULL;

-- Where a deal stood, and since when.
CREATE TABLE deal_stay (id $id PRIMARY KEY, deal_id $int NOT NULL, stage $text NOT NULL, since $int NOT NULL, until $int, staff_id $int, note $text);
CREATE INDEX deal_stay_deal ON deal_stay (deal_id, id);
-- Who has a part in it besides the person that it is with.
CREATE TABLE deal_part (deal_id $int NOT NULL, person_id $int NOT NULL, role $text, PRIMARY KEY (deal_id, person_id));
CREATE INDEX deal_part_person ON deal_part (person_id);

-- What a colleague is to sell within a period: 2026-Q4, 2026-11, 2026.
CREATE TABLE target (period $text NOT NULL, staff_id $int NOT NULL, amount $int NOT NULL, PRIMARY KEY (period, staff_id));
-- From a day on, one of a currency is worth so much in the workspace's: a decimal, as text.
CREATE TABLE rate (currency $text NOT NULL, day $text NOT NULL, rate $text NOT NULL, PRIMARY KEY (currency, day));

-- only sqlite
CREATE VIRTUAL TABLE search_deal USING fts5(tokens, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0", prefix='2');
-- only postgres
CREATE TABLE search_deal (id BIGINT PRIMARY KEY, tokens tsvector NOT NULL);
CREATE INDEX search_deal_tokens ON search_deal USING gin (tokens);
