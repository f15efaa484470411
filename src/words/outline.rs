//! What is told of a clause and of a requirement beside the outline: what it asks, what was answered, what was written,
//! what is missing by the names of the actions, and what helps.

use super::page::Labelled;
use super::{Word as _, advice, journey, register};
use crate::model::clause::Clause;
use crate::model::priority::{Gap, hours};
use crate::model::questionnaire::Target;
use crate::model::{Level, Status};
use crate::say;
use crate::work::Work;

/// A requirement below a heading: what is to be done there, and its hours or its status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// What is to be done, else its title.
    pub name: String,
    /// How it stands.
    pub status: Status,
    /// Hours, else the word of its status.
    pub state: String,
}

/// A check that keeps a requirement from being met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// Its id.
    pub id: String,
    /// What was answered; none while it is open.
    pub level: Option<Level>,
    /// The same in a word.
    pub word: &'static str,
    /// What is to be done, by its name.
    pub name: String,
}

/// A heading as a clause in short.
fn clause(work: &Work, heading: usize) -> Clause {
    let rows = work.q().below(heading).into_iter().map(|r| (r, work.scores().status(r))).collect();
    Clause { heading, rows, next: None }
}

/// How many of the requirements below a heading are answered.
pub fn done(work: &Work, heading: usize) -> String {
    journey::clause_count(&clause(work, heading))
}

/// What is told of a heading: what it is about, what was written there, and what of it comes soon.
pub fn of_heading(work: &Work, heading: usize) -> Vec<Labelled> {
    let h = &work.q().headings[heading];
    let note = work.a().at(crate::model::assessment::keys::NOTE, &h.id);
    vec![
        (say!("About"), h.intro.clone()),
        (say!("Note"), note.unwrap_or_default().to_owned()),
        (say!("Soon"), journey::clause_in_ten(work, &clause(work, heading))),
    ]
}

/// What is to be done at a requirement.
pub fn row(work: &Work, requirement: usize) -> Row {
    let status = work.scores().status(requirement);
    let (name, state) = journey::clause_row(work, requirement, status);
    Row { id: work.q().requirements[requirement].id.clone(), name, status, state }
}

/// Each requirement below a heading.
pub fn rows(work: &Work, heading: usize) -> Vec<Row> {
    work.q().below(heading).into_iter().map(|r| row(work, r)).collect()
}

/// What is told of a requirement: its question, what was answered and what was written. While scores are hidden
/// nothing of the answers.
pub fn of_requirement(work: &Work, r: usize, hidden: bool) -> Vec<Labelled> {
    let (q, a) = (work.q(), work.a());
    let id = &q.requirements[r].id;
    let note =
        |(at, words): &(&str, &str)| if at == id { (*words).to_owned() } else { format!("{at}: {words}") };
    let evidence: Vec<String> = advice::evidence(q, a, &[r]).iter().map(register::with_checks).collect();
    let notes: Vec<String> = advice::notes(q, a, r).iter().map(note).collect();
    vec![
        (say!("Asks"), a.question(q, r).to_owned()),
        (say!("Answered"), if hidden { String::new() } else { answered(work, r) }),
        (say!("Note"), notes.join("; ")),
        (say!("Reason"), work.reason_at(id).unwrap_or_default().to_owned()),
        (say!("Evidence"), evidence.join("; ")),
    ]
}

/// What was answered to the whole, and how many checks have which level.
fn answered(work: &Work, r: usize) -> String {
    let (q, a) = (work.q(), work.a());
    let whole = work.given(Target::Requirement(r)).map(|l| say!("{level} as a whole", level = l.word()));
    let levels: Vec<Option<Level>> =
        q.checks_of(r).filter(|c| a.counts(q, *c)).map(|c| a.level(q, c).map(|(l, _)| l)).collect();
    let of = levels.len();
    let count = |level: Option<Level>| levels.iter().filter(|l| **l == level).count();
    let each = Level::ALL.into_iter().map(Some).chain([None]).filter_map(|level| {
        let word = level.map_or_else(|| say!("not answered").to_owned(), |l| l.word().to_owned());
        (count(level) > 0).then(|| format!("{} {word}", count(level)))
    });
    let checks = say!("{of|check|checks}: {each}", of, each = each.collect::<Vec<_>>().join(", "));
    whole.into_iter().chain([checks]).collect::<Vec<_>>().join("; ")
}

fn gap(work: &Work, r: usize) -> Option<&Gap> {
    work.plan().0.gaps.iter().find(|g| g.requirement == r)
}

/// Hours to close what is missing; empty where nothing is.
pub fn effort(work: &Work, r: usize) -> String {
    gap(work, r).map(|g| hours(g.effort_hours)).unwrap_or_default()
}

/// The checks that keep a requirement from being met, most important first.
pub fn missing(work: &Work, r: usize) -> Vec<Missing> {
    let (q, a) = (work.q(), work.a());
    let row = |m: &crate::model::priority::Missing| {
        let check = a.check(q, m.check);
        Missing {
            id: check.id.clone(),
            level: m.level,
            word: m.level.map_or(say!("open"), |l| l.word()),
            name: check.action_name_for(m.stands_at(q, a)).to_owned(),
        }
    };
    gap(work, r).map(|g| g.missing.iter().map(row).collect()).unwrap_or_default()
}

/// The checks of a requirement that are asked here, each with what was answered and its question.
pub fn checks(work: &Work, r: usize) -> Vec<(String, Option<Level>, String)> {
    let (q, a) = (work.q(), work.a());
    let asked = q.checks_of(r).filter(|c| a.asks(q, *c));
    let row = |c: usize| {
        let check = a.check(q, c);
        (check.id.clone(), a.level(q, c).map(|(level, _)| level), check.question.clone())
    };
    asked.map(row).collect()
}

/// What helps to answer a requirement: title and words.
pub fn helps(work: &Work, r: usize) -> Vec<Labelled> {
    let r = work.a().requirement(work.q(), r);
    let found = r.finding.as_ref().map(|f| format!("{}: {}", f.grade.word(), f.text));
    let all = vec![
        (say!("Why"), r.why.clone()),
        (say!("What good looks like"), r.good.clone()),
        (say!("An auditor asks"), r.auditor.asks.join(" ")),
        (say!("Mistakes often made"), r.mistakes.join("; ")),
        (say!("What an auditor typically finds"), found.unwrap_or_default()),
    ];
    all.into_iter().filter(|(_, words)| !words.is_empty()).collect()
}
