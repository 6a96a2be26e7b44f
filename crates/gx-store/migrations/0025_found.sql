-- What searching needs: orders by the beginning of their number, and words of names by what is left of them when
-- letters are left out, so that a misspelt name is found (gx-people, near.rs). Names that were there before are
-- learned by a job.
CREATE INDEX orders_by_number ON orders (number, id) WHERE deleted_at IS NULL;
CREATE TABLE name_near (key $int NOT NULL, word $text NOT NULL, PRIMARY KEY (key, word))
-- only sqlite
WITHOUT ROWID
-- both
;
