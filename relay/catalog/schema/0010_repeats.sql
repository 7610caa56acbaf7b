-- What was answered to a request that names itself: whoever did not hear the answer may ask again, and it is
-- not done twice. Status 0: it was begun, and how it ended is not known here.
CREATE TABLE repeat (
  account TEXT NOT NULL REFERENCES account (name),
  key     TEXT NOT NULL CHECK (length(key) BETWEEN 8 AND 64),
  request TEXT NOT NULL CHECK (length(request) = 64 AND request NOT GLOB '*[^0-9a-f]*'),
  at      INTEGER NOT NULL CHECK (at >= 0),
  status  INTEGER NOT NULL DEFAULT 0 CHECK (status = 0 OR status BETWEEN 200 AND 299),
  body    TEXT,
  CHECK (status <> 0 OR body IS NULL),
  PRIMARY KEY (account, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX repeat_at ON repeat (at);
CREATE TRIGGER repeat_is_answered_once BEFORE UPDATE ON repeat
WHEN OLD.status <> 0 OR NEW.status = 0 OR NEW.account <> OLD.account OR NEW.key <> OLD.key
  OR NEW.request <> OLD.request OR NEW.at <> OLD.at
BEGIN SELECT RAISE(ABORT, 'what was answered is never changed'); END;
