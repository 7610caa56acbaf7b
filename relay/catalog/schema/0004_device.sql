-- Who devices are. Secrets are not here: of a token and of a certificate only the SHA-256.

-- Leave for one device to enrol, once, as one of a group, for a day at most.
CREATE TABLE enrolment (
  number   INTEGER PRIMARY KEY CHECK (number >= 1),
  token    TEXT NOT NULL UNIQUE CHECK (length(token) = 64 AND token NOT GLOB '*[^0-9a-f]*'),
  group_id TEXT NOT NULL CHECK (length(group_id) BETWEEN 1 AND 64
             AND group_id GLOB '[a-z0-9]*' AND group_id NOT GLOB '*[^a-z0-9._-]*'),
  name     TEXT NOT NULL CHECK (length(name) <= 64),
  until    INTEGER NOT NULL CHECK (until > at AND until <= at + 86400),
  person   TEXT NOT NULL CHECK (person <> ''),
  reason   TEXT NOT NULL,
  at       INTEGER NOT NULL CHECK (at >= 0)
) STRICT;

CREATE TRIGGER enrolment_is_not_changed BEFORE UPDATE ON enrolment
BEGIN SELECT RAISE(ABORT, 'enrolments are never changed'); END;
CREATE TRIGGER enrolment_is_not_removed BEFORE DELETE ON enrolment
BEGIN SELECT RAISE(ABORT, 'enrolments are never removed'); END;

-- What the organisation says of that device: "model" is "t14".
CREATE TABLE enrolment_attribute (
  enrolment INTEGER NOT NULL REFERENCES enrolment (number),
  name      TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
  value     TEXT NOT NULL CHECK (length(value) BETWEEN 1 AND 64),
  PRIMARY KEY (enrolment, name)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER enrolment_attribute_is_not_changed BEFORE UPDATE ON enrolment_attribute
BEGIN SELECT RAISE(ABORT, 'an enrolment keeps its attributes'); END;
CREATE TRIGGER enrolment_attribute_is_not_removed BEFORE DELETE ON enrolment_attribute
BEGIN SELECT RAISE(ABORT, 'an enrolment keeps its attributes'); END;

-- A device that has enrolled. That an enrolment is used once is this table's to refuse.
CREATE TABLE device (
  id        TEXT NOT NULL PRIMARY KEY CHECK (id GLOB 'd-*' AND length(id) = 18
              AND substr(id, 3) NOT GLOB '*[^0-9a-f]*'),
  enrolment INTEGER NOT NULL UNIQUE REFERENCES enrolment (number),
  name      TEXT NOT NULL CHECK (length(name) <= 64),
  at        INTEGER NOT NULL CHECK (at >= 0)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER device_enrols_in_time BEFORE INSERT ON device
WHEN NEW.at >= (SELECT until FROM enrolment WHERE number = NEW.enrolment)
BEGIN SELECT RAISE(ABORT, 'an enrolment is over at its time'); END;
CREATE TRIGGER device_is_not_changed BEFORE UPDATE ON device
BEGIN SELECT RAISE(ABORT, 'devices are never changed'); END;
CREATE TRIGGER device_is_not_removed BEFORE DELETE ON device
BEGIN SELECT RAISE(ABORT, 'devices are never removed'); END;

-- What a device shows to be known: a token, or a certificate, which ends by itself.
CREATE TABLE credential (
  digest TEXT NOT NULL PRIMARY KEY CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
  device TEXT NOT NULL REFERENCES device (id),
  kind   TEXT NOT NULL CHECK (kind IN ('token', 'certificate')),
  until  INTEGER CHECK (until >= 0),
  CHECK ((kind = 'certificate') = (until IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX credential_of_device ON credential (device);
CREATE TRIGGER credential_is_not_changed BEFORE UPDATE ON credential
BEGIN SELECT RAISE(ABORT, 'credentials are never changed'); END;
CREATE TRIGGER credential_is_not_removed BEFORE DELETE ON credential
BEGIN SELECT RAISE(ABORT, 'credentials are never removed'); END;

-- Nothing that a device shows counts until this is lifted. A device may also be one that shows a
-- certificate of the organisation's own authority, which never enrolled: c- and the first half of a
-- SHA-256 of that authority and of the certificate's names.
CREATE TABLE device_revoked (
  number    INTEGER PRIMARY KEY CHECK (number >= 1),
  device    TEXT NOT NULL CHECK ((device GLOB 'd-*' OR device GLOB 'c-*')
              AND substr(device, 3) NOT GLOB '*[^0-9a-f]*'),
  person    TEXT NOT NULL CHECK (person <> ''),
  reason    TEXT NOT NULL,
  at        INTEGER NOT NULL CHECK (at >= 0),
  lifted_at INTEGER CHECK (lifted_at >= 0),
  lifted_by TEXT CHECK ((lifted_by IS NULL) = (lifted_at IS NULL))
) STRICT;

CREATE UNIQUE INDEX device_revoked_in_force ON device_revoked (device) WHERE lifted_at IS NULL;
CREATE TRIGGER device_revoked_is_not_changed BEFORE UPDATE OF number, device, person, reason, at
  ON device_revoked
BEGIN SELECT RAISE(ABORT, 'revocations are never changed'); END;
CREATE TRIGGER device_revoked_is_lifted_once BEFORE UPDATE OF lifted_at, lifted_by ON device_revoked
WHEN OLD.lifted_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a revocation is lifted once'); END;
CREATE TRIGGER device_revoked_is_not_removed BEFORE DELETE ON device_revoked
BEGIN SELECT RAISE(ABORT, 'revocations are never removed'); END;

-- From now on a device counts as enrolled for another group; the last of a device is in force.
CREATE TABLE device_moved (
  number   INTEGER PRIMARY KEY CHECK (number >= 1),
  device   TEXT NOT NULL CHECK ((device GLOB 'd-*' OR device GLOB 'c-*')
             AND substr(device, 3) NOT GLOB '*[^0-9a-f]*'),
  group_id TEXT NOT NULL CHECK (length(group_id) BETWEEN 1 AND 64
             AND group_id GLOB '[a-z0-9]*' AND group_id NOT GLOB '*[^a-z0-9._-]*'),
  person   TEXT NOT NULL CHECK (person <> ''),
  reason   TEXT NOT NULL,
  at       INTEGER NOT NULL CHECK (at >= 0)
) STRICT;

CREATE INDEX device_moved_of_device ON device_moved (device, number);
CREATE TRIGGER device_moved_is_not_changed BEFORE UPDATE ON device_moved
BEGIN SELECT RAISE(ABORT, 'moves of devices are never changed'); END;
CREATE TRIGGER device_moved_is_not_removed BEFORE DELETE ON device_moved
BEGIN SELECT RAISE(ABORT, 'moves of devices are never removed'); END;
