//! Two states side by side: what improved, what got worse, what was answered or became open, with the
//! levels, notes and evidence behind each move and why the score moved. And the figures over time.
//!
//! Never mixes rules: figures made by different rules are refused or left out by name.

use super::assessment::{Assessment, keys};
use super::contradiction;
use super::edit::Refusal;
use super::level::Level;
use super::questionnaire::Questionnaire;
use super::register::Evidence;
use super::score::{Backing, Counts, RequirementScore, Scores, Status};
use super::snapshot;
use super::verdict::{Class, Verdict};
use super::{RULE, counted_by, text};

/// A state to compare.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// What to call it.
    pub name: String,
    /// Its day, year-month-day.
    pub date: String,
    /// The rule it is counted by.
    pub rule: String,
    /// The answers.
    pub a: Assessment,
}

impl State {
    /// An assessment as it is.
    pub fn of(a: &Assessment, name: &str, date: jiff::civil::Date) -> Self {
        Self {
            name: name.to_owned(),
            date: date.to_string(),
            rule: counted_by(a.get(keys::RULE)).to_owned(),
            a: {
                let mut a = a.clone();
                a.on(date);
                a
            },
        }
    }

    /// A frozen state.
    pub fn frozen(q: &Questionnaire, s: &snapshot::Snapshot) -> Self {
        Self {
            name: s.name.clone(),
            date: s.date.clone(),
            rule: counted_by(Some(&s.rule)).to_owned(),
            a: s.assessment(q),
        }
    }
}

/// Which way a requirement moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// A higher status, or a higher score within it.
    Improved,
    /// A lower status, or a lower score within it.
    Worsened,
    /// Answered now, or decided now.
    NewlyAnswered,
    /// Answers were taken back or turned into Don't know.
    NewlyOpen,
    /// A control is left out now.
    Excluded,
    /// A control that was left out is in again.
    Included,
    /// The same status and score.
    Unchanged,
}

impl Direction {
    /// All, in the order they are shown.
    pub const ALL: [Self; 7] = [
        Self::Improved,
        Self::Worsened,
        Self::NewlyAnswered,
        Self::NewlyOpen,
        Self::Excluded,
        Self::Included,
        Self::Unchanged,
    ];

    /// The name in data files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Improved => "improved",
            Self::Worsened => "worsened",
            Self::NewlyAnswered => "newly_answered",
            Self::NewlyOpen => "newly_open",
            Self::Excluded => "excluded",
            Self::Included => "included",
            Self::Unchanged => "unchanged",
        }
    }
}

/// A check whose level changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckMove {
    /// The check.
    pub check: usize,
    /// Its level before; none while not answered.
    pub before: Option<Level>,
    /// Its level after.
    pub after: Option<Level>,
}

/// A text somebody writes beside an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// A note.
    Note,
    /// The reason for leaving a control out.
    Reason,
}

impl TextKind {
    /// The name in data files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Reason => "reason",
        }
    }
}

/// A note or a reason that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextMove {
    /// Which text.
    pub what: TextKind,
    /// The id it is on.
    pub at: String,
    /// Before; empty when there was none.
    pub before: String,
    /// After; empty when there is none.
    pub after: String,
}

/// How one requirement moved.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    /// The requirement.
    pub requirement: usize,
    /// Which way.
    pub direction: Direction,
    /// Its score before.
    pub before: RequirementScore,
    /// Its score after.
    pub after: RequirementScore,
    /// Checks with another level.
    pub checks: Vec<CheckMove>,
    /// Notes and reasons that changed.
    pub texts: Vec<TextMove>,
    /// Evidence that came.
    pub evidence_new: Vec<Evidence>,
    /// Evidence that went.
    pub evidence_gone: Vec<Evidence>,
}

impl Move {
    /// Whether anything at all differs.
    pub fn touched(&self) -> bool {
        !(self.direction == Direction::Unchanged
            && self.checks.is_empty()
            && self.texts.is_empty()
            && self.evidence_new.is_empty()
            && self.evidence_gone.is_empty())
    }
}

/// The figures of one side.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// What it is called.
    pub name: String,
    /// Its day.
    pub date: String,
    /// Scores.
    pub scores: Scores,
    /// Verdict.
    pub verdict: Verdict,
    /// How many answers contradict another.
    pub contradictions: usize,
}

/// What to know before reading a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The questions were worded otherwise.
    OtherWording {
        /// The version before.
        before: String,
        /// The version after.
        after: String,
    },
    /// They are of two organisations: nothing moved, one is compared with another.
    OtherOrganisation {
        /// The one before.
        before: String,
        /// The one after.
        after: String,
    },
}

/// Two states compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The earlier one.
    pub before: Side,
    /// The later one.
    pub after: Side,
    /// One row per requirement, in the order of the standard.
    pub moves: Vec<Move>,
    /// What to know before reading it.
    pub notes: Vec<Note>,
}

impl Comparison {
    /// The requirements that moved this way.
    pub fn of(&self, direction: Direction) -> impl Iterator<Item = &Move> {
        self.moves.iter().filter(move |m| m.direction == direction)
    }
}

/// Compares two states. Refuses states of different rules or different questionnaires.
pub fn states(q: &Questionnaire, before: &State, after: &State) -> Result<Comparison, Refusal> {
    for s in [before, after] {
        if s.rule != RULE {
            return Err(Refusal::OtherRule {
                name: text::shown(&s.name, 60),
                rule: text::shown(&s.rule, 20),
            });
        }
    }
    let about = |s: &State| {
        let text = s.a.get(keys::QUESTIONNAIRE).unwrap_or("").to_owned();
        let (id, version) = text.split_once(' ').unwrap_or((&text, ""));
        (id.to_owned(), version.to_owned())
    };
    let ((old_id, old_version), (new_id, new_version)) = (about(before), about(after));
    if !old_id.is_empty() && !new_id.is_empty() && old_id != new_id {
        return Err(Refusal::OtherQuestionnaire {
            before: text::shown(&before.name, 60).into(),
            old: text::shown(&old_id, 40).into(),
            after: text::shown(&after.name, 60).into(),
            new: text::shown(&new_id, 40).into(),
        });
    }
    let mut notes = Vec::new();
    if old_version != new_version && !old_version.is_empty() && !new_version.is_empty() {
        notes.push(Note::OtherWording {
            before: text::shown(&old_version, 20),
            after: text::shown(&new_version, 20),
        });
    }
    let of = |s: &State| s.a.get(keys::ORGANISATION).map(str::trim).unwrap_or_default().to_owned();
    if of(before) != of(after) && !of(before).is_empty() && !of(after).is_empty() {
        notes.push(Note::OtherOrganisation {
            before: text::shown(&of(before), 40),
            after: text::shown(&of(after), 40),
        });
    }
    let side = |s: &State| {
        let scores = Scores::compute(q, &s.a);
        let verdict = Verdict::compute(q, &s.a, &scores);
        let contradictions = contradiction::all(q, &s.a, &scores).len();
        Side { name: s.name.clone(), date: s.date.clone(), scores, verdict, contradictions }
    };
    let (old, new) = (side(before), side(after));
    let moves = (0..q.requirements.len())
        .map(|r| {
            let (x, y) = (old.scores.requirements[r], new.scores.requirements[r]);
            requirement(q, (&before.a, &x), (&after.a, &y), r)
        })
        .collect();
    Ok(Comparison { before: old, after: new, moves, notes })
}

fn requirement(
    q: &Questionnaire,
    (old, x): (&Assessment, &RequirementScore),
    (new, y): (&Assessment, &RequirementScore),
    r: usize,
) -> Move {
    let level = |a: &Assessment, c| {
        if a.excluded(r) { Some(Level::NotApplicable) } else { a.asked_level(q, c) }
    };
    let checks = q
        .checks_of(r)
        .map(|check| CheckMove { check, before: level(old, check), after: level(new, check) })
        .filter(|c| c.before != c.after)
        .collect();
    let id = &q.requirements[r].id;
    let ids = std::iter::once(id).chain(q.checks_of(r).map(|c| &q.check(c).id));
    let mut texts = Vec::new();
    for at in ids {
        for (what, prefix) in [(TextKind::Note, keys::NOTE), (TextKind::Reason, keys::REASON)] {
            let text = |a: &Assessment| a.at(prefix, at).unwrap_or("").to_owned();
            let (before, after) = (text(old), text(new));
            if before != after {
                texts.push(TextMove { what, at: at.clone(), before, after });
            }
        }
    }
    let (was, is) = (old.evidence_for(q, r), new.evidence_for(q, r));
    Move {
        requirement: r,
        direction: direction(x, y),
        before: *x,
        after: *y,
        checks,
        texts,
        evidence_new: is.iter().filter(|e| !was.contains(e)).cloned().collect(),
        evidence_gone: was.iter().filter(|e| !is.contains(e)).cloned().collect(),
    }
}

fn direction(x: &RequirementScore, y: &RequirementScore) -> Direction {
    use Status::{Gap, Met, NotApplicable, Open, Partial};
    let height = |s: Status| match s {
        Gap => 0,
        Partial => 1,
        Met => 2,
        Open | NotApplicable => 3,
    };
    let by_score = || match y.low().total_cmp(&x.low()) {
        std::cmp::Ordering::Greater => Direction::Improved,
        std::cmp::Ordering::Less => Direction::Worsened,
        std::cmp::Ordering::Equal => Direction::Unchanged,
    };
    let by_answers = || match y.answered.cmp(&x.answered) {
        std::cmp::Ordering::Greater => Direction::NewlyAnswered,
        std::cmp::Ordering::Less => Direction::NewlyOpen,
        std::cmp::Ordering::Equal => by_score(),
    };
    match (x.status, y.status) {
        (NotApplicable, NotApplicable) => Direction::Unchanged,
        (_, NotApplicable) => Direction::Excluded,
        (NotApplicable, _) => Direction::Included,
        (Open, Open) => by_answers(),
        (Open, _) => Direction::NewlyAnswered,
        // A gap can turn out to be open by a better answer; only fewer answers make it newly open.
        (_, Open) if y.answered < x.answered => Direction::NewlyOpen,
        (_, Open) => Direction::Improved,
        (old, new) if height(new) > height(old) => Direction::Improved,
        (old, new) if height(new) < height(old) => Direction::Worsened,
        (Gap, Gap) => by_answers(),
        _ => by_score(),
    }
}

/// The figures of one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// Name of the snapshot, `now` for the present state.
    pub name: String,
    /// Its day.
    pub date: String,
    /// The rule.
    pub rule: String,
    /// Readiness so far; none without answers.
    pub so_far: Option<f64>,
    /// Requirements it is the mean of.
    pub assessed: u32,
    /// Readiness over everything, lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Counts.
    pub counts: Counts,
    /// Class of the verdict.
    pub class: Class,
    /// While that is Incomplete, the best class still possible where something is against the highest.
    pub would_be: Option<Class>,
    /// What it rests on.
    pub evidence: Backing,
    /// How many answers contradict another.
    pub contradictions: usize,
}

/// Figures over time.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Trend {
    /// By day; the last is the present.
    pub points: Vec<Point>,
    /// Snapshots made by another rule, by name: their figures do not belong on the same line.
    pub left_out: Vec<String>,
}

/// The figures of every snapshot and of now. Snapshots made by another rule are named, not drawn.
pub fn trend(q: &Questionnaire, a: &Assessment, today: jiff::civil::Date) -> Trend {
    let mut states: Vec<State> = snapshot::all(a).iter().map(|s| State::frozen(q, s)).collect();
    states.sort_by(|x, y| x.date.cmp(&y.date));
    states.push(State::of(a, "now", today));
    let mut trend = Trend::default();
    for s in states {
        if s.rule != RULE {
            trend.left_out.push(format!("{} ({}, {})", s.name, s.date, s.rule));
            continue;
        }
        let scores = Scores::compute(q, &s.a);
        let all = scores.all;
        let verdict = Verdict::compute(q, &s.a, &scores);
        trend.points.push(Point {
            class: verdict.class,
            would_be: verdict.would_be,
            evidence: scores.evidence,
            contradictions: contradiction::all(q, &s.a, &scores).len(),
            name: s.name,
            date: s.date,
            rule: s.rule,
            so_far: all.so_far,
            assessed: all.assessed,
            low: all.low,
            high: all.high,
            counts: all.counts,
        });
    }
    trend
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::edit;
    use crate::words::Words as _;
    use jiff::civil::date;

    #[test]
    fn each_move_is_named_with_what_is_behind_it() {
        let q = crate::bank::embedded().unwrap();
        let rate = |a: &mut Assessment, id: &str, l: Level, note: Option<&str>| {
            let e = edit::rate(&q, a, id, Some(l), note).unwrap();
            a.apply(&q, &e);
        };
        let mut a = Assessment::new(&q);
        for (id, l) in [
            ("9.2", Level::Nothing),
            ("5.2", Level::Proven),
            ("4.1", Level::InUse),
            ("A.7.3", Level::Nothing),
        ] {
            rate(&mut a, id, l, None);
        }
        let old = State::of(&a, "first", date(2027, 1, 4));
        let e = snapshot::freeze(&a, &crate::model::Rid::new(0, 1), "first", date(2027, 1, 4)).unwrap();
        a.apply(&q, &e);
        rate(&mut a, "9.2.1", Level::Proven, Some("held in May"));
        rate(&mut a, "5.2/1", Level::Nothing, None);
        rate(&mut a, "5.1", Level::Written, None);
        rate(&mut a, "4.1/1", Level::DontKnow, None);
        rate(&mut a, "A.7.3", Level::NotApplicable, None);
        let c = states(&q, &old, &State::of(&a, "now", date(2027, 6, 1))).unwrap();
        let of = |d| c.of(d).map(|m| q.requirements[m.requirement].id.as_str()).collect::<Vec<_>>();
        assert_eq!(of(Direction::Improved), ["9.2.1"]);
        assert_eq!(of(Direction::Worsened), ["5.2"]);
        assert_eq!(of(Direction::NewlyAnswered), ["5.1"]);
        assert_eq!(of(Direction::NewlyOpen), ["4.1"]);
        assert_eq!(of(Direction::Excluded), ["A.7.3"]);
        assert_eq!(of(Direction::Unchanged).len(), 65);
        let audit = c.of(Direction::Improved).next().unwrap();
        assert_eq!(audit.texts[0].after, "held in May");
        let why = crate::words::comparison::why(c.of(Direction::Worsened).next().unwrap(), &q);
        assert!(why.starts_with("From Met, 100 %") && why.contains("5.2/1: Proven -> Nothing"), "{why}");

        let points = trend(&q, &a, date(2027, 6, 1)).points;
        assert_eq!(
            (points.len(), points[0].name.as_str(), points[1].date.as_str()),
            (2, "first", "2027-06-01")
        );
        let earlier = State { rule: counted_by(Some("rule 1")).into(), ..old.clone() };
        assert_eq!(earlier.rule, RULE, "a state of the rule before is counted anew");
        let other = State { rule: "rule 9".into(), ..old.clone() };
        let no = states(&q, &old, &other).unwrap_err().words();
        assert!(no.contains("rule 9") && no.contains("first"), "{no}");
        a.set(&q, keys::RULE, Some("rule 1".into()));
        assert!(trend(&q, &a, date(2027, 6, 1)).left_out.is_empty());
        a.set(&q, keys::RULE, Some("rule 9".into()));
        assert_eq!(trend(&q, &a, date(2027, 6, 1)).left_out, ["now (2027-06-01, rule 9)"]);
    }
}
