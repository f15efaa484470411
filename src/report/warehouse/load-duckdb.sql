-- Loads the four tables of this folder into DuckDB, and shows what can be asked of them.
--
--   cd FOLDER && duckdb portfolio.duckdb < load-duckdb.sql
--
-- The tables hold data of clients: treat the database as you treat their files. An export with --redact has the same
-- columns, with names, owners, notes, evidence and scope left empty. An empty cell is NULL: unknown, or none. A text that a
-- spreadsheet would take for a formula begins with an apostrophe. Figures are indicative; not legal advice; not
-- certification. Columns may be added at the end of a table; none is renamed or moved.
-- The tables must not be there yet; loading them anew: drop the four first.

BEGIN;

CREATE TABLE assessments (
  client_no INTEGER NOT NULL,  -- place of the file among all that were looked at
  client TEXT NOT NULL,  -- its file below the folder, or Client-N in a redacted export
  assessment UUID NOT NULL,  -- stays the same in every copy of the file and every export
  organisation TEXT,
  scope TEXT,
  questionnaire TEXT NOT NULL,
  questionnaire_version TEXT NOT NULL,
  rule TEXT NOT NULL,  -- the rule its figures are made by; compare figures of one rule only
  made_on DATE NOT NULL,  -- the day the figures are made on
  events BIGINT NOT NULL,  -- changes recorded so far
  head TEXT,  -- hash of the last of them
  last_change TIMESTAMPTZ,  -- its time, as that computer said
  size TEXT,  -- solo, micro, small, medium, large; empty: not said
  requirements INTEGER NOT NULL,  -- met + partial + gap + not_applicable + open
  met INTEGER NOT NULL,
  partial INTEGER NOT NULL,
  gap INTEGER NOT NULL,
  not_applicable INTEGER NOT NULL,
  open INTEGER NOT NULL,
  checks_answered INTEGER NOT NULL,  -- mandatory checks that apply and are answered
  checks_applicable INTEGER NOT NULL,
  readiness_so_far DOUBLE,  -- percent, over the requirements assessed; empty: nothing is answered
  assessed INTEGER NOT NULL,  -- requirements that readiness_so_far is over
  readiness_low DOUBLE NOT NULL,  -- percent, if everything open turns out to be missing
  readiness_high DOUBLE NOT NULL,  -- percent, if everything open turns out to be proven
  evidence_claimed INTEGER NOT NULL,  -- mandatory checks said to be proven
  evidence_named INTEGER NOT NULL,  -- of these, with evidence named
  evidence_seen INTEGER NOT NULL,  -- of these, with evidence that somebody has seen
  verdict TEXT NOT NULL,  -- Incomplete, Early, Not ready, Nearly ready, Ready for Stage 1, Ready for Stage 2
  would_be TEXT,  -- while Incomplete, the best still possible
  contradictions INTEGER NOT NULL,  -- answers that cannot both be right
  first_blocker TEXT,  -- requirement or gate the verdict rests on first
  gaps INTEGER NOT NULL,  -- rows in gaps
  actions INTEGER NOT NULL,  -- rows in actions
  actions_done INTEGER NOT NULL,
  actions_without_owner INTEGER NOT NULL,
  hours_per_week DOUBLE NOT NULL,  -- hours a week the organisation gives
  total_hours DOUBLE NOT NULL,  -- hours of all actions that are left
  hours_low DOUBLE NOT NULL,  -- hours to the finish if everything open turns out to be proven
  hours_high DOUBLE NOT NULL,  -- hours to the finish if everything open turns out to be missing
  start DATE NOT NULL,  -- first day of the plan
  earliest DATE,  -- end of the plan if everything open turns out to be proven
  finish DATE,  -- end of the plan; empty: nothing is rated
  target DATE,  -- the day one wants to be ready
  misses_by_weeks INTEGER NOT NULL,  -- whole weeks by which finish is later than target
  yearly_hours DOUBLE NOT NULL,  -- hours a year once everything runs
  warnings INTEGER NOT NULL,  -- what in the plan contradicts itself
  PRIMARY KEY (client_no)
);

CREATE TABLE requirements (
  client_no INTEGER NOT NULL,
  client TEXT NOT NULL,
  requirement TEXT NOT NULL,
  section TEXT NOT NULL,  -- clause or objective it stands under
  title TEXT NOT NULL,
  kind TEXT NOT NULL,  -- clause or control
  status TEXT NOT NULL,  -- met, partial, gap, not_applicable, open
  low DOUBLE NOT NULL,  -- percent proven, if everything open turns out to be missing
  high DOUBLE NOT NULL,  -- percent proven, if everything open turns out to be proven
  checks INTEGER NOT NULL,  -- mandatory checks that apply
  checks_answered INTEGER NOT NULL,  -- of these, answered with a level
  checks_unknown INTEGER NOT NULL,  -- of these, answered with "don't know"
  checks_proven INTEGER NOT NULL,  -- of these, said to be proven
  owner TEXT,
  note TEXT,  -- a note a line
  evidence TEXT,  -- a piece a line
  PRIMARY KEY (client_no, requirement)
);

CREATE TABLE gaps (
  client_no INTEGER NOT NULL,
  client TEXT NOT NULL,
  gap TEXT NOT NULL,
  rank INTEGER NOT NULL,  -- from 1
  band TEXT NOT NULL,  -- how urgent
  class INTEGER NOT NULL,  -- what the rank goes by first, from 1
  requirement TEXT NOT NULL,
  section TEXT NOT NULL,
  title TEXT NOT NULL,
  status TEXT NOT NULL,  -- gap or partial
  unblocks INTEGER NOT NULL,  -- requirements that wait for it
  effort_hours DOUBLE NOT NULL,  -- hours of work on it
  first_hours DOUBLE NOT NULL,  -- hours of everything that has to be done before
  action_name TEXT,
  output TEXT,  -- the document or record that is missing
  depends_on TEXT,  -- requirements to be done first, with blanks between
  start DATE,  -- by the roadmap
  due DATE,  -- end by the roadmap
  owner TEXT,
  note TEXT,  -- a note a line
  PRIMARY KEY (client_no, gap)
);

CREATE TABLE actions (
  client_no INTEGER NOT NULL,
  client TEXT NOT NULL,
  action TEXT NOT NULL,
  requirement TEXT NOT NULL,  -- where it is filed
  closes TEXT,  -- requirements it helps to close, with blanks between
  wave INTEGER NOT NULL,  -- from 1
  phase TEXT NOT NULL,  -- Plan, Do, Check, Act
  name TEXT,  -- empty in a redacted export where people worded it
  output TEXT,
  start DATE NOT NULL,
  "end" DATE NOT NULL,  -- last day of work
  effort_hours DOUBLE NOT NULL,  -- hours still to work; 0 when it is done
  slack_days INTEGER NOT NULL,  -- working days it can start later without moving the end
  critical BOOLEAN NOT NULL,  -- a working day later, and the end moves
  progress TEXT NOT NULL,  -- planned, started, done
  done_on DATE,
  earliest_start DATE,  -- set by a person
  due DATE,  -- set by a person
  late BOOLEAN NOT NULL,  -- ends after its due date
  depends_on TEXT,  -- actions to be done first, with blanks between
  owner TEXT,
  PRIMARY KEY (client_no, action)
);
COPY assessments FROM 'assessments.csv' (FORMAT csv, HEADER true, DELIMITER ',', QUOTE '"', ESCAPE '"', NULLSTR '');
COPY requirements FROM 'requirements.csv' (FORMAT csv, HEADER true, DELIMITER ',', QUOTE '"', ESCAPE '"', NULLSTR '');
COPY gaps FROM 'gaps.csv' (FORMAT csv, HEADER true, DELIMITER ',', QUOTE '"', ESCAPE '"', NULLSTR '');
COPY actions FROM 'actions.csv' (FORMAT csv, HEADER true, DELIMITER ',', QUOTE '"', ESCAPE '"', NULLSTR '');

COMMIT;

-- A column store of its own, where another program wants one:
-- COPY requirements TO 'requirements.parquet' (FORMAT parquet);

-- Where every client stands, worst first.
SELECT client, verdict, readiness_low, readiness_high, first_blocker, finish, target, misses_by_weeks
FROM assessments ORDER BY readiness_high, client LIMIT 20;

-- Heat map, as the screen shows it: clients by sections, the readiness that is sure in percent.
SELECT client, section, round(avg(low) FILTER (WHERE status <> 'not_applicable')) AS readiness_low
FROM requirements GROUP BY client, section ORDER BY client, section LIMIT 20;

-- Which requirements are missing at most clients.
SELECT requirement, title, count(*) AS clients
FROM requirements WHERE status IN ('gap', 'partial')
GROUP BY requirement, title ORDER BY clients DESC, requirement LIMIT 20;

-- Hours of work that are left, by month and phase.
SELECT date_trunc('month', start) AS month, phase, count(*) AS actions, sum(effort_hours) AS hours
FROM actions WHERE progress <> 'done' GROUP BY month, phase ORDER BY month, phase LIMIT 20;
