-- Bytes, kept once by their content. A row is claimed before the bytes are put in their place, and the bytes are taken
-- away within the transaction that takes the row: so the sweep and an upload of the same bytes never cross.
CREATE TABLE blob (sha256 $text PRIMARY KEY, size $int NOT NULL, claimed_at $int NOT NULL);
-- A file as somebody sent it. It never changes, so that whatever holds it may say its name.
CREATE TABLE file (
    id $id PRIMARY KEY,
    sha256 $text NOT NULL,
    name $text NOT NULL,
    media $text NOT NULL,
    size $int NOT NULL,
    staff_id $int,
    created_at $int NOT NULL,
    -- Since when the sweep found nothing that holds it; NULL while something does.
    unused_since $int,
    -- When it was swept; its name stays for the history.
    deleted_at $int
);
CREATE INDEX file_by_sha256 ON file (sha256);
-- Where a file hangs: at a record itself (field ''), perhaps in a field of it, or in an interaction. A field's row is
-- where to look, not a promise: what the field holds now is in the record. Only rows of records themselves are deleted.
CREATE TABLE file_link (
    id $id PRIMARY KEY,
    file_id $int NOT NULL,
    object $text NOT NULL,
    row_id $int NOT NULL,
    field $text NOT NULL,
    staff_id $int,
    at $int NOT NULL,
    deleted_at $int
);
CREATE UNIQUE INDEX file_link_once ON file_link (file_id, object, row_id, field);
CREATE INDEX file_link_by_row ON file_link (object, row_id);
