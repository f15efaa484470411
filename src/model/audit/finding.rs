//! A finding: its grade, what it is on, what was replied, whether that helped, and so how far it is.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::is_below;
use super::outcome::Outcome;
use crate::model::assessment::Assessment;
use crate::model::questionnaire::{Questionnaire, Target};
use crate::model::record::{FINDING_CHECK, FINDING_REPLY, PERSON, Rec, Rid, read};
use crate::model::wording;

/// How grave a finding is, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// A major nonconformity.
    Major,
    /// A minor nonconformity.
    Minor,
    /// An opportunity for improvement.
    Ofi,
    /// An observation.
    Observation,
    /// Good practice.
    GoodPractice,
}

impl Grade {
    /// All of them, the gravest first.
    pub const ALL: [Self; 5] = [Self::Major, Self::Minor, Self::Ofi, Self::Observation, Self::GoodPractice];

    /// As it is stored and typed.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Major => "major",
            Self::Minor => "minor",
            Self::Ofi => "ofi",
            Self::Observation => "observation",
            Self::GoodPractice => "good-practice",
        }
    }

    /// The grade of a stored or typed word.
    pub fn parse(word: &str) -> Option<Self> {
        if word.trim().eq_ignore_ascii_case("opportunity") {
            return Some(Self::Ofi);
        }
        Self::ALL.into_iter().find(|g| g.key().eq_ignore_ascii_case(word.trim()))
    }

    /// Whether it says that something is not kept.
    pub const fn is_nonconformity(self) -> bool {
        matches!(self, Self::Major | Self::Minor)
    }
}

/// How far a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingState {
    /// What was done about it did not help.
    Reopened,
    /// Nobody has replied in full: cause, lasting fix, owner and due; of an opportunity nobody has said what is made of it.
    Open,
    /// Replied in full.
    Answered,
    /// Done, and nobody has looked yet whether it helped.
    Done,
    /// It helped.
    Closed,
    /// Nothing has to be done about it.
    Noted,
    /// It stands no more.
    Withdrawn,
}

impl FindingState {
    /// Whether something is still to be done.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Closed | Self::Noted | Self::Withdrawn)
    }
}

/// When something is due.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// On a day.
    On(Date),
    /// So many days after the report; it has a day once the report has one.
    Days(u32),
    /// At something that will happen; never overdue.
    At(String),
    /// Nobody said when.
    Open,
}

impl Due {
    /// `reported` is the day of the first report that could hold the finding.
    fn of(reply: Option<&Rec<'_>>, reported: Option<Date>) -> Self {
        let Some(reply) = reply else { return Self::Open };
        if let Ok(day) = reply.get("due").parse() {
            return Self::On(day);
        }
        if let Ok(days) = reply.get("days").parse::<u32>() {
            let day = |day: Date| day.checked_add(jiff::Span::new().try_days(days).ok()?).ok();
            return reported.and_then(day).map_or(Self::Days(days), Self::On);
        }
        let event = reply.get("event");
        if event.is_empty() { Self::Open } else { Self::At(event.to_owned()) }
    }
}

/// A finding with what belongs to it.
#[derive(Debug, Clone)]
pub struct Finding<'a> {
    /// The record.
    pub rec: Rec<'a>,
    /// How grave it is; none for a word of a newer version.
    pub grade: Option<Grade>,
    /// What it is on: requirements and checks by their ids.
    pub at: Vec<&'a str>,
    /// The same as places of the questionnaire.
    pub(super) places: Vec<Target>,
    /// What was replied.
    pub reply: Option<Rec<'a>>,
    /// Whether it helped: the last look.
    pub check: Option<Rec<'a>>,
    /// The looks before that one, the first first.
    pub earlier_checks: Vec<Rec<'a>>,
    /// How far it is.
    pub state: FindingState,
    /// When what is to be done is due.
    pub due: Due,
    /// Whether that day has passed and it is not done.
    pub overdue: bool,
}

/// The field of a look that says why it counts no more.
pub const TAKEN_BACK: &str = "back";

/// What a look says where it helped. Whoever writes it shows what they saw, by the rule of the field; what came in with data says it
/// without having been asked, and closes nothing where the words beside it say that it did not help.
const EFFECTIVE: &str = "effective";

/// Replies and checks of an audit by the finding they are about.
pub(super) struct Answers<'a> {
    replies: BTreeMap<&'a str, Rec<'a>>,
    checks: BTreeMap<&'a str, Vec<Rec<'a>>>,
}

impl<'a> Answers<'a> {
    pub(super) fn of(a: &'a Assessment, audit: &Rid) -> Self {
        // In the order of their numbers, so that the last one stays.
        let mine = |kind| read::all_in(a, kind, audit).into_iter();
        let replies = mine(&FINDING_REPLY).map(|r| (r.get("finding"), r)).collect();
        let mut checks: BTreeMap<&'a str, Vec<Rec<'a>>> = BTreeMap::new();
        // What was taken back counts no more.
        for check in mine(&FINDING_CHECK).filter(|check| !check.is(TAKEN_BACK)) {
            checks.entry(check.get("finding")).or_default().push(check);
        }
        Self { replies, checks }
    }
}

impl<'a> Finding<'a> {
    pub(super) fn of(
        q: &Questionnaire,
        rec: Rec<'a>,
        answers: &Answers<'a>,
        (today, reported): (Date, &[Date]),
    ) -> Self {
        let reply = answers.replies.get(rec.id.as_str()).cloned();
        let mut earlier_checks = answers.checks.get(rec.id.as_str()).cloned().unwrap_or_default();
        let check = earlier_checks.pop();
        let grade = Grade::parse(rec.get("grade"));
        // Days are stored year-month-day, so that their order is that of their texts.
        let first = reported.iter().find(|day| day.to_string().as_str() >= rec.get("raised-on"));
        let due = Due::of(reply.as_ref(), first.copied());
        let state = state(&rec, grade, &due, reply.as_ref(), check.as_ref());
        let waits = matches!(state, FindingState::Open | FindingState::Answered | FindingState::Reopened);
        let overdue = waits && matches!(due, Due::On(day) if day < today);
        let at: Vec<&str> = rec.members("at").into_iter().map(|(id, _)| id).collect();
        let places = at.iter().filter_map(|id| q.exactly(id)).collect();
        Self { rec, grade, at, places, reply, check, earlier_checks, state, due, overdue }
    }

    /// The name of who does what is to be done about it; empty for nobody.
    pub fn owner(&self) -> &'a str {
        let reply = self.reply.as_ref();
        let owner = reply.and_then(|reply| Some((reply.facts(), Rid::parse(reply.get("owner"))?)));
        owner.map_or("", |(a, id)| read::at(a, &PERSON, &id).name())
    }

    /// Every look at whether it helped, the first first.
    pub fn checks(&self) -> impl Iterator<Item = &Rec<'a>> {
        self.earlier_checks.iter().chain(&self.check)
    }

    /// Whether it stands.
    pub fn is_live(&self) -> bool {
        self.state != FindingState::Withdrawn
    }

    /// What it makes of a row; none where it stands no more or leaves the row conforming.
    pub fn against(&self) -> Option<Outcome> {
        match self.grade.filter(|_| self.is_live())? {
            Grade::Major => Some(Outcome::Major),
            Grade::Minor => Some(Outcome::Minor),
            _ => None,
        }
    }

    /// Whether it is on this place or below it.
    pub fn is_at(&self, q: &Questionnaire, place: Target) -> bool {
        self.places.iter().any(|id| is_below(q, *id, place))
    }

    /// Whether something is still to be done about it.
    pub const fn is_open(&self) -> bool {
        self.state.is_open()
    }
}

/// Findings by the requirements they are on, so that many rows find theirs among many.
pub(super) struct Near<'s, 'a> {
    all: &'s [Finding<'a>],
    by_requirement: Vec<Vec<usize>>,
}

impl<'s, 'a> Near<'s, 'a> {
    pub(super) fn of(q: &Questionnaire, all: &'s [Finding<'a>]) -> Self {
        let mut by_requirement = vec![Vec::new(); q.requirements.len()];
        for (n, f) in all.iter().enumerate() {
            for r in f.places.iter().filter_map(|place| q.requirement_of(*place)) {
                if let Some(list) = by_requirement.get_mut(r).filter(|list| list.last() != Some(&n)) {
                    list.push(n);
                }
            }
        }
        Self { all, by_requirement }
    }

    /// Those that stand at a place or below it, by number.
    pub(super) fn live_at(&self, q: &Questionnaire, place: Target) -> Vec<&'s Finding<'a>> {
        let here = |f: &&Finding<'a>| f.is_live() && f.is_at(q, place);
        // A heading reaches all that is below it, not its first requirement alone.
        let near = match place {
            Target::Heading(_) => None,
            at => q.requirement_of(at).and_then(|r| self.by_requirement.get(r)),
        };
        match near {
            Some(near) => near.iter().filter_map(|n| self.all.get(*n)).filter(here).collect(),
            None => self.all.iter().filter(here).collect(),
        }
    }
}

/// Whether a look says that it helped, and nothing beside it that it did not.
pub fn helped(look: &Rec<'_>) -> bool {
    look.get("effect") == EFFECTIVE && !wording::denies(look.get("evidence"))
}

fn state(
    rec: &Rec<'_>,
    grade: Option<Grade>,
    due: &Due,
    reply: Option<&Rec<'_>>,
    check: Option<&Rec<'_>>,
) -> FindingState {
    if rec.is("withdrawn") {
        return FindingState::Withdrawn;
    }
    let done = reply.map_or("", |r| r.get("done"));
    if let Some(check) = check {
        if helped(check) {
            return FindingState::Closed;
        }
        // Days are stored year-month-day, so that their order is that of their texts.
        let done_again = !done.is_empty() && done > check.get("on");
        return if done_again { FindingState::Done } else { FindingState::Reopened };
    }
    if !done.is_empty() {
        return FindingState::Done;
    }
    let promised = |r: &Rec<'_>| r.is("owner") || *due != Due::Open;
    match (grade.filter(|g| !g.is_nonconformity()), reply) {
        // Whoever is told of an opportunity says what they make of it; of the others nobody has to.
        (Some(Grade::Ofi), None) => FindingState::Open,
        (Some(_), None) => FindingState::Noted,
        // No cause is asked for where nothing is wrong, and who says why nothing is done has answered.
        (Some(_), Some(r)) if r.is("action") && promised(r) => FindingState::Answered,
        (Some(_), Some(r)) if r.is("action") => FindingState::Noted,
        (None, Some(r)) if r.is("cause") && r.is("action") && r.is("owner") && *due != Due::Open => {
            FindingState::Answered
        }
        _ => FindingState::Open,
    }
}
