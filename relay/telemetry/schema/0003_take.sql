-- What a device took of a feed, as part of which group: the latest of each, see takes.h. It begins
-- empty: a row for each visit would not fit into a file that is near its bound.
CREATE TABLE take (
  number   INTEGER PRIMARY KEY,
  key      TEXT NOT NULL REFERENCES device (key) ON DELETE CASCADE,
  feed     TEXT NOT NULL,
  group_id TEXT NOT NULL,
  release  INTEGER NOT NULL CHECK (release >= 1),
  at       INTEGER NOT NULL
) STRICT;
CREATE INDEX take_of_visit ON take (key, feed, number);
