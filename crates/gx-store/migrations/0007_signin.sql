-- The second half of sign-in: second factors, passwords reset by mail, passkeys, single sign-on.

-- Where mail reaches a member of staff. A login that is a mail address is where it goes until told otherwise.
ALTER TABLE staff ADD COLUMN email $text;
UPDATE staff SET email = login WHERE login LIKE '%_@_%';
CREATE UNIQUE INDEX staff_email ON staff (email) WHERE email IS NOT NULL;

-- A session whose password was right and whose second step is still owed opens nothing; the factor says by what
-- the second step was taken: code, recovery, passkey, sso.
ALTER TABLE session ADD COLUMN pending $int NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN factor $text;

-- One authenticator app a person. The secret is sealed; last_step is the step of the last code taken, so that none is taken twice.
CREATE TABLE second_factor (
  staff_id $id PRIMARY KEY, secret $blob NOT NULL, confirmed_at $int, last_step $int NOT NULL, created_at $int NOT NULL);
CREATE TABLE recovery_code (hash $blob PRIMARY KEY, staff_id $int NOT NULL, used_at $int);
CREATE INDEX recovery_code_staff ON recovery_code (staff_id);

-- A link by mail with which somebody chooses a new password, once.
CREATE TABLE password_reset (hash $blob PRIMARY KEY, staff_id $int NOT NULL, created_at $int NOT NULL, expires_at $int NOT NULL);
CREATE INDEX password_reset_staff ON password_reset (staff_id);

-- Keys held by devices: what never changes of one, and what each sign-in may change.
CREATE TABLE passkey (
  id $id PRIMARY KEY, staff_id $int NOT NULL, name $text NOT NULL, credential $blob NOT NULL, fixed $blob NOT NULL,
  moving $blob NOT NULL, transports $int NOT NULL, created_at $int NOT NULL, last_used_at $int);
CREATE UNIQUE INDEX passkey_credential ON passkey (credential);
CREATE INDEX passkey_staff ON passkey (staff_id);

-- What is remembered between the two halves of a ceremony: the challenge of a passkey, the state of a sign-in elsewhere.
-- The hash is of what the other half brings; one that was used stays until it ends, so that a replay can be told from a stray.
CREATE TABLE ceremony (
  hash $blob PRIMARY KEY, kind $text NOT NULL, staff_id $int, state $blob NOT NULL, created_at $int NOT NULL,
  expires_at $int NOT NULL, used_at $int);
CREATE INDEX ceremony_end ON ceremony (expires_at);

-- Whom a provider of single sign-on means by its subject.
CREATE TABLE sso_subject (
  issuer $text NOT NULL, subject $text NOT NULL, staff_id $int NOT NULL, created_at $int NOT NULL, last_used_at $int,
  PRIMARY KEY (issuer, subject));
CREATE INDEX sso_subject_staff ON sso_subject (staff_id);
