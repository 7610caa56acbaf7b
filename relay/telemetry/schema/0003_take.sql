-- What a device took of a feed, as part of which group: the latest of each, see takes.h.
CREATE TABLE take (
  number   INTEGER PRIMARY KEY,
  key      TEXT NOT NULL REFERENCES device (key) ON DELETE CASCADE,
  feed     TEXT NOT NULL,
  group_id TEXT NOT NULL,
  release  INTEGER NOT NULL CHECK (release >= 1),
  at       INTEGER NOT NULL
) STRICT;
CREATE INDEX take_of_visit ON take (key, feed, number);

INSERT INTO take (key, feed, group_id, release, at)
  SELECT key, feed, group_id, taken, taken_at FROM visit WHERE taken IS NOT NULL ORDER BY taken_at;
