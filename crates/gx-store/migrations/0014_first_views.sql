-- With which shared view a list opens for whoever has a role.
CREATE TABLE role_view (role $text NOT NULL, object $text NOT NULL, view_id $int NOT NULL, PRIMARY KEY (role, object));
-- The map counts people by place and owner: whole in the index, it need not look at a single row.
CREATE INDEX person_by_place ON person (country, region, city, owner) WHERE merged_into IS NULL AND deleted_at IS NULL;
