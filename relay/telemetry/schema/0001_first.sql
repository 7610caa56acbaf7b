-- What devices did. May be lost at any time. Instants are seconds since 1970, releases their numbers.

CREATE TABLE device (
  key     TEXT PRIMARY KEY, -- its id, or the address of who has none
  name    TEXT NOT NULL,
  known   TEXT NOT NULL CHECK (known IN ('certificate', 'token', 'address', 'unknown')),
  crowd   INTEGER,          -- the first 64 bits of the IPv6 address of who has shown no credential
  address TEXT NOT NULL,
  agent   TEXT NOT NULL,
  asked   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX device_by_time ON device (asked, key);
CREATE INDEX device_by_crowd ON device (crowd, asked) WHERE crowd IS NOT NULL;

-- What it did with one feed. status and path are of the last answer that is over, taken is what it
-- was given something new of, to the last byte.
CREATE TABLE visit (
  key      TEXT NOT NULL REFERENCES device (key) ON DELETE CASCADE,
  feed     TEXT NOT NULL,
  group_id TEXT NOT NULL,
  asked    INTEGER NOT NULL,
  requests INTEGER NOT NULL CHECK (requests >= 1),
  offered  INTEGER NOT NULL CHECK (offered >= 0),
  status   INTEGER,
  path     TEXT CHECK ((path IS NULL) = (status IS NULL)),
  taken    INTEGER CHECK (taken >= 1),
  taken_at INTEGER CHECK ((taken_at IS NULL) = (taken IS NULL)),
  PRIMARY KEY (key, feed)
) STRICT, WITHOUT ROWID;
