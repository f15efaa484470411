//! What the screen of the audit keeps of it: a line an audit, a line a place of the standard, a line a finding, with what is
//! told of each, and which rows are shown.

use std::cell::OnceCell;

use super::audit_found::{FindingLine, earlier, fields, own};
use crate::model::assessment::keys;
use crate::model::audit::{
    self, Against, Audit, Beside, Counts, Finding, FromBefore, Outcome, Programme, RowState, Version, carry,
    seal,
};
use crate::model::questionnaire::Target;
use crate::model::record::{Rec, Rid};
use crate::say;
use crate::tui::text;
use crate::words::audit::{self as said, coverage, grades_there, header_lacks, progress, sample};
use crate::words::audit_page::{self, Of};
use crate::words::page::Labelled;
use crate::words::{Word as _, Words as _, audit_before, audit_programme, audit_seal};
use crate::work::Work;

/// Columns from which on the title of the audit has room before its figures.
const WIDE: usize = 100;

/// What the screen keeps.
#[derive(Default)]
pub struct Kept {
    /// The audits there are.
    pub audits: Vec<AuditLine>,
    /// The places of the standard in their order.
    pub rows: Vec<RowLine>,
    /// The findings by number.
    pub findings: Vec<FindingLine>,
    /// Those of earlier audits that are open, or that a row looks at again.
    pub earlier: Vec<FindingLine>,
    /// All audits together, read when it is first shown: it reads every row of every audit.
    together: OnceCell<Together>,
    /// What the audit is called: with what was signed of it, and in short.
    pub title: [String; 2],
    /// How far the rows are, where there is no room for all of it.
    pub short: String,
    /// What stands above the list, behind the title: of rows, of findings, of headers.
    pub sums: [String; 3],
}

/// All audits of the file together.
pub(super) struct Together {
    /// In sentences.
    pub programme: Vec<Labelled>,
    /// A line an audit and a line a part of the standard.
    pub cycle: Vec<CycleLine>,
    /// What stands above the list.
    pub sum: String,
}

/// A line of what all audits reach.
#[derive(Debug, Clone)]
pub(super) struct CycleLine {
    /// Number of the audit, or id of the part of the standard.
    pub label: String,
    /// What is said of it in the list; what comes first may be cut.
    pub words: String,
    /// What stands at the right of it, whole.
    pub right: String,
    /// What is told of it beside the list.
    pub title: String,
    /// All of it.
    pub facts: Vec<Labelled>,
}

/// An audit in the list.
#[derive(Debug, Clone)]
pub struct AuditLine {
    /// Its id.
    pub id: Rid,
    /// Its number.
    pub no: String,
    /// Its title.
    pub name: String,
    /// Its kind.
    pub kind: String,
    facts: OnceCell<Vec<Labelled>>,
}

/// A place of the standard.
#[derive(Debug, Clone)]
pub struct RowLine {
    /// Where.
    pub at: Target,
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Whether others stand below it.
    pub is_heading: bool,
    /// The organisation's own answer.
    pub own: String,
    /// What the audit says.
    pub result: Option<Outcome>,
    /// How far its row is; none where it has none.
    pub state: Option<RowState>,
    /// Numbers of findings there or below.
    pub findings: Vec<String>,
    /// Whether the audit says something else than the organisation.
    pub differs: bool,
    /// The heading above in whose row it is audited; none where it has a row of its own, or is in no plan.
    pub with: Option<String>,
    /// The row.
    pub rec: Option<Rid>,
    facts: Vec<Labelled>,
}

impl Kept {
    /// The finding in this line of the list: behind the audit's own stands the line that raises one, then those of earlier audits.
    pub(super) fn finding(&self, at: usize) -> Option<&FindingLine> {
        let own = self.findings.len();
        self.findings.get(at).or_else(|| self.earlier.get(at.checked_sub(own + 1)?))
    }

    pub(super) fn of(work: &Work) -> Self {
        let a = work.a();
        let audits: Vec<AuditLine> = audit::all(a).iter().map(|rec| header(work, rec)).collect();
        let Some(now) = work.audit() else {
            return Self::default();
        };
        let counts = Counts::of(work.q(), &now);
        let signed = audit_seal::state_in_short(&now);
        let (no, name) = (now.header.shown_no(), now.header.name());
        let title = if signed.is_empty() {
            [format!("{no} {name}"), no]
        } else if now.reopened().is_some() {
            let begun = now.versions.last().map(audit_seal::begun).unwrap_or_default();
            [format!("{no} {name}, {begun}"), no]
        } else {
            [format!("{no} {name}, {signed}"), say!("{no}, signed", no)]
        };
        // How far the rows are comes first: the end is what a small window has no room for.
        let rows = format!("{}; {}.", progress(&counts), coverage(&counts));
        let short = say!(
            "{progress}; {covered} of {of}.",
            progress = progress(&counts),
            covered = counts.covered,
            of = counts.of
        );
        let (found, before): (Vec<Finding<'_>>, Vec<FromBefore>) =
            carry::in_full(work.q(), a, &now).into_iter().unzip();
        let findings = format!("{}. {}", grades_there(&counts), audit_before::sum(&now, &before));
        let lacks = header_lacks(a, &now);
        let header = if lacks.is_empty() {
            say!("the header is whole.").to_owned()
        } else {
            say!("the header lacks {fields}.", fields = lacks)
        };
        Self {
            together: OnceCell::new(),
            rows: places(work, &now),
            findings: now.findings.iter().map(|f| own(work, &now, f)).collect(),
            earlier: earlier(work, &now, found.iter().zip(&before)),
            audits,
            sums: [rows, findings.trim_end().to_owned(), header],
            title,
            short,
        }
    }

    /// All audits together.
    pub(super) fn together(&self, work: &Work) -> &Together {
        self.together.get_or_init(|| {
            let all = Programme::of(work.q(), work.a(), work.today);
            let sum = audit_programme::in_short(work.q(), &all);
            Together { programme: programme(work, &all), cycle: cycle(work, &all), sum }
        })
    }

    /// How far the rows are, behind the title of the audit and perhaps `before`, as long as there is room for.
    pub(super) fn of_rows(&self, before: &str, width: usize) -> String {
        let left = width.saturating_sub(text::width(before));
        let whole = format!("{before}{}", self.sum(&self.sums[0], left));
        if text::width(&whole) <= width { whole } else { format!("{before}{}", self.sum(&self.short, left)) }
    }

    /// A sum behind the title of the audit, which is short where both have no room.
    pub(super) fn sum(&self, words: &str, width: usize) -> String {
        let [title, short] = &self.title;
        if self.audits.is_empty() {
            return String::new();
        }
        let fits = text::width(title) + text::width(words) + 2 <= width;
        let whole = fits || (width >= WIDE && text::width(title) <= width * 3 / 5);
        format!("{}: {words}", if whole { title } else { short })
    }
}

fn programme(work: &Work, all: &Programme) -> Vec<Labelled> {
    let q = work.q();
    let mut facts: Vec<Labelled> =
        all.parts.iter().map(|p| (say!("Audit"), audit_programme::part(q, p))).collect();
    facts.push((say!("Together"), audit_programme::together(q, all)));
    facts.push((say!("Not audited"), audit_programme::left_out(q, all)));
    facts.push((say!("Not planned"), audit_programme::in_none(q, all)));
    facts
}

/// All audits line by line: each of them, what none has in its plan, and the parts of the standard.
fn cycle(work: &Work, all: &Programme) -> Vec<CycleLine> {
    let q = work.q();
    let audits = all.parts.iter().map(|p| {
        let (words, right) = audit_programme::part_in_two(q, p);
        let facts = vec![(say!("Reach"), audit_programme::part(q, p))];
        CycleLine { label: p.no.clone(), title: format!("{} {}", p.no, p.name), words, right, facts }
    });
    let line = |label: String, title: String, words: String, ids: String| CycleLine {
        label,
        title,
        words,
        right: String::new(),
        facts: vec![(say!("Requirements"), ids)],
    };
    let rest = [
        (say!("Not audited"), audit_programme::left_out_in_short(q, all), audit_programme::left_out(q, all)),
        (say!("Not planned"), audit_programme::in_none_in_short(q, all), audit_programme::in_none(q, all)),
    ];
    let none = rest.into_iter().filter(|(_, _, ids)| !ids.is_empty()).map(|(title, short, ids)| {
        line("\u{2013}".to_owned(), title.to_owned(), format!("{title}: {short}"), ids)
    });
    let short = audit_programme::by_heading_in_short(q, all).into_iter().map(|(_, words)| words);
    let parts = audit_programme::by_heading(q, all)
        .into_iter()
        .zip(short)
        .map(|((id, title, ids), words)| line(id.clone(), format!("{id} {title}"), words, ids));
    audits.chain(none).chain(parts).collect()
}

/// Everything in the header of an audit, with what is to be thought about.
fn of_header(work: &Work, audit: &Rid) -> Vec<Labelled> {
    let audit = work.audit_of(audit);
    let mut facts = fields(work, &audit.header, &["name"]);
    facts.extend(audit.versions.iter().rev().flat_map(|v| version(work, v)));
    if let Some(why) = audit.reopened() {
        facts.push((say!("New version"), why.to_owned()));
    }
    let lacks = header_lacks(work.a(), &audit);
    if !lacks.is_empty() {
        facts.insert(0, (say!("Missing"), lacks));
    }
    let again = audit_page::to_look_at_again(Of { q: work.q(), a: work.a(), scores: work.scores() }, &audit);
    facts.extend(again.into_iter().map(|words| (say!("From before"), words)));
    for warning in audit.warnings(work.q(), work.a()) {
        facts.push((say!("Warning"), warning.words()));
    }
    facts
}

fn header(work: &Work, rec: &Rec<'_>) -> AuditLine {
    let signed = match seal::versions(work.a(), &rec.id).last() {
        Some(v) if !rec.get(seal::REOPENED).is_empty() => audit_seal::begun(v),
        Some(v) => audit_seal::in_short(v),
        None => String::new(),
    };
    AuditLine {
        id: rec.id.clone(),
        no: rec.shown_no(),
        name: rec.name().to_owned(),
        kind: if signed.is_empty() { rec.get("kind").to_owned() } else { signed },
        facts: OnceCell::new(),
    }
}

impl AuditLine {
    /// Everything in its header, read when it is first shown: of many audits only one is.
    pub(super) fn facts(&self, work: &Work) -> &[Labelled] {
        self.facts.get_or_init(|| of_header(work, &self.id))
    }
}

/// A signed version: when, over which event, and what was said.
fn version(work: &Work, v: &Version<'_>) -> Vec<Labelled> {
    let head = say!(
        "{version}: event {event}, head {head}",
        version = audit_seal::of_version(v),
        event = v.event,
        head = audit_seal::short(v.head())
    );
    let mut all = vec![(say!("Signed"), head)];
    all.extend(fields(work, &v.rec, &["audit"]));
    all
}

/// The places of the standard in their order: headings, requirements, and checks that have a row.
fn places(work: &Work, audit: &Audit<'_>) -> Vec<RowLine> {
    let q = work.q();
    let beside = audit::beside(q, work.scores(), audit);
    let mut all = Vec::new();
    let mut named: Vec<usize> = Vec::new();
    for r in 0..q.requirements.len() {
        for h in q.ancestors[r].iter().rev().filter(|h| !named.contains(h)).copied().collect::<Vec<_>>() {
            named.push(h);
            all.push(place(work, audit, &beside, Target::Heading(h)));
        }
        all.push(place(work, audit, &beside, Target::Requirement(r)));
        let checks = q.checks_of(r).map(Target::Check).filter(|at| audit.row_at(*at).is_some());
        all.extend(checks.map(|at| place(work, audit, &beside, at)));
    }
    all
}

fn place(work: &Work, audit: &Audit<'_>, beside: &[Beside], at: Target) -> RowLine {
    let q = work.q();
    let of = Of { q, a: work.a(), scores: work.scores() };
    let row = audit.row_at(at);
    let requirement = if let Target::Requirement(r) = at { beside.get(r) } else { None };
    let differs = |b: &Beside| matches!(b.against, Against::Stricter | Against::Milder);
    let is_heading = matches!(at, Target::Heading(_));
    let mut facts = Vec::new();
    if let Some(row) = row {
        if let RowState::Incomplete(missing) = &row.state {
            facts.push((say!("Missing"), said::missing(missing)));
        }
        facts.push((say!("Without"), audit_page::but_for(q, audit, row)));
        facts.push((say!("Result"), row.result.map_or("", |r| r.word()).to_owned()));
        facts.push((say!("Sample"), sample(row)));
        let counted = ["sample", "population", "of", "chosen", "audit", "at", "planned", "conforms"];
        facts.extend(fields(work, &row.rec, &counted));
    }
    let findings = row.map_or_else(
        || {
            audit
                .findings_at(q, at)
                .filter(|f| f.is_live() && !is_heading)
                .map(|f| f.rec.shown_no())
                .collect()
        },
        |row| row.findings.clone(),
    );
    // A heading above leaves it out, and nothing of its own says otherwise.
    let is_out = match at {
        Target::Heading(h) => q.below(h).into_iter().all(|r| audit.is_left_out(q, r)),
        at => q.requirement_of(at).is_some_and(|r| audit.is_left_out(q, r)),
    };
    let out = is_out.then_some(RowState::NotAudited);
    let with = if out.is_none() { planned_with(work, audit, at) } else { None };
    RowLine {
        at,
        id: q.id_of(at).to_owned(),
        title: audit_page::title(q, at),
        is_heading,
        own: if is_heading { String::new() } else { audit_page::own(of, at) },
        result: row.map_or_else(|| requirement.and_then(|b| b.result), |row| row.result),
        state: row.map(|row| row.state.clone()).filter(|state| *state != RowState::NotPlanned).or(out),
        findings,
        differs: requirement.is_some_and(differs),
        with: with.filter(|_| row.is_none_or(|row| row.state == RowState::NotPlanned)),
        rec: row.map(|row| row.rec.id.clone()),
        facts,
    }
}

/// The row of a heading or requirement above in which a place is audited.
fn planned_with(work: &Work, audit: &Audit<'_>, at: Target) -> Option<String> {
    let q = work.q();
    let below = |id: Target, row: &audit::Row<'_>| audit::is_below(q, id, row.at);
    let covers = |row: &audit::Row<'_>| match at {
        Target::Heading(h) => q.below(h).into_iter().all(|r| below(Target::Requirement(r), row)),
        at => below(at, row),
    };
    let above = |row: &&audit::Row<'_>| row.is_in_plan() && covers(row);
    audit.rows.iter().filter(above).map(|row| q.id_of(row.at).to_owned()).next_back()
}

impl RowLine {
    /// How far it is, in words.
    pub fn stands(&self) -> String {
        match (&self.state, &self.with) {
            (Some(state), _) => state.words(),
            (None, Some(with)) => say!("planned with {with}", with),
            (None, None) => say!("not planned").to_owned(),
        }
    }

    /// Everything about it: what the working paper lacks and says, the organisation's own answer, what an auditor asks.
    pub(super) fn facts(&self, work: &Work) -> Vec<Labelled> {
        let (q, a) = (work.q(), work.a());
        let mut all = self.facts.clone();
        all.push((say!("Findings"), self.findings.join(", ")));
        let below = || match self.at {
            Target::Heading(h) => {
                let of = |r: usize| format!("{} {}", q.requirements[r].id, work.scores().status(r).word());
                q.below(h).into_iter().map(of).collect::<Vec<_>>().join(", ")
            }
            _ => self.own.clone(),
        };
        all.push((say!("Own answer"), below()));
        all.push((say!("Own note"), a.at(keys::NOTE, &self.id).unwrap_or_default().to_owned()));
        if let Some(r) = q.requirement_of(self.at).filter(|_| !self.is_heading) {
            let requirement = a.requirement(q, r);
            let few = |list: &[String]| list.iter().take(2).cloned().collect::<Vec<_>>().join(" ");
            all.push((say!("To ask"), few(&requirement.auditor.asks)));
            all.push((say!("To look for"), few(&requirement.auditor.samples)));
        }
        all
    }
}
