-- What the whole policy engine records: how far a ramp has come, pauses, halts, verdicts of checks,
-- risk, bypasses, stop-everything, and a person's word on the clock. As in 0001: what happened stays as
-- it was written. Two tables are made anew with their rows, because SQLite cannot alter a CHECK.

-- A release was let through to a group: an event, which later revisions do not undo. reached is its
-- first step, in basis points; what follows are widenings.
CREATE TABLE opening_anew (
  number   INTEGER PRIMARY KEY CHECK (number >= 1),
  feed     TEXT NOT NULL,
  group_id TEXT NOT NULL CHECK (length(group_id) BETWEEN 1 AND 64
             AND group_id GLOB '[a-z0-9]*' AND group_id NOT GLOB '*[^a-z0-9._-]*'),
  release  INTEGER NOT NULL,
  at       INTEGER NOT NULL CHECK (at >= 0),
  how      TEXT NOT NULL CHECK (how IN ('adopted', 'rules', 'bypass', 'advanced')),
  revision INTEGER NOT NULL REFERENCES revision (number),
  reached  INTEGER NOT NULL DEFAULT 10000 CHECK (reached BETWEEN 0 AND 10000),
  UNIQUE (feed, group_id, release),
  FOREIGN KEY (feed, release) REFERENCES release (feed, sequence)
) STRICT;

INSERT INTO opening_anew (number, feed, group_id, release, at, how, revision)
SELECT number, feed, group_id, release, at, how, revision FROM opening ORDER BY number;
DROP TABLE opening;
ALTER TABLE opening_anew RENAME TO opening;

CREATE TRIGGER opening_is_not_changed BEFORE UPDATE ON opening
BEGIN SELECT RAISE(ABORT, 'openings are never changed'); END;
CREATE TRIGGER opening_is_not_removed BEFORE DELETE ON opening
BEGIN SELECT RAISE(ABORT, 'openings are never removed'); END;

-- A step of a ramp that was taken.
CREATE TABLE widening (
  number   INTEGER PRIMARY KEY CHECK (number >= 1),
  feed     TEXT NOT NULL,
  group_id TEXT NOT NULL,
  release  INTEGER NOT NULL,
  reached  INTEGER NOT NULL CHECK (reached BETWEEN 1 AND 10000),
  at       INTEGER NOT NULL CHECK (at >= 0),
  UNIQUE (feed, group_id, release, reached),
  FOREIGN KEY (feed, group_id, release) REFERENCES opening (feed, group_id, release)
) STRICT;

CREATE TRIGGER widening_goes_only_up BEFORE INSERT ON widening
WHEN NEW.reached <= (SELECT max(reached) FROM
    (SELECT reached FROM opening
     WHERE feed = NEW.feed AND group_id = NEW.group_id AND release = NEW.release
     UNION ALL SELECT reached FROM widening
     WHERE feed = NEW.feed AND group_id = NEW.group_id AND release = NEW.release))
BEGIN SELECT RAISE(ABORT, 'a ramp only widens'); END;
CREATE TRIGGER widening_is_not_changed BEFORE UPDATE ON widening
BEGIN SELECT RAISE(ABORT, 'widenings are never changed'); END;
CREATE TRIGGER widening_is_not_removed BEFORE DELETE ON widening
BEGIN SELECT RAISE(ABORT, 'widenings are never removed'); END;

-- What a person said about a feed, in force until it is lifted. No group: all groups.
CREATE TABLE act_anew (
  number        INTEGER PRIMARY KEY CHECK (number >= 1),
  kind          TEXT NOT NULL CHECK (kind IN ('hold', 'pin', 'block', 'floor')),
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

INSERT INTO act_anew (number, kind, feed, group_id, version, person, reason, at, lifted_at, lifted_by)
SELECT number, kind, feed, group_id, version, person, reason, at, lifted_at, lifted_by FROM act
ORDER BY number;
DROP TABLE act;
ALTER TABLE act_anew RENAME TO act;

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

-- Stop-everything: no feed, no group; at most one is in force.
CREATE TABLE stop (
  number    INTEGER PRIMARY KEY CHECK (number >= 1),
  person    TEXT NOT NULL CHECK (person <> ''),
  reason    TEXT NOT NULL,
  at        INTEGER NOT NULL CHECK (at >= 0),
  lifted_at INTEGER CHECK (lifted_at >= 0),
  lifted_by TEXT CHECK (lifted_by <> ''),
  CHECK ((lifted_at IS NULL) = (lifted_by IS NULL))
) STRICT;

CREATE UNIQUE INDEX stop_in_force ON stop ((lifted_at IS NULL)) WHERE lifted_at IS NULL;
CREATE TRIGGER stop_is_not_changed BEFORE UPDATE OF number, person, reason, at ON stop
BEGIN SELECT RAISE(ABORT, 'stops are never changed'); END;
CREATE TRIGGER stop_is_lifted_once BEFORE UPDATE OF lifted_at, lifted_by ON stop
WHEN OLD.lifted_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a stop is lifted once'); END;
CREATE TRIGGER stop_is_not_removed BEFORE DELETE ON stop
BEGIN SELECT RAISE(ABORT, 'stops are never removed'); END;

-- A person stopped one release in one group, until it is lifted. Its times stay: a ramp does not count
-- them as held.
CREATE TABLE pause (
  number    INTEGER PRIMARY KEY CHECK (number >= 1),
  feed      TEXT NOT NULL,
  group_id  TEXT NOT NULL CHECK (length(group_id) BETWEEN 1 AND 64
              AND group_id GLOB '[a-z0-9]*' AND group_id NOT GLOB '*[^a-z0-9._-]*'),
  release   INTEGER NOT NULL,
  person    TEXT NOT NULL CHECK (person <> ''),
  reason    TEXT NOT NULL,
  at        INTEGER NOT NULL CHECK (at >= 0),
  lifted_at INTEGER CHECK (lifted_at >= 0),
  lifted_by TEXT CHECK (lifted_by <> ''),
  CHECK ((lifted_at IS NULL) = (lifted_by IS NULL)),
  FOREIGN KEY (feed, release) REFERENCES release (feed, sequence)
) STRICT;

CREATE UNIQUE INDEX pause_in_force ON pause (feed, group_id, release) WHERE lifted_at IS NULL;
CREATE TRIGGER pause_is_not_changed BEFORE UPDATE OF number, feed, group_id, release, person, reason,
  at ON pause
BEGIN SELECT RAISE(ABORT, 'pauses are never changed'); END;
CREATE TRIGGER pause_is_lifted_once BEFORE UPDATE OF lifted_at, lifted_by ON pause
WHEN OLD.lifted_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a pause is lifted once'); END;
CREATE TRIGGER pause_is_not_removed BEFORE DELETE ON pause
BEGIN SELECT RAISE(ABORT, 'pauses are never removed'); END;

-- The relay stopped a release by itself; why is its evidence. It stands until it is acknowledged.
CREATE TABLE halt (
  number   INTEGER PRIMARY KEY CHECK (number >= 1),
  feed     TEXT NOT NULL,
  release  INTEGER NOT NULL,
  group_id TEXT CHECK (length(group_id) BETWEEN 1 AND 64
             AND group_id GLOB '[a-z0-9]*' AND group_id NOT GLOB '*[^a-z0-9._-]*'),
  at       INTEGER NOT NULL CHECK (at >= 0),
  why      TEXT NOT NULL CHECK (why <> ''),
  FOREIGN KEY (feed, release) REFERENCES release (feed, sequence)
) STRICT;

CREATE TRIGGER halt_is_not_changed BEFORE UPDATE ON halt
BEGIN SELECT RAISE(ABORT, 'halts are never changed'); END;
CREATE TRIGGER halt_is_not_removed BEFORE DELETE ON halt
BEGIN SELECT RAISE(ABORT, 'halts are never removed'); END;

-- What a person decided about a halt; the last one counts, so that the release that has the fix can be
-- named later. fixed_by is a release of the same feed.
CREATE TABLE acknowledgement (
  number   INTEGER PRIMARY KEY CHECK (number >= 1),
  halt     INTEGER NOT NULL REFERENCES halt (number),
  how      TEXT NOT NULL CHECK (how IN ('resume', 'block')),
  fixed_by INTEGER,
  person   TEXT NOT NULL CHECK (person <> ''),
  reason   TEXT NOT NULL,
  at       INTEGER NOT NULL CHECK (at >= 0)
) STRICT;

CREATE TRIGGER acknowledgement_names_a_later_release BEFORE INSERT ON acknowledgement
WHEN NEW.fixed_by IS NOT NULL AND NOT EXISTS
    (SELECT 1 FROM halt JOIN release ON release.feed = halt.feed
     WHERE halt.number = NEW.halt AND release.sequence = NEW.fixed_by
       AND NEW.fixed_by > halt.release)
BEGIN SELECT RAISE(ABORT, 'a fix is a later release of the same feed'); END;
CREATE TRIGGER acknowledgement_is_not_changed BEFORE UPDATE ON acknowledgement
BEGIN SELECT RAISE(ABORT, 'acknowledgements are never changed'); END;
CREATE TRIGGER acknowledgement_is_not_removed BEFORE DELETE ON acknowledgement
BEGIN SELECT RAISE(ABORT, 'acknowledgements are never removed'); END;

-- What a test of the organisation's own said about exactly these bytes; the last one counts.
CREATE TABLE check_verdict (
  number INTEGER PRIMARY KEY CHECK (number >= 1),
  feed   TEXT NOT NULL CHECK (length(feed) BETWEEN 1 AND 64
           AND feed GLOB '[a-z0-9]*' AND feed NOT GLOB '*[^a-z0-9._-]*'),
  tree   TEXT NOT NULL CHECK (length(tree) = 64 AND tree NOT GLOB '*[^0-9a-f]*'),
  name   TEXT NOT NULL CHECK (name <> ''),
  yes    INTEGER NOT NULL CHECK (yes IN (0, 1)),
  person TEXT NOT NULL CHECK (person <> ''),
  reason TEXT NOT NULL,
  at     INTEGER NOT NULL CHECK (at >= 0)
) STRICT;

CREATE INDEX check_verdict_of_feed ON check_verdict (feed, number);
CREATE TRIGGER check_verdict_is_not_changed BEFORE UPDATE ON check_verdict
BEGIN SELECT RAISE(ABORT, 'verdicts of checks are never changed'); END;
CREATE TRIGGER check_verdict_is_not_removed BEFORE DELETE ON check_verdict
BEGIN SELECT RAISE(ABORT, 'verdicts of checks are never removed'); END;

-- What a person says of a release's risk; the last one counts. No group: everywhere.
CREATE TABLE risk_said (
  number   INTEGER PRIMARY KEY CHECK (number >= 1),
  feed     TEXT NOT NULL,
  release  INTEGER NOT NULL,
  group_id TEXT CHECK (length(group_id) BETWEEN 1 AND 64
             AND group_id GLOB '[a-z0-9]*' AND group_id NOT GLOB '*[^a-z0-9._-]*'),
  high     INTEGER NOT NULL CHECK (high IN (0, 1)),
  person   TEXT NOT NULL CHECK (person <> ''),
  reason   TEXT NOT NULL,
  at       INTEGER NOT NULL CHECK (at >= 0),
  FOREIGN KEY (feed, release) REFERENCES release (feed, sequence)
) STRICT;

CREATE TRIGGER risk_said_is_not_changed BEFORE UPDATE ON risk_said
BEGIN SELECT RAISE(ABORT, 'what was said of a risk is never changed'); END;
CREATE TRIGGER risk_said_is_not_removed BEFORE DELETE ON risk_said
BEGIN SELECT RAISE(ABORT, 'what was said of a risk is never removed'); END;

-- Leave for one release to skip rules, asked for by a person. Without groups: all. It opens nothing
-- from until on. A fix-forward is for exactly the devices of bypass_device.
CREATE TABLE bypass (
  number      INTEGER PRIMARY KEY CHECK (number >= 1),
  feed        TEXT NOT NULL,
  release     INTEGER NOT NULL,
  skips       TEXT NOT NULL CHECK (skips <> ''),
  until       INTEGER NOT NULL CHECK (until >= 0),
  person      TEXT NOT NULL CHECK (person <> ''),
  reason      TEXT NOT NULL,
  at          INTEGER NOT NULL CHECK (at >= 0),
  break_glass INTEGER NOT NULL CHECK (break_glass IN (0, 1)),
  fix_forward INTEGER NOT NULL CHECK (fix_forward IN (0, 1)),
  CHECK (until > at),
  FOREIGN KEY (feed, release) REFERENCES release (feed, sequence)
) STRICT;

CREATE TRIGGER bypass_has_no_gap BEFORE INSERT ON bypass
WHEN NEW.number <> -1 AND NEW.number <> coalesce((SELECT max(number) FROM bypass), 0) + 1
BEGIN SELECT RAISE(ABORT, 'bypasses are numbered without gaps'); END;
CREATE TRIGGER bypass_is_not_changed BEFORE UPDATE ON bypass
BEGIN SELECT RAISE(ABORT, 'bypasses are never changed'); END;
CREATE TRIGGER bypass_is_not_removed BEFORE DELETE ON bypass
BEGIN SELECT RAISE(ABORT, 'bypasses are never removed'); END;

CREATE TABLE bypass_group (
  bypass   INTEGER NOT NULL REFERENCES bypass (number),
  group_id TEXT NOT NULL CHECK (length(group_id) BETWEEN 1 AND 64
             AND group_id GLOB '[a-z0-9]*' AND group_id NOT GLOB '*[^a-z0-9._-]*'),
  PRIMARY KEY (bypass, group_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER bypass_group_is_not_changed BEFORE UPDATE ON bypass_group
BEGIN SELECT RAISE(ABORT, 'a bypass keeps its groups'); END;
CREATE TRIGGER bypass_group_is_not_removed BEFORE DELETE ON bypass_group
BEGIN SELECT RAISE(ABORT, 'a bypass keeps its groups'); END;

-- A device's place (policy/place.h) as the signed number with the same bits.
CREATE TABLE bypass_device (
  bypass INTEGER NOT NULL REFERENCES bypass (number),
  place  INTEGER NOT NULL,
  PRIMARY KEY (bypass, place)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER bypass_device_is_of_a_fix_forward BEFORE INSERT ON bypass_device
WHEN NOT EXISTS (SELECT 1 FROM bypass WHERE number = NEW.bypass AND fix_forward = 1)
BEGIN SELECT RAISE(ABORT, 'only a fix-forward is for single devices'); END;
CREATE TRIGGER bypass_device_is_not_changed BEFORE UPDATE ON bypass_device
BEGIN SELECT RAISE(ABORT, 'a bypass keeps its devices'); END;
CREATE TRIGGER bypass_device_is_not_removed BEFORE DELETE ON bypass_device
BEGIN SELECT RAISE(ABORT, 'a bypass keeps its devices'); END;

CREATE TABLE bypass_grant (
  bypass INTEGER NOT NULL REFERENCES bypass (number),
  person TEXT NOT NULL CHECK (person <> ''),
  role   TEXT NOT NULL CHECK (role <> ''),
  at     INTEGER NOT NULL CHECK (at >= 0),
  PRIMARY KEY (bypass, person)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER bypass_grant_is_not_changed BEFORE UPDATE ON bypass_grant
BEGIN SELECT RAISE(ABORT, 'grants are never changed'); END;
CREATE TRIGGER bypass_grant_is_not_removed BEFORE DELETE ON bypass_grant
BEGIN SELECT RAISE(ABORT, 'grants are never removed'); END;

-- When enough people had said yes: from then on it lets its release skip rules.
CREATE TABLE bypass_in_force (
  bypass INTEGER NOT NULL PRIMARY KEY REFERENCES bypass (number),
  at     INTEGER NOT NULL CHECK (at >= 0)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER bypass_in_force_is_not_changed BEFORE UPDATE ON bypass_in_force
BEGIN SELECT RAISE(ABORT, 'a bypass comes into force once'); END;
CREATE TRIGGER bypass_in_force_is_not_removed BEFORE DELETE ON bypass_in_force
BEGIN SELECT RAISE(ABORT, 'a bypass ends by its time alone'); END;

-- Somebody signed that it was looked into afterwards.
CREATE TABLE bypass_review (
  bypass INTEGER NOT NULL PRIMARY KEY REFERENCES bypass (number),
  person TEXT NOT NULL CHECK (person <> ''),
  reason TEXT NOT NULL,
  at     INTEGER NOT NULL CHECK (at >= 0)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER bypass_review_is_not_changed BEFORE UPDATE ON bypass_review
BEGIN SELECT RAISE(ABORT, 'reviews are never changed'); END;
CREATE TRIGGER bypass_review_is_not_removed BEFORE DELETE ON bypass_review
BEGIN SELECT RAISE(ABORT, 'reviews are never removed'); END;

-- What the adapter knows that makes a release risky; engine: of an intelligence package.
ALTER TABLE release ADD COLUMN major INTEGER NOT NULL DEFAULT 0 CHECK (major IN (0, 1));
ALTER TABLE release ADD COLUMN kernel INTEGER NOT NULL DEFAULT 0 CHECK (kernel IN (0, 1));
ALTER TABLE release ADD COLUMN unknown INTEGER NOT NULL DEFAULT 0 CHECK (unknown IN (0, 1));
ALTER TABLE release ADD COLUMN engine TEXT NOT NULL DEFAULT '' CHECK (length(engine) <= 256);

CREATE TRIGGER release_marks_are_not_changed BEFORE UPDATE OF major, kernel, unknown, engine ON release
BEGIN SELECT RAISE(ABORT, 'of a release only its standing changes'); END;

-- A person said that the clock is right, at what it showed. Only that may lower the highest trusted
-- time: a clock that once ran ahead must not keep a relay shut for ever.
CREATE TABLE clock_confirmed (
  number INTEGER PRIMARY KEY CHECK (number >= 1),
  at     INTEGER NOT NULL CHECK (at >= 0),
  person TEXT NOT NULL CHECK (person <> ''),
  reason TEXT NOT NULL
) STRICT;

CREATE TRIGGER clock_confirmed_is_not_changed BEFORE UPDATE ON clock_confirmed
BEGIN SELECT RAISE(ABORT, 'confirmations of the clock are never changed'); END;
CREATE TRIGGER clock_confirmed_is_not_removed BEFORE DELETE ON clock_confirmed
BEGIN SELECT RAISE(ABORT, 'confirmations of the clock are never removed'); END;

DROP TRIGGER trusted_time_goes_only_up;
CREATE TRIGGER trusted_time_goes_only_up BEFORE UPDATE ON trusted_time
WHEN NEW.highest < OLD.highest
  AND NEW.highest IS NOT (SELECT at FROM clock_confirmed ORDER BY number DESC LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'the highest trusted time only goes up'); END;
