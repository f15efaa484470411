//! Tables for databases: what many assessments come to, one row each, as files of comma-separated values that `DuckDB`,
//! `PostgreSQL` and others load, with the statements that do so. Made client by client, so that nobody has to keep the
//! assessments. Pure; who writes the files is not its business.
//!
//! The columns are a contract with scripts: they may be added at the end, never renamed or moved.

#[cfg(test)]
mod tests;

use super::tones::day;
use super::{Input, ReportError, identity};
use crate::doc::{Cell, Table, csv};
use crate::inert;
use crate::model::questionnaire::RequirementKind;
use crate::model::record::EVIDENCE;
use crate::model::score::percent_value;
use crate::model::{Class, OrgSize, RULE, RoadmapItem, contradiction};
use crate::words::language;

/// Whose rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Client<'a> {
    /// From 1: its place among all files that were looked at, those that could not be read too. Key of the tables.
    pub no: usize,
    /// What its file is called below the folder.
    pub name: &'a str,
    /// Whether what tells people and organisations apart is left out: names, owners, notes, evidence, scope, words of
    /// people on actions, and what the file is called. Columns stay, their cells are empty.
    pub redact: bool,
}

impl Client<'_> {
    /// What its rows call it.
    pub fn called(&self) -> String {
        if self.redact { format!("Client-{}", self.no) } else { self.name.to_owned() }
    }

    /// What only those who may know the client get.
    fn private(&self, text: &str) -> Cell {
        if self.redact { "" } else { text }.into()
    }

    fn begin(&self) -> Vec<Cell> {
        vec![self.no.into(), self.called().into()]
    }
}

const ASSESSMENTS: [&str; 47] = [
    "client_no",
    "client",
    "assessment",
    "organisation",
    "scope",
    "questionnaire",
    "questionnaire_version",
    "rule",
    "made_on",
    "events",
    "head",
    "last_change",
    "size",
    "requirements",
    "met",
    "partial",
    "gap",
    "not_applicable",
    "open",
    "checks_answered",
    "checks_applicable",
    "readiness_so_far",
    "assessed",
    "readiness_low",
    "readiness_high",
    "evidence_claimed",
    "evidence_named",
    "evidence_seen",
    "verdict",
    "would_be",
    "contradictions",
    "first_blocker",
    "gaps",
    "actions",
    "actions_done",
    "actions_without_owner",
    "hours_per_week",
    "total_hours",
    "hours_low",
    "hours_high",
    "start",
    "earliest",
    "finish",
    "target",
    "misses_by_weeks",
    "yearly_hours",
    "warnings",
];

const REQUIREMENTS: [&str; 16] = [
    "client_no",
    "client",
    "requirement",
    "section",
    "title",
    "kind",
    "status",
    "low",
    "high",
    "checks",
    "checks_answered",
    "checks_unknown",
    "checks_proven",
    "owner",
    "note",
    "evidence",
];

const GAPS: [&str; 20] = [
    "client_no",
    "client",
    "gap",
    "rank",
    "band",
    "class",
    "requirement",
    "section",
    "title",
    "status",
    "unblocks",
    "effort_hours",
    "first_hours",
    "action_name",
    "output",
    "depends_on",
    "start",
    "due",
    "owner",
    "note",
];

const ACTIONS: [&str; 21] = [
    "client_no",
    "client",
    "action",
    "requirement",
    "closes",
    "wave",
    "phase",
    "name",
    "output",
    "start",
    "end",
    "effort_hours",
    "slack_days",
    "critical",
    "progress",
    "done_on",
    "earliest_start",
    "due",
    "late",
    "depends_on",
    "owner",
];

/// Names of the tables with their columns.
pub const TABLES: [(&str, &[&str]); 4] =
    [("assessments", &ASSESSMENTS), ("requirements", &REQUIREMENTS), ("gaps", &GAPS), ("actions", &ACTIONS)];

/// The names of the files that [`files`] makes.
pub const FILES: [&str; 6] = [
    "assessments.csv",
    "requirements.csv",
    "gaps.csv",
    "actions.csv",
    "load-duckdb.sql",
    "load-postgresql.sql",
];

const LOADS: [&str; 2] = [include_str!("load-duckdb.sql"), include_str!("load-postgresql.sql")];

/// One client's rows of all tables, as lines of their files. Empty of a client nothing is known of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lines([Vec<u8>; 4]);

/// The rows of one client as they stand in the files, to be kept until all are there.
pub fn lines(client: &Client, input: &Input) -> Result<Lines, ReportError> {
    let makers = [assessments, requirements, gaps, actions];
    let mut all = Lines::default();
    for (into, make) in all.0.iter_mut().zip(makers) {
        let bytes = csv::write(&make(client, input))?;
        // The head stands once in each file, not once a client; no column has a line end in its name.
        let head = bytes.iter().position(|b| *b == b'\n').map_or(bytes.len(), |at| at + 1);
        *into = bytes.into_iter().skip(head).collect();
    }
    Ok(all)
}

/// Name and bytes of each file, from the lines of all clients in their order. Without the mark that other tables of
/// ours begin with: databases would take it for a part of the first name.
pub fn files(clients: impl IntoIterator<Item = Lines>) -> Vec<(&'static str, Vec<u8>)> {
    let mut tables = TABLES.map(|(_, columns)| format!("{}\r\n", columns.join(",")).into_bytes());
    for client in clients {
        for (table, lines) in tables.iter_mut().zip(client.0) {
            table.extend(lines);
        }
    }
    let loads = LOADS.into_iter().map(|text| text.as_bytes().to_vec());
    FILES.into_iter().zip(tables.into_iter().chain(loads)).collect()
}

fn yes_no(yes: bool) -> Cell {
    if yes { "true" } else { "false" }.into()
}

fn percent(value: f64) -> Cell {
    Cell::Number(percent_value(value).to_string())
}

/// The topmost heading a requirement stands under: a clause or an objective of the controls.
fn section<'q>(input: &Input<'q>, requirement: usize) -> &'q str {
    input.q.top_heading(requirement).map_or("", |h| &input.q.headings[h].id)
}

/// The one row of an assessment: the figures of `status` and the end of its plan.
pub fn assessments(client: &Client, input: &Input) -> Table {
    let (all, v, ev, map) = (&input.scores.all, input.verdict, &input.scores.evidence, input.roadmap);
    let (c, head) = (all.counts, input.head);
    let mut t = Table::new(&ASSESSMENTS);
    let mut row = client.begin();
    row.extend([
        identity::assessment(input).to_string().into(),
        client.private(input.a.organisation().unwrap_or_default()),
        client.private(input.a.get(crate::model::assessment::keys::SCOPE).unwrap_or_default()),
        input.q.id.as_str().into(),
        input.q.version.as_str().into(),
        RULE.into(),
        input.made.into(),
        head.events.into(),
        head.hash.as_str().into(),
        head.until.as_str().into(),
        input.a.own_size().map_or("", OrgSize::key).into(),
    ]);
    row.extend([c.total(), c.met, c.partial, c.gap, c.not_applicable, c.open].map(Cell::from));
    row.extend([all.checks_answered, all.checks_applicable].map(Cell::from));
    row.push(all.so_far.map_or_else(|| "".into(), percent));
    row.extend([all.assessed.into(), percent(all.low), percent(all.high)]);
    row.extend([ev.claimed, ev.named, ev.seen].map(Cell::from));
    row.extend([
        v.class.key().into(),
        v.would_be.map_or("", Class::key).into(),
        contradiction::all(input.q, input.a, input.scores).len().into(),
        v.because.first().map_or("", String::as_str).into(),
        input.gaps.gaps.len().into(),
        map.items.len().into(),
        map.items.iter().filter(|i| i.done()).count().into(),
        map.blank_owners.into(),
    ]);
    row.extend(
        [map.input.hours_per_week, map.total_hours, map.hours_range.0, map.hours_range.1].map(Cell::from),
    );
    row.extend([day(Some(map.input.start)), day(map.earliest), day(map.finish), day(map.input.target)]);
    row.extend([map.misses_by_weeks.into(), map.running.total.into(), map.warnings.len().into()]);
    t.row(row);
    t
}

/// A row a requirement: its status, and between which shares of it is proven, 0 to 100.
pub fn requirements(client: &Client, input: &Input) -> Table {
    let mut t = Table::new(&REQUIREMENTS);
    for (r, (requirement, score)) in input.q.requirements.iter().zip(&input.scores.requirements).enumerate() {
        let mut row = client.begin();
        row.extend([
            requirement.id.as_str().into(),
            section(input, r).into(),
            input.q.full_title(r).into(),
            kind(requirement.kind).into(),
            score.status.key().into(),
            percent(100.0 * score.low()),
            percent(100.0 * score.high()),
        ]);
        row.extend([score.of, score.answered, score.dont_know, score.claimed].map(Cell::from));
        row.extend([
            client.private(language::in_english(|| input.owner(r))),
            client.private(&input.written(&[r])),
            client.private(&evidence(input, r)),
        ]);
        t.row(row);
    }
    t
}

/// The evidence named for a requirement, a piece a line: number, what it is, where it is.
fn evidence(input: &Input, requirement: usize) -> String {
    let all = input.a.evidence_for(input.q, requirement).into_iter();
    let one = |e: crate::model::register::Evidence| {
        let parts = [e.what.as_str(), &e.place, &e.version].map(inert::one_line);
        let parts: Vec<String> = parts.into_iter().filter(|p| !p.is_empty()).collect();
        format!("{}-{} {}", EVIDENCE.letter, e.no, parts.join(", "))
    };
    all.map(one).collect::<Vec<_>>().join("\n")
}

/// A row a gap, in rank order.
pub fn gaps(client: &Client, input: &Input) -> Table {
    let (q, a) = (input.q, input.a);
    let mut t = Table::new(&GAPS);
    for g in &input.gaps.gaps {
        let span = input.roadmap.span(g.requirement);
        let mut row = client.begin();
        row.extend([
            g.id(q).into(),
            g.rank.into(),
            g.band.key().into(),
            g.class.into(),
            input.id(g.requirement).into(),
            section(input, g.requirement).into(),
            q.full_title(g.requirement).into(),
            g.status.key().into(),
            g.unblocks.into(),
            g.effort_hours.into(),
            g.first_hours.into(),
            g.action_name(q, a).into(),
            g.output(q).into(),
            input.ids(&g.depends_on).join(" ").into(),
            day(span.map(|s| s.0)),
            day(span.map(|s| s.1)),
            client.private(language::in_english(|| input.owner(g.requirement))),
            client.private(&input.written(&[g.requirement])),
        ]);
        t.row(row);
    }
    t
}

/// A row an action of the roadmap, in the order of work.
pub fn actions(client: &Client, input: &Input) -> Table {
    let mut t = Table::new(&ACTIONS);
    for i in &input.roadmap.items {
        let mut row = client.begin();
        row.extend([
            i.id.as_str().into(),
            input.id(i.requirement).into(),
            input.ids(&i.closes).join(" ").into(),
            u32::from(i.wave).into(),
            i.pdca.key().into(),
            words_of(client, input, i, &i.name),
            words_of(client, input, i, &i.output),
            i.start.into(),
            i.end.into(),
            i.effort_hours.into(),
            i.slack_days.into(),
            yes_no(i.critical()),
            i.progress.key().into(),
            day(i.done_on),
            day(i.pinned),
            day(i.due),
            yes_no(i.late()),
            i.depends_on.join(" ").into(),
            client.private(language::in_english(|| input.owner_of(i))),
        ]);
        t.row(row);
    }
    t
}

/// Words of an action: those of the questionnaire, or private ones where people worded it.
fn words_of(client: &Client, input: &Input, item: &RoadmapItem, words: &str) -> Cell {
    if item.is_default(input.q) { words.into() } else { client.private(words) }
}

/// A clause, which cannot be left out, or a control.
const fn kind(kind: RequirementKind) -> &'static str {
    match kind {
        RequirementKind::Clause => "clause",
        RequirementKind::Control => "control",
    }
}
