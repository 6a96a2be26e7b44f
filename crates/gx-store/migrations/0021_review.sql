-- When somebody last went through a customer's file, and when it is due again: dates, as the portrait keeps them.
ALTER TABLE person ADD COLUMN reviewed_on $text;
ALTER TABLE person ADD COLUMN review_on $text;
CREATE INDEX person_by_review ON person (review_on, id) WHERE merged_into IS NULL AND deleted_at IS NULL AND review_on IS NOT NULL;

-- What a file filed with a record is: a contract, a proof of identity …
ALTER TABLE file_link ADD COLUMN category $text;
