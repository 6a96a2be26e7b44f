-- What is sold: products with their variants, price lists, quotes; and orders in hand.
CREATE TABLE product_category (id $id PRIMARY KEY, name $text NOT NULL, parent_id $int, place $int NOT NULL, deleted_at $int);
CREATE TABLE product (
  id $id PRIMARY KEY, name $text NOT NULL, name_key $text NOT NULL, names $json NOT NULL, kind $text NOT NULL, category_id $int,
  unit $text NOT NULL, currency $text NOT NULL, description $text NOT NULL, tax $text, months $int, choices $json NOT NULL,
  live $int NOT NULL, words $text NOT NULL, created_at $int NOT NULL, updated_at $int NOT NULL, deleted_at $int, demo $int NOT NULL DEFAULT 0);
CREATE INDEX product_name ON product (name_key, id) WHERE deleted_at IS NULL;
CREATE INDEX product_category_of ON product (category_id) WHERE deleted_at IS NULL;
-- The code as it is compared: folded.
CREATE TABLE variant (
  id $id PRIMARY KEY, product_id $int NOT NULL, code $text NOT NULL, code_key $text NOT NULL, choice $json NOT NULL, price $int, cost $int,
  live $int NOT NULL, place $int NOT NULL, deleted_at $int);
CREATE INDEX variant_product ON variant (product_id, place);
CREATE UNIQUE INDEX variant_code ON variant (code_key) WHERE deleted_at IS NULL;

CREATE TABLE price_list (
  id $id PRIMARY KEY, name $text NOT NULL, currency $text NOT NULL, filter $text NOT NULL, starts $text, ends $text, live $int NOT NULL,
  place $int NOT NULL, created_at $int NOT NULL, deleted_at $int);
-- The quantity in ten-thousandths, from which the price holds.
CREATE TABLE list_price (
  list_id $int NOT NULL, variant_id $int NOT NULL, from_quantity $int NOT NULL, price $int NOT NULL,
  PRIMARY KEY (list_id, variant_id, from_quantity));
CREATE INDEX list_price_variant ON list_price (variant_id);

-- One row a version; `root` is the first. What it says is in `body`, what lists ask for is a column.
CREATE TABLE quote (
  id $id PRIMARY KEY, root $int NOT NULL, number $text NOT NULL, version $int NOT NULL, deal_id $int NOT NULL, person_id $int, company_id $int,
  state $text NOT NULL, currency $text NOT NULL, total $int NOT NULL, valid_until $text, body $json NOT NULL, asked $int NOT NULL DEFAULT 0,
  sent_at $int, seen_at $int, closed_at $int, order_id $int, created_at $int NOT NULL, updated_at $int NOT NULL, deleted_at $int,
  demo $int NOT NULL DEFAULT 0);
CREATE INDEX quote_deal ON quote (deal_id);
CREATE INDEX quote_root ON quote (root, version);
CREATE INDEX quote_person ON quote (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX quote_state ON quote (state, id) WHERE deleted_at IS NULL;
CREATE TABLE quote_event (
  id $id PRIMARY KEY, root $int NOT NULL, quote_id $int NOT NULL, at $int NOT NULL, kind $text NOT NULL, staff_id $int, who $text, text $text);
CREATE INDEX quote_event_root ON quote_event (root, id);

-- What was done about an order. Its lines are counted by their place in the order.
CREATE TABLE shipment (
  id $id PRIMARY KEY, order_id $int NOT NULL, lines $json NOT NULL, carrier $text NOT NULL, tracking $text NOT NULL, sent_at $int NOT NULL,
  arrived_at $int, note $text NOT NULL, staff_id $int, deleted_at $int);
CREATE INDEX shipment_order ON shipment (order_id);
CREATE TABLE payment (
  id $id PRIMARY KEY, order_id $int NOT NULL, amount $int NOT NULL, method $text NOT NULL, reference $text NOT NULL, day $text NOT NULL,
  note $text NOT NULL, staff_id $int, at $int NOT NULL, deleted_at $int);
CREATE INDEX payment_order ON payment (order_id);
-- What came back, or is not to be sent any more.
CREATE TABLE order_return (
  id $id PRIMARY KEY, order_id $int NOT NULL, kind $text NOT NULL, lines $json NOT NULL, reason $text NOT NULL, note $text NOT NULL, at $int NOT NULL,
  staff_id $int, deleted_at $int);
CREATE INDEX order_return_order ON order_return (order_id);
-- Of which deal and quote an order came, who took it, and what it came to before anything of it was cancelled or came back.
CREATE TABLE order_origin (
  order_id $id PRIMARY KEY, deal_id $int, quote_id $int, staff_id $int, language $text, total $int NOT NULL, status $text);
CREATE INDEX order_origin_deal ON order_origin (deal_id) WHERE deal_id IS NOT NULL;

-- What runs on: subscriptions and service contracts, with each time that one was renewed.
CREATE TABLE agreement (
  id $id PRIMARY KEY, number $text NOT NULL, kind $text NOT NULL, name $text NOT NULL, words $text NOT NULL, person_id $int NOT NULL, company_id $int,
  owner $int, variant_id $int, order_id $int, amount $int, currency $text NOT NULL, months $int NOT NULL, starts $text NOT NULL,
  until $text NOT NULL, renews $int NOT NULL, notice_days $int NOT NULL, notice_on $text NOT NULL, ended_on $text, reason $text, note $text NOT NULL,
  told_until $text, created_at $int NOT NULL, updated_at $int NOT NULL, deleted_at $int, demo $int NOT NULL DEFAULT 0);
-- `notice_on` is the day so many before the end: what is due is asked of a column.
CREATE INDEX agreement_notice ON agreement (notice_on) WHERE deleted_at IS NULL AND ended_on IS NULL;
CREATE INDEX agreement_until ON agreement (until, id) WHERE deleted_at IS NULL AND ended_on IS NULL;
CREATE INDEX agreement_person ON agreement (person_id);
CREATE INDEX agreement_company ON agreement (company_id) WHERE company_id IS NOT NULL;
CREATE TABLE agreement_renewal (id $id PRIMARY KEY, agreement_id $int NOT NULL, at $int NOT NULL, was $text NOT NULL, until $text NOT NULL, staff_id $int);
CREATE INDEX agreement_renewal_of ON agreement_renewal (agreement_id, id);

-- What a customer owns, and what was done to it: each record is an interaction of its owner, too.
CREATE TABLE asset (
  id $id PRIMARY KEY, name $text NOT NULL, serial $text NOT NULL, words $text NOT NULL, person_id $int NOT NULL, company_id $int, variant_id $int,
  order_id $int, bought_on $text, warranty_until $text, state $text NOT NULL, due_on $text, note $text NOT NULL, created_at $int NOT NULL,
  updated_at $int NOT NULL, deleted_at $int, demo $int NOT NULL DEFAULT 0);
CREATE INDEX asset_person ON asset (person_id);
CREATE INDEX asset_company ON asset (company_id) WHERE company_id IS NOT NULL;
CREATE INDEX asset_due ON asset (due_on, id) WHERE deleted_at IS NULL AND due_on IS NOT NULL;
CREATE TABLE asset_record (
  id $id PRIMARY KEY, asset_id $int NOT NULL, kind $text NOT NULL, at $int NOT NULL, text $text NOT NULL, cost $int, currency $text NOT NULL,
  staff_id $int);
CREATE INDEX asset_record_of ON asset_record (asset_id, at);

-- What a colleague sent, by the name it has there: a table that is imported says it.
CREATE INDEX file_sent ON file (staff_id, name) WHERE deleted_at IS NULL;

-- Who sets up what is sold.
-- only sqlite
UPDATE role SET grants = json_insert(grants, '$.may[#]', 'catalogue') WHERE key IN ('admin', 'manager')
  AND NOT EXISTS (SELECT 1 FROM json_each(grants, '$.may') WHERE value = 'catalogue');
-- only postgres
UPDATE role SET grants = jsonb_set(grants, '{may}', COALESCE(grants -> 'may', '[]'::jsonb) || '["catalogue"]'::jsonb)
  WHERE key IN ('admin', 'manager') AND NOT (COALESCE(grants -> 'may', '[]'::jsonb) ? 'catalogue');
