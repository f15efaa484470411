-- The tables of an assessment file, schema 2. Statements end with ";" and an empty line; the text of each one is compared
-- with what stands in a file, so changing a blank here makes every existing file foreign. New schema: new file. What schema 1
-- has stands here letter by letter: a file is brought over by the statements it lacks.

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

CREATE TABLE questionnaire (no INTEGER PRIMARY KEY NOT NULL, hash BLOB NOT NULL, json TEXT NOT NULL) STRICT;

CREATE TRIGGER questionnaire_stays_as_it_is BEFORE UPDATE ON questionnaire BEGIN SELECT RAISE(ABORT, 'the questionnaire stays as it is'); END;

CREATE TRIGGER questionnaire_stays BEFORE DELETE ON questionnaire BEGIN SELECT RAISE(ABORT, 'the questionnaire stays'); END;

CREATE TRIGGER questionnaire_is_added_last BEFORE INSERT ON questionnaire WHEN NEW.no <> (SELECT coalesce(max(no), 0) + 1 FROM questionnaire) BEGIN SELECT RAISE(ABORT, 'a questionnaire is added last'); END;

CREATE TABLE branches (branch INTEGER PRIMARY KEY NOT NULL, file TEXT NOT NULL, created TEXT NOT NULL, head TEXT NOT NULL) STRICT;

CREATE TABLE branch_events (
  branch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  uuid BLOB NOT NULL,
  time TEXT NOT NULL,
  who TEXT NOT NULL,
  what TEXT NOT NULL,
  at TEXT NOT NULL,
  salt BLOB NOT NULL,
  payload TEXT NOT NULL,
  commitment BLOB NOT NULL,
  prev BLOB NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (branch, seq)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER branches_stay_as_they_are BEFORE UPDATE ON branches BEGIN SELECT RAISE(ABORT, 'branches stay as they are'); END;

CREATE TRIGGER branches_stay BEFORE DELETE ON branches BEGIN SELECT RAISE(ABORT, 'branches stay'); END;

CREATE TRIGGER branches_are_added_last BEFORE INSERT ON branches WHEN NEW.branch <> (SELECT coalesce(max(branch), 0) + 1 FROM branches) BEGIN SELECT RAISE(ABORT, 'branches are added last'); END;

CREATE TRIGGER branch_events_stay_as_they_are BEFORE UPDATE ON branch_events BEGIN SELECT RAISE(ABORT, 'events of a branch stay as they are'); END;

CREATE TRIGGER branch_events_stay BEFORE DELETE ON branch_events BEGIN SELECT RAISE(ABORT, 'events of a branch stay'); END;

CREATE TRIGGER branch_events_are_added_last BEFORE INSERT ON branch_events WHEN NEW.branch <> (SELECT coalesce(max(branch), 0) FROM branches) OR NEW.seq <> (SELECT coalesce(max(seq) + 1, NEW.seq) FROM branch_events WHERE branch = NEW.branch) BEGIN SELECT RAISE(ABORT, 'events of a branch are added last'); END;

