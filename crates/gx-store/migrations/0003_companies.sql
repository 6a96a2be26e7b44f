-- Companies are found again by their domain: on import, and before one is made twice by hand.
CREATE INDEX company_domain ON company (domain) WHERE domain IS NOT NULL AND deleted_at IS NULL;

-- Where a household stands in its life: what it needs changes with it.
ALTER TABLE person ADD COLUMN life_stage $text;
