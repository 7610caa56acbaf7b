-- Who did it by what and from where, on which bytes, and how it ended.
ALTER TABLE audit ADD COLUMN via TEXT NOT NULL DEFAULT '';
ALTER TABLE audit ADD COLUMN source TEXT NOT NULL DEFAULT '';
ALTER TABLE audit ADD COLUMN object TEXT NOT NULL DEFAULT ''
  CHECK (object = '' OR (length(object) = 64 AND object NOT GLOB '*[^0-9a-f]*'));
ALTER TABLE audit ADD COLUMN outcome TEXT NOT NULL DEFAULT 'done'
  CHECK (outcome IN ('done', 'denied', 'failed'));

-- One link for each audit row: the chain, which anybody can compute again, and its MAC, which only the
-- relay can. See relay/audit/chain.h.
CREATE TABLE audit_seal (
  number INTEGER PRIMARY KEY REFERENCES audit (number),
  chain  TEXT NOT NULL CHECK (length(chain) = 64 AND chain NOT GLOB '*[^0-9a-f]*'),
  mac    TEXT NOT NULL CHECK (length(mac) = 64 AND mac NOT GLOB '*[^0-9a-f]*')
) STRICT;
CREATE TRIGGER audit_seal_has_no_gap BEFORE INSERT ON audit_seal
WHEN NEW.number <> coalesce((SELECT max(number) FROM audit_seal), 0) + 1
BEGIN SELECT RAISE(ABORT, 'audit rows are sealed in their order'); END;
CREATE TRIGGER audit_seal_is_not_changed BEFORE UPDATE ON audit_seal
BEGIN SELECT RAISE(ABORT, 'seals are never changed'); END;
CREATE TRIGGER audit_seal_is_not_removed BEFORE DELETE ON audit_seal
BEGIN SELECT RAISE(ABORT, 'seals are never removed'); END;
