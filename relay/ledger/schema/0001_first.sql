-- What was heard of devices. "at" and the like are seconds of listening time: seconds since 1970 less
-- those in which this relay did not listen. slot is the number of five minutes since 1970 on the wall;
-- of what is older than two days, the first of its hour. release 0: none.

-- How far time was heard.
CREATE TABLE listening (
  one    INTEGER PRIMARY KEY CHECK (one = 1),
  until  INTEGER NOT NULL,
  deaf   INTEGER NOT NULL,
  voided INTEGER NOT NULL
) STRICT;

-- The last visit of each voice, and what it has.
CREATE TABLE voice (
  feed     TEXT NOT NULL,
  place    INTEGER NOT NULL,
  group_id TEXT NOT NULL,
  begun    INTEGER NOT NULL,
  heard    INTEGER NOT NULL,
  ends     INTEGER NOT NULL,
  due      INTEGER NOT NULL,
  slot     INTEGER NOT NULL,
  release  INTEGER NOT NULL CHECK (release >= 0),
  took     INTEGER NOT NULL CHECK (took >= 0),
  standing TEXT NOT NULL CHECK (standing IN ('none', 'waiting', 'survived', 'confirmed', 'late')),
  gaps     TEXT NOT NULL,
  PRIMARY KEY (feed, place)
) STRICT, WITHOUT ROWID;

-- Visits whose time to return is not over.
CREATE TABLE waiting (
  feed           TEXT NOT NULL,
  group_id       TEXT NOT NULL,
  due            INTEGER NOT NULL,
  slot           INTEGER NOT NULL,
  release        INTEGER NOT NULL CHECK (release >= 0),
  asked          INTEGER NOT NULL CHECK (asked >= 0),
  returned       INTEGER NOT NULL CHECK (returned BETWEEN 0 AND asked),
  taken          INTEGER NOT NULL CHECK (taken BETWEEN 0 AND asked),
  taken_returned INTEGER NOT NULL CHECK (taken_returned BETWEEN 0 AND taken),
  PRIMARY KEY (feed, group_id, due, slot, release)
) STRICT, WITHOUT ROWID;

-- Visits whose time to return is over.
CREATE TABLE slot (
  feed         TEXT NOT NULL,
  group_id     TEXT NOT NULL,
  slot         INTEGER NOT NULL,
  release      INTEGER NOT NULL CHECK (release >= 0),
  mature       INTEGER NOT NULL CHECK (mature >= 0),
  silent       INTEGER NOT NULL CHECK (silent BETWEEN 0 AND mature),
  takes        INTEGER NOT NULL CHECK (takes BETWEEN 0 AND mature),
  takes_silent INTEGER NOT NULL CHECK (takes_silent BETWEEN 0 AND takes),
  PRIMARY KEY (feed, group_id, slot, release)
) STRICT, WITHOUT ROWID;

-- How devices of a group fared with a release.
CREATE TABLE fared (
  feed      TEXT NOT NULL,
  group_id  TEXT NOT NULL,
  release   INTEGER NOT NULL CHECK (release >= 1),
  taken     INTEGER NOT NULL CHECK (taken >= 0),
  mature    INTEGER NOT NULL CHECK (mature >= 0),
  survived  INTEGER NOT NULL CHECK (survived >= 0),
  confirmed INTEGER NOT NULL CHECK (confirmed BETWEEN 0 AND survived),
  silent    INTEGER NOT NULL CHECK (silent BETWEEN 0 AND mature),
  back      INTEGER NOT NULL CHECK (back >= 0),
  looks     INTEGER NOT NULL CHECK (looks >= 0),
  last_take INTEGER NOT NULL,
  PRIMARY KEY (feed, group_id, release)
) STRICT, WITHOUT ROWID;
