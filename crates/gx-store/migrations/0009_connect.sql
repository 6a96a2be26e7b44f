-- Connectors to other systems: where records come from and go to, the runs, and the ledger of what differs.

-- place says how the other system is reached, mapping what its names fill, state how far it was read or told.
-- direction: pull or push. rule: theirs, ours, fill. every: minutes between runs, none where only people start them.
-- secret is sealed. lease_until keeps two runs of one connector apart.
CREATE TABLE connector (
  id $id PRIMARY KEY, staff_id $int NOT NULL, name $text NOT NULL, direction $text NOT NULL, object $text NOT NULL, place $json NOT NULL,
  key_name $text NOT NULL, mapping $json NOT NULL, options $json NOT NULL, rule $text NOT NULL, every $int, secret $blob, state $json NOT NULL,
  paused $int NOT NULL, why_paused $text, failures $int NOT NULL, last_ok_at $int, next_at $int, lease_until $int,
  created_at $int NOT NULL, deleted_at $int);

-- mode: pull, push, compare. state: waiting, running, done, failed.
CREATE TABLE connector_run (
  id $id PRIMARY KEY, connector_id $int NOT NULL, mode $text NOT NULL, state $text NOT NULL, created_at $int NOT NULL, started_at $int,
  ended_at $int, code $text, error $text, import_id $int, counts $json NOT NULL);
CREATE INDEX connector_run_of ON connector_run (connector_id, id);

-- kind: differs, refused, missing_here, missing_there. stood: theirs, ours, none.
CREATE TABLE connector_entry (
  run_id $int NOT NULL, seq $int NOT NULL, kind $text NOT NULL, key $text NOT NULL, row_id $int, field $text, theirs $text, ours $text,
  stood $text, reason $text, PRIMARY KEY (run_id, seq));

-- What the other system last said of a record, or was last told: by it a change of theirs is told from an old word.
CREATE TABLE connector_record (
  connector_id $int NOT NULL, key $text NOT NULL, said $json NOT NULL, PRIMARY KEY (connector_id, key));
