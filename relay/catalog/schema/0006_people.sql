-- Who people are. An account's name is who they are everywhere, so it never changes, is never given again,
-- and an account is never removed. Secrets are not here: hashes, and a seed that is encrypted.
CREATE TABLE account (
  name   TEXT NOT NULL PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 64
           AND name GLOB '[a-z0-9]*' AND name NOT GLOB '*[^a-z0-9._-]*'
           AND name NOT IN ('relay', 'machine', 'administrator', 'policy', 'nobody')),
  person TEXT NOT NULL CHECK (person <> '' AND person <> name),
  reason TEXT NOT NULL,
  at     INTEGER NOT NULL CHECK (at >= 0)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER account_is_not_changed BEFORE UPDATE ON account
BEGIN SELECT RAISE(ABORT, 'accounts are never changed'); END;
CREATE TRIGGER account_is_not_removed BEFORE DELETE ON account
BEGIN SELECT RAISE(ABORT, 'accounts are never removed'); END;

CREATE TABLE account_disabled (
  number    INTEGER PRIMARY KEY CHECK (number >= 1),
  account   TEXT NOT NULL REFERENCES account (name),
  person    TEXT NOT NULL CHECK (person <> ''),
  reason    TEXT NOT NULL,
  at        INTEGER NOT NULL CHECK (at >= 0),
  lifted_at INTEGER CHECK (lifted_at >= 0),
  lifted_by TEXT CHECK (lifted_by <> account),
  CHECK ((lifted_by IS NULL) = (lifted_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX account_disabled_in_force ON account_disabled (account) WHERE lifted_at IS NULL;
CREATE TRIGGER account_disabled_is_not_changed BEFORE UPDATE OF number, account, person, reason, at
  ON account_disabled BEGIN SELECT RAISE(ABORT, 'what disabled an account is never changed'); END;
CREATE TRIGGER account_disabled_is_lifted_once BEFORE UPDATE OF lifted_at, lifted_by ON account_disabled
WHEN OLD.lifted_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'it is lifted once'); END;
CREATE TRIGGER account_disabled_is_not_removed BEFORE DELETE ON account_disabled
BEGIN SELECT RAISE(ABORT, 'what disabled an account is never removed'); END;

CREATE VIEW person AS SELECT name FROM account AS a
WHERE NOT EXISTS (SELECT 1 FROM account_disabled AS d WHERE d.account = a.name AND d.lifted_at IS NULL);

-- Overwritten: an old hash would only help who steals the file.
CREATE TABLE password (
  account TEXT NOT NULL PRIMARY KEY REFERENCES account (name),
  phc     TEXT NOT NULL CHECK (phc GLOB '$scrypt$*'),
  due     INTEGER NOT NULL CHECK (due IN (0, 1)),
  at      INTEGER NOT NULL CHECK (at >= 0)
) STRICT, WITHOUT ROWID;
CREATE TABLE second_factor (
  account   TEXT NOT NULL PRIMARY KEY REFERENCES account (name),
  seed      TEXT NOT NULL CHECK (seed <> ''),
  confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1)),
  last_step INTEGER NOT NULL CHECK (last_step >= 0),
  at        INTEGER NOT NULL CHECK (at >= 0)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER second_factor_step_goes_only_up BEFORE UPDATE OF last_step ON second_factor
WHEN NEW.seed = OLD.seed AND NEW.last_step <= OLD.last_step
BEGIN SELECT RAISE(ABORT, 'a code is used once'); END;
CREATE TABLE recovery_code (
  digest  TEXT NOT NULL PRIMARY KEY CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
  account TEXT NOT NULL REFERENCES account (name),
  used_at INTEGER CHECK (used_at >= 0)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER recovery_code_is_used_once BEFORE UPDATE ON recovery_code WHEN OLD.used_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a recovery code is used once'); END;

-- A role, everywhere or of one feed or group, until it is lifted. Nobody gives one to himself once two
-- have the administrator's, a disabled one included: who disables the other one is not alone for that.
CREATE TABLE role_grant (
  number    INTEGER PRIMARY KEY CHECK (number >= 1),
  account   TEXT NOT NULL REFERENCES account (name),
  role      TEXT NOT NULL CHECK (length(role) BETWEEN 1 AND 64
              AND role GLOB '[a-z0-9]*' AND role NOT GLOB '*[^a-z0-9._-]*'),
  feed      TEXT CHECK (feed <> ''),
  group_id  TEXT CHECK (group_id <> ''),
  person    TEXT NOT NULL CHECK (person <> ''),
  reason    TEXT NOT NULL,
  at        INTEGER NOT NULL CHECK (at >= 0),
  lifted_at INTEGER CHECK (lifted_at >= 0),
  lifted_by TEXT CHECK (lifted_by <> ''),
  CHECK ((lifted_by IS NULL) = (lifted_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX role_grant_in_force
  ON role_grant (account, role, coalesce(feed, ''), coalesce(group_id, '')) WHERE lifted_at IS NULL;
CREATE TRIGGER role_grant_is_by_another BEFORE INSERT ON role_grant
WHEN NEW.person = NEW.account AND (SELECT count(DISTINCT account) FROM role_grant
                                   WHERE role = 'administrator' AND lifted_at IS NULL) > 1
BEGIN SELECT RAISE(ABORT, 'nobody gives himself a role'); END;
CREATE TRIGGER role_grant_is_not_changed BEFORE UPDATE OF number, account, role, feed, group_id, person,
  reason, at ON role_grant BEGIN SELECT RAISE(ABORT, 'grants are never changed'); END;
CREATE TRIGGER role_grant_is_lifted_once BEFORE UPDATE OF lifted_at, lifted_by ON role_grant
WHEN OLD.lifted_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a grant is lifted once'); END;
CREATE TRIGGER role_grant_is_not_removed BEFORE DELETE ON role_grant
BEGIN SELECT RAISE(ABORT, 'grants are never removed'); END;

CREATE TABLE session (
  digest     TEXT NOT NULL PRIMARY KEY CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
  account    TEXT NOT NULL REFERENCES account (name),
  shown_as   TEXT NOT NULL CHECK (shown_as IN ('cookie', 'bearer')),
  source     TEXT NOT NULL,
  at         INTEGER NOT NULL CHECK (at >= 0),
  seen       INTEGER NOT NULL CHECK (seen >= at),
  until      INTEGER NOT NULL CHECK (until > at AND until <= at + 43200),
  sure_until INTEGER NOT NULL CHECK (sure_until <= until),
  ended_at   INTEGER CHECK (ended_at >= at)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_of_account ON session (account);
CREATE TRIGGER session_is_of_a_person BEFORE INSERT ON session
WHEN NOT EXISTS (SELECT 1 FROM person WHERE name = NEW.account)
BEGIN SELECT RAISE(ABORT, 'a session is of an enabled account'); END;
CREATE TRIGGER session_ends_once BEFORE UPDATE ON session WHEN OLD.ended_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a session that ended does not come back'); END;
CREATE TRIGGER session_keeps_who BEFORE UPDATE OF digest, account, shown_as, at, until ON session
BEGIN SELECT RAISE(ABORT, 'sessions are not changed'); END;

CREATE TABLE api_token (
  number     INTEGER PRIMARY KEY CHECK (number >= 1),
  digest     TEXT NOT NULL UNIQUE CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
  account    TEXT NOT NULL REFERENCES account (name),
  name       TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
  scope      TEXT NOT NULL CHECK (scope <> ''),
  until      INTEGER NOT NULL CHECK (until > at AND until <= at + 31622400),
  reason     TEXT NOT NULL,
  at         INTEGER NOT NULL CHECK (at >= 0),
  revoked_at INTEGER CHECK (revoked_at >= 0),
  revoked_by TEXT CHECK ((revoked_by IS NULL) = (revoked_at IS NULL))
) STRICT;
CREATE TRIGGER api_token_is_not_changed BEFORE UPDATE OF number, digest, account, name, scope, until,
  reason, at ON api_token BEGIN SELECT RAISE(ABORT, 'tokens are never changed'); END;
CREATE TRIGGER api_token_is_revoked_once BEFORE UPDATE ON api_token WHEN OLD.revoked_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a token is revoked once'); END;
CREATE TRIGGER api_token_is_not_removed BEFORE DELETE ON api_token
BEGIN SELECT RAISE(ABORT, 'tokens are never removed'); END;

-- Leave to make the first account: the last one counts, for an hour, once, and while there is none.
CREATE TABLE setup (
  number  INTEGER PRIMARY KEY CHECK (number >= 1),
  digest  TEXT NOT NULL CHECK (length(digest) = 64),
  at      INTEGER NOT NULL CHECK (at >= 0),
  until   INTEGER NOT NULL CHECK (until > at AND until <= at + 3600),
  used_at INTEGER CHECK (used_at >= at AND used_at < until)
) STRICT;
CREATE TRIGGER setup_is_for_nobody BEFORE INSERT ON setup WHEN EXISTS (SELECT 1 FROM account)
BEGIN SELECT RAISE(ABORT, 'there is an account already'); END;
CREATE TRIGGER setup_is_used_once BEFORE UPDATE ON setup WHEN OLD.used_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'set-up is done once'); END;
CREATE TRIGGER account_first_is_of_setup BEFORE INSERT ON account
WHEN NOT EXISTS (SELECT 1 FROM account) AND NOT EXISTS (SELECT 1 FROM setup WHERE used_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'the first account comes by set-up'); END;
