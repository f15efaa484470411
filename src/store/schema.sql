-- The tables of an assessment file, schema 1. Statements end with ";" and an empty line; the text of each one is compared
-- with what stands in a file, so changing a blank here makes every existing file foreign. New schema: new file.

CREATE TABLE meta (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE events (
  seq INTEGER PRIMARY KEY NOT NULL,
  uuid BLOB NOT NULL,
  time TEXT NOT NULL,
  who TEXT NOT NULL,
  what TEXT NOT NULL,
  at TEXT NOT NULL,
  salt BLOB NOT NULL,
  payload TEXT NOT NULL,
  commitment BLOB NOT NULL,
  prev BLOB NOT NULL,
  hash BLOB NOT NULL
) STRICT;

CREATE TABLE state (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL, sum BLOB NOT NULL) STRICT, WITHOUT ROWID;

CREATE TRIGGER events_stay_as_they_are BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events stay as they are'); END;

CREATE TRIGGER events_stay BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events stay'); END;

CREATE TRIGGER events_are_added_last BEFORE INSERT ON events WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM events) BEGIN SELECT RAISE(ABORT, 'events are added last'); END;

