//! The rehearsal of a certification audit in words: what is opened, what stands there, what is missing, what to say. One place
//! for the window, plain mode, the command and the sheet.

mod short;

use super::{KindWords as _, Word, Words as _, day, few, register, statement};
use crate::model::Level;
use crate::model::audit::FindingState;
use crate::model::record::{AUDIT, DOCUMENT, EVIDENCE, FINDING, Kind, Rid};
use crate::model::rehearsal::{self, Findings, Found, Held, Lacks, Standing, Stands};
use crate::model::text as texts;
use crate::model::{Assessment, Questionnaire, held};
use crate::say;

use short::{by_audit, found_shortly, left_behind};
pub use short::{missing_shortly, there_shortly, to_do};

/// Pieces of evidence that are told before the rest is counted.
const PIECES: usize = 6;
/// Ids or numbers a line names.
const NAMED: usize = 5;

/// Where a line leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leads {
    /// To the question of a check.
    Check(usize),
    /// To a register.
    Register(&'static Kind),
    /// To the Statement of Applicability.
    Statement,
    /// To the audit.
    Audit,
    /// To a finding of an audit.
    Finding(Rid),
    /// To the papers to start from.
    Papers,
}

/// What a line tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What an audit found there that is open.
    Found,
    /// What is looked at, or asked.
    Asked,
    /// What stands there.
    There,
    /// What is missing.
    Missing,
    /// What to say.
    Say,
    /// What to begin with.
    Begin,
}

/// A line about something that is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is about.
    pub label: &'static str,
    /// What it says.
    pub words: String,
    /// Where it leads to; none where it leads nowhere by itself.
    pub leads: Option<Leads>,
    /// What it tells.
    pub part: Part,
}

impl Word for Standing {
    fn word(&self) -> &'static str {
        match self {
            Self::Ready => say!("ready to show"),
            Self::InPart => say!("in part"),
            Self::Open => say!("not answered"),
            Self::Missing => say!("not there"),
            Self::Out => say!("left out"),
        }
    }
}

/// That the questionnaire has no rehearsal.
pub fn none() -> &'static str {
    say!("This file answers a questionnaire of its own, for which no rehearsal is written.")
}

/// "Stage 1: 12 things are opened first: 3 ready to show, 5 in part, 4 not there."
pub fn head(all: &[Stands<'_>], stage: u8) -> String {
    let n = all.iter().filter(|s| s.stage == stage).count();
    let counted = rehearsal::sum(all, stage).into_iter().zip(Standing::ALL).filter(|(n, _)| *n > 0);
    let counted: Vec<String> = counted.map(|(n, s)| format!("{n} {}", s.word())).collect();
    say!(
        "Stage {stage}: {n|thing is|things are} opened first; {counted}.",
        stage,
        n,
        counted = counted.join(", ")
    )
}

/// What a stage asks, in short; empty where there is none.
pub fn about(q: &Questionnaire, stage: u8) -> &'static str {
    let all = (q.rehearsal)().map(|r| r.stages.as_slice()).unwrap_or_default();
    all.iter().find(|s| s.stage == stage).map_or("", |s| s.about.as_str())
}

/// How far the checks are: "5 checks: 3 Proven, 2 In use; evidence that holds for 2, seen for 1".
pub fn answered(s: &Stands<'_>) -> String {
    let [proven, shown, seen, n] = s.counts();
    if n == 0 {
        return say!("nothing of it is asked here").to_owned();
    }
    let mut levels: Vec<(Option<Level>, usize)> = Vec::new();
    for c in &s.checks {
        match levels.iter_mut().find(|(level, _)| *level == c.level) {
            Some((_, n)) => *n += 1,
            None => levels.push((c.level, 1)),
        }
    }
    levels.sort_by_key(|(level, _)| std::cmp::Reverse(*level));
    let levels: Vec<String> = levels.iter().map(|(level, n)| format!("{n} {}", answer(*level))).collect();
    let checks = say!("{of|check|checks}: {each}", of = n, each = levels.join(", "));
    let checks = match proven {
        0 => checks,
        _ => say!("{checks}; evidence that holds for {shown}, seen for {seen}", checks, shown, seen),
    };
    // What an audit found comes before what was answered.
    match found_shortly(s) {
        found if found.is_empty() => checks,
        found => format!("{found}; {checks}"),
    }
}

fn grade(f: &Found) -> &'static str {
    f.grade.map_or_else(|| say!("finding"), |g| g.word())
}

/// An open finding with all one asks first: "F-1-1 major on 8.1, A.10.3: A changed part went live; answered; owner Omar Haddad; due ...".
pub fn found(f: &Found) -> String {
    let mut parts = vec![texts::shown(&f.what, 200)];
    parts.push(f.state.word().to_owned());
    parts.extend(f.overdue.then(|| say!("overdue").to_owned()));
    parts.push(match f.owner.as_str() {
        "" => say!("nobody owns it").to_owned(),
        owner => say!("owner {owner}", owner),
    });
    parts.extend(Some(f.due.words()).filter(|d| !d.is_empty()).map(|day| say!("due {day}", day)));
    say!(
        "{no} {grade} on {at}: {parts}",
        no = f.no,
        grade = grade(f),
        at = f.at.join(", "),
        parts = parts.join("; ")
    )
}

/// A level, or that there is none.
fn answer(level: Option<Level>) -> &'static str {
    level.map_or_else(|| say!("not answered"), |level| level.word())
}

/// What is missing, behind its label.
pub fn lacks(missing: &str) -> String {
    say!("Missing: {missing}", missing)
}

/// What is missing, a line each; what lacks the same stands together.
pub fn missing(q: &Questionnaire, a: &Assessment, s: &Stands<'_>) -> Vec<Line> {
    let lacks = |words: String, leads: Leads| Line {
        label: say!("Missing"),
        words,
        leads: Some(leads),
        part: Part::Missing,
    };
    let mut all = Vec::new();
    for l in &s.lacks {
        let leads = of_lacks(l);
        match l {
            Lacks::NoEvidence(c) | Lacks::NotSeen(c) if !is_first(s, l, *c) => {}
            // Told first of all.
            Lacks::Finding(_) => {}
            _ => all.push(lacks(lacking(q, a, s, l), leads)),
        }
    }
    all
}

/// Whether it is the first check that lacks just this.
fn is_first(s: &Stands<'_>, l: &Lacks, check: usize) -> bool {
    let same = |other: &&Lacks| std::mem::discriminant(*other) == std::mem::discriminant(l);
    s.lacks.iter().find(same).and_then(Lacks::check) == Some(check)
}

/// The ids of the checks that lack the same.
fn ids(q: &Questionnaire, s: &Stands<'_>, l: &Lacks) -> String {
    let same = s.lacks.iter().filter(|o| std::mem::discriminant(*o) == std::mem::discriminant(l));
    let ids: Vec<&str> = same.filter_map(Lacks::check).map(|c| q.check(c).id.as_str()).collect();
    few(&ids, NAMED)
}

fn of_lacks(l: &Lacks) -> Leads {
    match l {
        Lacks::Finding(f) => Leads::Finding(f.id.clone()),
        Lacks::Level(c, _) | Lacks::NoEvidence(c) => Leads::Check(*c),
        Lacks::RanOut(..) | Lacks::NotSeen(_) => Leads::Register(&EVIDENCE),
        Lacks::Undecided(_) | Lacks::NoReason(_) | Lacks::Weak(_) | Lacks::CannotStand(_) => Leads::Statement,
        Lacks::NoAudit | Lacks::NotSigned(_) | Lacks::Overdue(_) | Lacks::Unowned(_) => Leads::Audit,
        Lacks::Empty(kind) => Leads::Register(kind),
    }
}

fn lacking(q: &Questionnaire, a: &Assessment, s: &Stands<'_>, l: &Lacks) -> String {
    match l {
        Lacks::Finding(f) => found(f),
        Lacks::Level(c, None) => {
            let check = a.check(q, *c);
            say!("{id} not answered: {question}", id = check.id, question = check.question)
        }
        Lacks::Level(c, Some(level)) => {
            let check = a.check(q, *c);
            let action = check.action_for(held::stands_at(q, a, *c, Some(*level)));
            let stands = short::of_level(&check.id, Some(*level));
            say!("{stands}: {outcome}", stands, outcome = action)
        }
        Lacks::NoEvidence(_) => {
            say!("Proven, and no evidence is named for: {what}", what = left_behind(q, a, s, l))
        }
        Lacks::NotSeen(_) => {
            say!("evidence that nobody of the register has seen yet: {ids}", ids = ids(q, s, l))
        }
        Lacks::RanOut(c, no, until) => say!(
            "{id}: E-{no} ran out on {day}, name the one that holds now",
            id = q.check(*c).id,
            no,
            day = day::shown(&until.to_string())
        ),
        Lacks::Undecided(n) => say!("{n|control|controls} undecided", n),
        Lacks::NoReason(n) => say!("{n|control|controls} decided without a reason", n),
        Lacks::Weak(n) => say!("{n|control|controls} with a reason that says little", n),
        Lacks::CannotStand(n) => say!("{n|control|controls} left out that cannot be", n),
        Lacks::NoAudit => {
            say!("no internal audit is kept in this file; one kept elsewhere needs its report at hand")
                .to_owned()
        }
        Lacks::NotSigned(no) => say!("{no} is not signed", no),
        Lacks::Overdue(list) => say!("overdue: {findings}", findings = few(list, NAMED)),
        Lacks::Unowned(list) => say!("open without an owner: {findings}", findings = few(list, NAMED)),
        Lacks::Empty(kind) => say!("{register}: none in the register", register = super::text(kind.words)),
    }
}

/// What stands in the file, a line each.
pub fn there(q: &Questionnaire, a: &Assessment, s: &Stands<'_>) -> Vec<Line> {
    let line =
        |label, words: String, leads: Leads| Line { label, words, leads: Some(leads), part: Part::There };
    let mut all = Vec::new();
    if let Some(first) = s.first() {
        all.push(line(say!("Answered"), answered(s), Leads::Check(first)));
    }
    for d in &s.documents {
        let words = say!("{name}: {state}", name = d.name(), state = register::registered(d));
        all.push(line(say!("Document"), words, Leads::Register(&DOCUMENT)));
    }
    if let Some(n) = s.statement {
        let kept = statement::kept_as(q, a, &n, &[]);
        let [sum, _] = statement::head(n);
        let words = if kept.is_empty() { sum } else { format!("{sum} {kept}") };
        all.push(line(say!("Statement"), words, Leads::Statement));
    }
    let by_audit = by_audit(q, s);
    if !by_audit.is_empty() {
        all.push(line(say!("Evidence"), by_audit, Leads::Audit));
    }
    for held in s.audits.iter().flatten() {
        all.push(line(super::text(AUDIT.words), audit(held), Leads::Audit));
    }
    if let Some(f) = s.findings.as_ref().filter(|f| f.all > 0) {
        all.push(line(super::text(FINDING.words), findings(f), Leads::Audit));
    }
    for (kind, n) in s.registers.iter().filter(|(kind, n)| *n > 0 && kind.key != EVIDENCE.key) {
        all.push(line(say!("Register"), kind.count(*n), Leads::Register(kind)));
    }
    for e in s.evidence.iter().take(PIECES) {
        let words = format!("E-{} {}", e.no, e.words());
        all.push(line(say!("Evidence"), words, Leads::Register(&EVIDENCE)));
    }
    if s.evidence.len() > PIECES {
        let words = say!("and {more} more", more = s.evidence.len() - PIECES);
        all.push(line(say!("Evidence"), words, Leads::Register(&EVIDENCE)));
    }
    all
}

/// An audit: "A-1 Spring: 33 of 70 requirements, 30 of 33 rows complete, 4 findings, signed as version 1 on 2 March 2026".
fn audit(held: &Held) -> String {
    let Held { no, name, covered, rows, signed, findings } = held;
    let said = say!(
        "{no} {name}: {covered} of {of} requirements, {done} of {rows|row|rows} complete, {findings|finding|findings}",
        no,
        name,
        covered = covered.0,
        of = covered.1,
        done = rows.1,
        rows = rows.0,
        findings
    );
    match signed {
        Some((version, on)) => {
            say!("{said}, signed as version {version} on {day}", said, version, day = day::of_stored(on))
        }
        None => said,
    }
}

/// How the findings add up: "10 findings: 2 closed, 3 open (1 major F-1-1; 2 minor F-1-4, F-1-5), 5 noted".
pub fn findings(f: &Findings) -> String {
    let mut grades: Vec<(&str, Vec<&str>)> = Vec::new();
    for found in &f.open {
        match grades.iter_mut().find(|(word, _)| *word == grade(found)) {
            Some((_, list)) => list.push(&found.no),
            None => grades.push((grade(found), vec![&found.no])),
        }
    }
    let grades: Vec<String> =
        grades.iter().map(|(word, list)| format!("{} {word} {}", list.len(), few(list, NAMED))).collect();
    let some = |n: usize, words: String| (n > 0).then_some(words);
    let (open, grades) = (f.open.len(), grades.join("; "));
    let parts = [
        some(f.closed, format!("{} {}", f.closed, FindingState::Closed.word())),
        some(open, say!("{open} open ({grades})", open, grades)),
        some(f.noted(), format!("{} {}", f.noted(), FindingState::Noted.word())),
    ];
    let parts = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    say!("{all|finding|findings}: {parts}", all = f.all, parts)
}

/// Everything about something that is opened, line by line: what is looked at and asked, what stands there, what is missing,
/// what to say.
pub fn lines(q: &Questionnaire, a: &Assessment, s: &Stands<'_>) -> Vec<Line> {
    let plain = |part, label, words: &str| Line {
        label,
        words: words.to_owned(),
        leads: s.first().map(Leads::Check),
        part,
    };
    let item = s.item;
    let finding = |f: &Found| Line {
        label: super::text(FINDING.words),
        words: found(f),
        leads: Some(Leads::Finding(f.id.clone())),
        part: Part::Found,
    };
    let mut all: Vec<Line> = s.found().map(finding).collect();
    all.push(plain(Part::Asked, say!("Opened"), &item.opens));
    all.push(plain(Part::Asked, say!("Asked"), &item.asks));
    all.extend(there(q, a, s));
    all.extend(missing(q, a, s));
    all.push(plain(Part::Say, say!("Say"), &item.say));
    if s.standing != Standing::Ready {
        all.push(plain(Part::Say, say!("If missing"), &item.if_not));
    }
    let papers = papers(q, s);
    if !papers.is_empty() && s.standing != Standing::Ready {
        let leads = Some(Leads::Papers);
        all.push(Line { label: say!("Begin with"), words: papers.join(", "), leads, part: Part::Begin });
    }
    all
}

/// The papers one can begin with, by their titles.
pub fn papers(q: &Questionnaire, s: &Stands<'_>) -> Vec<&'static str> {
    let of = |name: &String| (q.papers)().iter().find(|t| t.id == *name).map(|t| t.title.as_str());
    s.item.papers.iter().filter_map(of).collect()
}

/// Something that is opened in one line: "3. AI policy: in part; 2 of 4 checks Proven, ...".
pub fn line(n: usize, s: &Stands<'_>) -> String {
    let (title, standing) = (&s.item.title, s.standing.word());
    say!("{n}. {title}: {standing}; {answered}", n, title, standing, answered = answered(s))
}

/// The whole of it in lines, without what says nothing: for plain mode and the command.
pub fn whole(q: &Questionnaire, a: &Assessment, s: &Stands<'_>) -> Vec<String> {
    lines(q, a, s).iter().map(|l| format!("{}: {}", l.label, l.words)).collect()
}

/// That nothing is called so, and what there is.
pub fn unknown(typed: &str, names: &[&str]) -> String {
    say!(
        "Nothing in the rehearsal is called \"{typed}\". There are: {names}.",
        typed,
        names = names.join(", ")
    )
}
