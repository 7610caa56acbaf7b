-- A reading of the policy file that was taken up: its text was, or became, this revision's. The last
-- one says what the file held when it was read last: it counts again only when it holds something
-- else, or the next start would take back what people have applied since.
CREATE TABLE policy_file (
  number   INTEGER PRIMARY KEY CHECK (number >= 1),
  file     TEXT NOT NULL CHECK (file <> ''),
  digest   TEXT NOT NULL CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
  revision INTEGER NOT NULL REFERENCES revision (number),
  at       INTEGER NOT NULL CHECK (at >= 0)
) STRICT;

CREATE TRIGGER policy_file_is_not_changed BEFORE UPDATE ON policy_file
BEGIN SELECT RAISE(ABORT, 'readings of the policy file are never changed'); END;
CREATE TRIGGER policy_file_is_not_removed BEFORE DELETE ON policy_file
BEGIN SELECT RAISE(ABORT, 'readings of the policy file are never removed'); END;

-- Until now every revision came from the file; what it was called was not kept.
INSERT INTO policy_file (file, digest, revision, at)
SELECT 'policy.yaml', digest, number, at FROM revision ORDER BY number;

-- A text that protects less and waits for a second person. base is the revision that it was compared
-- with: the newest proposal is open as long as that one is in force.
CREATE TABLE proposal (
  number INTEGER PRIMARY KEY CHECK (number >= 1),
  base   INTEGER NOT NULL REFERENCES revision (number),
  digest TEXT NOT NULL CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
  text   TEXT NOT NULL,
  person TEXT NOT NULL CHECK (person <> ''),
  reason TEXT NOT NULL,
  at     INTEGER NOT NULL CHECK (at >= 0)
) STRICT;

CREATE TRIGGER proposal_has_no_gap BEFORE INSERT ON proposal
WHEN NEW.number <> -1 AND NEW.number <> coalesce((SELECT max(number) FROM proposal), 0) + 1
BEGIN SELECT RAISE(ABORT, 'proposals are numbered without gaps'); END;
CREATE TRIGGER proposal_is_not_changed BEFORE UPDATE ON proposal
BEGIN SELECT RAISE(ABORT, 'proposals are never changed'); END;
CREATE TRIGGER proposal_is_not_removed BEFORE DELETE ON proposal
BEGIN SELECT RAISE(ABORT, 'proposals are never removed'); END;
