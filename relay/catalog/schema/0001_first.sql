-- The facts. Each is written once, with its audit row, in one transaction. Instants are whole seconds
-- since 1970, digests 64 lower-case hexadecimal digits, closed sets of words the glossary's.
-- What happened stays as it was written: the triggers refuse whatever would change or remove it.

-- Who did what, when, why.
CREATE TABLE audit (
  number  INTEGER PRIMARY KEY CHECK (number >= 1),
  at      INTEGER NOT NULL CHECK (at >= 0),
  actor   TEXT NOT NULL CHECK (actor <> ''),
  action  TEXT NOT NULL CHECK (action <> ''),
  subject TEXT NOT NULL,
  detail  TEXT NOT NULL
) STRICT;

CREATE TRIGGER audit_has_no_gap BEFORE INSERT ON audit
WHEN NEW.number <> -1 AND NEW.number <> coalesce((SELECT max(number) FROM audit), 0) + 1
BEGIN SELECT RAISE(ABORT, 'audit rows are numbered without gaps'); END;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit rows are never changed'); END;
CREATE TRIGGER audit_is_not_removed BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit rows are never removed'); END;

-- A policy text that came into force; the one with the highest number is in force.
CREATE TABLE revision (
  number INTEGER PRIMARY KEY CHECK (number >= 1),
  digest TEXT NOT NULL CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
  text   TEXT NOT NULL,
  at     INTEGER NOT NULL CHECK (at >= 0),
  person TEXT NOT NULL CHECK (person <> ''),
  reason TEXT NOT NULL
) STRICT;

CREATE TRIGGER revision_is_not_changed BEFORE UPDATE ON revision
BEGIN SELECT RAISE(ABORT, 'revisions are never changed'); END;
CREATE TRIGGER revision_is_not_removed BEFORE DELETE ON revision
BEGIN SELECT RAISE(ABORT, 'revisions are never removed'); END;

-- One verified version of a feed's content. sequence is the order of acceptance, which is the order
-- of releases everywhere; the versions are only names.
CREATE TABLE release (
  feed            TEXT NOT NULL CHECK (length(feed) BETWEEN 1 AND 64
                    AND feed GLOB '[a-z0-9]*' AND feed NOT GLOB '*[^a-z0-9._-]*'),
  sequence        INTEGER NOT NULL CHECK (sequence >= 1),
  version         TEXT NOT NULL CHECK (length(version) BETWEEN 1 AND 256),
  tree            TEXT NOT NULL CHECK (length(tree) = 64 AND tree NOT GLOB '*[^0-9a-f]*'),
  content         TEXT NOT NULL CHECK (content IN ('software', 'intelligence', 'configuration')),
  evidence        TEXT NOT NULL CHECK (evidence IN
                    ('vendor-signed', 'legacy-signed', 'hash-chained', 'transport-only')),
  evidence_detail TEXT NOT NULL,
  vendor_time     INTEGER CHECK (vendor_time >= 0),
  expires_at      INTEGER CHECK (expires_at >= 0),
  first_seen      INTEGER NOT NULL CHECK (first_seen >= 0),
  standing        TEXT NOT NULL DEFAULT 'good'
                    CHECK (standing IN ('good', 'suspect', 'quarantined', 'recalled')),
  standing_reason TEXT NOT NULL DEFAULT '' CHECK (standing <> 'good' OR standing_reason = ''),
  PRIMARY KEY (feed, sequence),
  UNIQUE (feed, version)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER release_has_no_gap BEFORE INSERT ON release
WHEN NEW.sequence <> coalesce((SELECT max(sequence) FROM release WHERE feed = NEW.feed), 0) + 1
BEGIN SELECT RAISE(ABORT, 'the releases of a feed are numbered without gaps'); END;
CREATE TRIGGER release_is_not_changed BEFORE UPDATE OF feed, sequence, version, tree, content,
  evidence, evidence_detail, vendor_time, expires_at, first_seen ON release
BEGIN SELECT RAISE(ABORT, 'of a release only its standing changes'); END;
CREATE TRIGGER release_is_not_removed BEFORE DELETE ON release
BEGIN SELECT RAISE(ABORT, 'releases are never removed'); END;

-- The highest version that was ever accepted of each part of a feed; never lower again, and never
-- the same with other bytes.
CREATE TABLE part (
  feed        TEXT NOT NULL CHECK (length(feed) BETWEEN 1 AND 64
                AND feed GLOB '[a-z0-9]*' AND feed NOT GLOB '*[^a-z0-9._-]*'),
  part        TEXT NOT NULL CHECK (part <> ''),
  version     INTEGER NOT NULL CHECK (version >= 0),
  digest      TEXT NOT NULL CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
  accepted_at INTEGER NOT NULL CHECK (accepted_at >= 0),
  PRIMARY KEY (feed, part)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER part_goes_only_up BEFORE UPDATE ON part
WHEN NEW.feed <> OLD.feed OR NEW.part <> OLD.part OR NEW.version <= OLD.version
BEGIN SELECT RAISE(ABORT, 'a part''s version only goes up, and keeps its bytes'); END;
CREATE TRIGGER part_is_not_removed BEFORE DELETE ON part
BEGIN SELECT RAISE(ABORT, 'the highest version of a part is never forgotten'); END;

-- What was refused, once for each feed, part, version and reason. Its bytes are not kept.
CREATE TABLE quarantine (
  number  INTEGER PRIMARY KEY CHECK (number >= 1),
  feed    TEXT NOT NULL CHECK (length(feed) BETWEEN 1 AND 64
            AND feed GLOB '[a-z0-9]*' AND feed NOT GLOB '*[^a-z0-9._-]*'),
  part    TEXT NOT NULL,
  version TEXT NOT NULL,
  reason  TEXT NOT NULL CHECK (reason <> ''),
  at      INTEGER NOT NULL CHECK (at >= 0),
  UNIQUE (feed, part, version, reason)
) STRICT;

CREATE TRIGGER quarantine_is_not_changed BEFORE UPDATE ON quarantine
BEGIN SELECT RAISE(ABORT, 'refusals are never changed'); END;
CREATE TRIGGER quarantine_is_not_removed BEFORE DELETE ON quarantine
BEGIN SELECT RAISE(ABORT, 'refusals are never removed'); END;

-- A release was let through to a group: an event, which later revisions do not undo.
CREATE TABLE opening (
  number   INTEGER PRIMARY KEY CHECK (number >= 1),
  feed     TEXT NOT NULL,
  group_id TEXT NOT NULL CHECK (length(group_id) BETWEEN 1 AND 64
             AND group_id GLOB '[a-z0-9]*' AND group_id NOT GLOB '*[^a-z0-9._-]*'),
  release  INTEGER NOT NULL,
  at       INTEGER NOT NULL CHECK (at >= 0),
  how      TEXT NOT NULL CHECK (how IN ('adopted', 'rules')),
  revision INTEGER NOT NULL REFERENCES revision (number),
  UNIQUE (feed, group_id, release),
  FOREIGN KEY (feed, release) REFERENCES release (feed, sequence)
) STRICT;

CREATE TRIGGER opening_is_not_changed BEFORE UPDATE ON opening
BEGIN SELECT RAISE(ABORT, 'openings are never changed'); END;
CREATE TRIGGER opening_is_not_removed BEFORE DELETE ON opening
BEGIN SELECT RAISE(ABORT, 'openings are never removed'); END;

-- Which release a group is served, and since when; release is NULL when it has none any more. The
-- last of a group is in force. since is the Last-Modified that clients compare, so it only goes up.
CREATE TABLE activation (
  number   INTEGER PRIMARY KEY CHECK (number >= 1),
  feed     TEXT NOT NULL CHECK (length(feed) BETWEEN 1 AND 64
             AND feed GLOB '[a-z0-9]*' AND feed NOT GLOB '*[^a-z0-9._-]*'),
  group_id TEXT NOT NULL CHECK (length(group_id) BETWEEN 1 AND 64
             AND group_id GLOB '[a-z0-9]*' AND group_id NOT GLOB '*[^a-z0-9._-]*'),
  release  INTEGER,
  since    INTEGER NOT NULL CHECK (since >= 0),
  FOREIGN KEY (feed, release) REFERENCES release (feed, sequence)
) STRICT;

CREATE INDEX activation_of_group ON activation (feed, group_id, since);
CREATE TRIGGER activation_goes_only_up BEFORE INSERT ON activation
WHEN NEW.since <= (SELECT max(since) FROM activation
                   WHERE feed = NEW.feed AND group_id = NEW.group_id)
BEGIN SELECT RAISE(ABORT, 'a switch is later than the one before it'); END;
CREATE TRIGGER activation_is_not_changed BEFORE UPDATE ON activation
BEGIN SELECT RAISE(ABORT, 'switches are never changed'); END;
CREATE TRIGGER activation_is_not_removed BEFORE DELETE ON activation
BEGIN SELECT RAISE(ABORT, 'switches are never removed'); END;

-- A person's yes, bound to what the person saw: the release's tree and the stage's rules. The opening
-- consumes it.
CREATE TABLE approval (
  number      INTEGER PRIMARY KEY CHECK (number >= 1),
  feed        TEXT NOT NULL,
  group_id    TEXT NOT NULL CHECK (length(group_id) BETWEEN 1 AND 64
                AND group_id GLOB '[a-z0-9]*' AND group_id NOT GLOB '*[^a-z0-9._-]*'),
  release     INTEGER NOT NULL,
  tree        TEXT NOT NULL CHECK (length(tree) = 64 AND tree NOT GLOB '*[^0-9a-f]*'),
  stage       TEXT NOT NULL CHECK (length(stage) = 64 AND stage NOT GLOB '*[^0-9a-f]*'),
  person      TEXT NOT NULL CHECK (person <> ''),
  role        TEXT NOT NULL CHECK (role <> ''),
  at          INTEGER NOT NULL CHECK (at >= 0),
  consumed_at INTEGER CHECK (consumed_at >= 0),
  UNIQUE (feed, group_id, release, tree, stage, person, role),
  FOREIGN KEY (feed, release) REFERENCES release (feed, sequence)
) STRICT;

CREATE TRIGGER approval_is_not_changed BEFORE UPDATE OF number, feed, group_id, release, tree, stage,
  person, role, at ON approval
BEGIN SELECT RAISE(ABORT, 'approvals are never changed'); END;
CREATE TRIGGER approval_is_consumed_once BEFORE UPDATE OF consumed_at ON approval
WHEN OLD.consumed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'an approval is consumed once'); END;
CREATE TRIGGER approval_is_not_removed BEFORE DELETE ON approval
BEGIN SELECT RAISE(ABORT, 'approvals are never removed'); END;

-- What a person said about a feed, in force until it is lifted. No group: all groups.
CREATE TABLE act (
  number        INTEGER PRIMARY KEY CHECK (number >= 1),
  kind          TEXT NOT NULL CHECK (kind IN ('hold', 'pin', 'block')),
  feed          TEXT NOT NULL CHECK (length(feed) BETWEEN 1 AND 64
                  AND feed GLOB '[a-z0-9]*' AND feed NOT GLOB '*[^a-z0-9._-]*'),
  group_id      TEXT CHECK (length(group_id) BETWEEN 1 AND 64
                  AND group_id GLOB '[a-z0-9]*' AND group_id NOT GLOB '*[^a-z0-9._-]*'),
  version       TEXT CHECK (length(version) BETWEEN 1 AND 256),
  person        TEXT NOT NULL CHECK (person <> ''),
  reason        TEXT NOT NULL,
  at            INTEGER NOT NULL CHECK (at >= 0),
  lifted_at     INTEGER CHECK (lifted_at >= 0),
  lifted_by     TEXT CHECK (lifted_by <> ''),
  CHECK ((kind = 'hold') = (version IS NULL)),
  CHECK ((lifted_at IS NULL) = (lifted_by IS NULL))
) STRICT;

-- Nothing is in force twice, and a group has one pin of a feed.
CREATE UNIQUE INDEX act_in_force ON act (kind, feed, coalesce(group_id, ''), coalesce(version, ''))
WHERE lifted_at IS NULL;
CREATE UNIQUE INDEX pin_in_force ON act (feed, coalesce(group_id, ''))
WHERE lifted_at IS NULL AND kind = 'pin';
CREATE TRIGGER act_is_not_changed BEFORE UPDATE OF number, kind, feed, group_id, version, person,
  reason, at ON act
BEGIN SELECT RAISE(ABORT, 'acts are never changed'); END;
CREATE TRIGGER act_is_lifted_once BEFORE UPDATE OF lifted_at, lifted_by ON act
WHEN OLD.lifted_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'an act is lifted once'); END;
CREATE TRIGGER act_is_not_removed BEFORE DELETE ON act
BEGIN SELECT RAISE(ABORT, 'acts are never removed'); END;

-- How the last round of asking a vendor went: how a feed is now, not what happened. Overwritten.
CREATE TABLE feed_check (
  feed         TEXT NOT NULL PRIMARY KEY CHECK (length(feed) BETWEEN 1 AND 64
                 AND feed GLOB '[a-z0-9]*' AND feed NOT GLOB '*[^a-z0-9._-]*'),
  at           INTEGER NOT NULL CHECK (at >= 0),
  succeeded    INTEGER NOT NULL CHECK (succeeded IN (0, 1)),
  outcome      TEXT NOT NULL,
  succeeded_at INTEGER CHECK (succeeded_at >= 0),
  next_attempt INTEGER CHECK (next_attempt >= 0),
  failures     INTEGER NOT NULL CHECK (failures >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE feed_alarm (
  feed   TEXT NOT NULL REFERENCES feed_check (feed),
  number INTEGER NOT NULL CHECK (number >= 1),
  alarm  TEXT NOT NULL CHECK (alarm <> ''),
  PRIMARY KEY (feed, number)
) STRICT, WITHOUT ROWID;

-- The highest trusted time that the relay has seen: one row, which only goes up.
CREATE TABLE trusted_time (
  one     INTEGER PRIMARY KEY CHECK (one = 1),
  highest INTEGER NOT NULL CHECK (highest >= 0)
) STRICT;

CREATE TRIGGER trusted_time_goes_only_up BEFORE UPDATE ON trusted_time
WHEN NEW.highest < OLD.highest
BEGIN SELECT RAISE(ABORT, 'the highest trusted time only goes up'); END;
CREATE TRIGGER trusted_time_is_not_removed BEFORE DELETE ON trusted_time
BEGIN SELECT RAISE(ABORT, 'the highest trusted time is never forgotten'); END;
