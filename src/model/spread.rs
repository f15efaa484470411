//! How far people are apart: everybody's answers side by side, given in the room or apart, the widest spread first; and how
//! one agreed answer is made of them, with what it was made from. Figures ask none of it: only the agreed answer scores.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::apart::{self, Note};
use super::assessment::{Assessment, keys};
use super::change::{Change, Edit, Refusal, too_long};
use super::edit;
use super::level::Level;
use super::questionnaire::{Questionnaire, Target};
use super::record::Rid;
use super::text;
use super::votes;

pub use super::trace::Trace;
pub use super::votes::Given;

/// What the event is called that agrees by hand.
pub const AGREE: &str = "agree";

/// The same by the rule that takes the worst.
pub const AGREE_WORST: &str = "agree-worst";

/// How far apart it is whether something applies at all: as far as nothing is from proven.
const WIDEST: u8 = 4;

/// What somebody says on an id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// Who.
    pub who: Rid,
    /// Their level.
    pub level: Level,
    /// How it was given.
    pub given: Given,
    /// The level they gave apart, where the notes were written; a room's answer stands before it.
    pub apart: Option<Level>,
    /// What they wrote apart, in their words.
    pub notes: Vec<Note>,
}

impl Voice {
    /// Whether the level is another one than they gave apart.
    pub fn says_otherwise(&self) -> bool {
        self.apart.is_some_and(|apart| apart != self.level)
    }

    /// Whether what they wrote was written beside this very answer, and not before one in the room.
    pub fn wrote_beside(&self) -> bool {
        self.given != Given::Room && self.apart == Some(self.level)
    }

    /// Whether there is more to tell of it than who gave which level: words, or that they said otherwise apart.
    pub fn has_more(&self) -> bool {
        !self.notes.is_empty() || self.says_otherwise()
    }
}

/// What somebody wrote on an id without giving a level to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrote {
    /// Who.
    pub who: Rid,
    /// In their words.
    pub notes: Vec<Note>,
}

/// How an agreed answer was made of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// People settled on this level.
    ByHand(Level),
    /// The rule: the worst, which is the lowest level anybody gave.
    Worst,
}

/// One id with everybody's answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The id.
    pub at: String,
    /// Who says what, the lowest level first.
    pub voices: Vec<Voice>,
    /// Who wrote something and gave no level.
    pub wrote: Vec<Wrote>,
    /// The organisation's own level at this very id.
    pub agreed: Option<Level>,
    /// Whether that is what people agreed on, and did not merely stand before they were asked.
    pub is_agreed: bool,
    /// Whether answers came in since.
    pub since: bool,
    /// What that was made from, where it was made of answers.
    pub trace: Option<Trace>,
    /// What somebody holds against it.
    pub dissent: String,
}

impl Row {
    /// Steps between the lowest and the highest level; as many as there can be where only some say that it does not apply.
    pub fn steps(&self) -> u8 {
        let levels = || self.voices.iter().map(|v| v.level);
        let out = levels().any(|l| l == Level::NotApplicable);
        let said: Vec<u8> = levels().filter(|l| l.says()).filter_map(|l| l.key().parse().ok()).collect();
        match (said.iter().min(), said.iter().max()) {
            (Some(_), Some(_)) if out => WIDEST,
            (Some(low), Some(high)) => high - low,
            _ => 0,
        }
    }

    /// Whether not all say the same.
    pub fn differs(&self) -> bool {
        self.voices.iter().any(|v| self.voices.first().is_some_and(|first| first.level != v.level))
    }

    /// Who answered this very id, and not only the requirement it belongs to.
    fn own(&self) -> impl Iterator<Item = &Voice> {
        self.voices.iter().filter(|v| v.given != Given::Whole)
    }

    /// The lowest level anybody gave; none where nobody gave one, or somebody says that it does not apply: that is no
    /// question of lower.
    pub fn lowest(&self) -> Option<Level> {
        let levels = || self.voices.iter().map(|v| v.level);
        if levels().any(|l| l == Level::NotApplicable) {
            return None;
        }
        levels().filter(|l| l.says()).min()
    }

    /// Whether only one person gave a level to this very id, whoever else does not know or answered the whole it belongs to: then
    /// there is nothing yet to agree on between people.
    pub fn is_single(&self) -> bool {
        self.own().count() == 1 || self.own().filter(|v| v.level != Level::DontKnow).count() == 1
    }

    /// Whether people answered or dissent, and nothing was made of it yet.
    pub fn is_open(&self) -> bool {
        !self.is_settled() && (!self.voices.is_empty() || !self.dissent.is_empty())
    }

    /// Whether the agreed level was made of these very answers, so that nothing is left to do here; where nobody gave a level any
    /// level that stands settles it.
    pub fn is_settled(&self) -> bool {
        if self.voices.is_empty() {
            return self.agreed.is_some();
        }
        self.is_agreed && !self.since
    }

    /// Whether people settled on its level by hand: no rule takes its place unasked, also where answers came in since.
    fn is_by_hand(&self) -> bool {
        self.is_agreed && !self.trace.as_ref().is_some_and(|t| t.worst)
    }
}

/// Who says what on an id; of a check also who answered its requirement as a whole. Nobody's while a room is answering it.
pub fn voices(a: &Assessment, at: &str) -> Vec<Voice> {
    let whole = apart::whole_of(at).filter(|whole| !votes::is_hidden(a, whole));
    let one = |said: votes::Said| {
        let votes::Said { who, level, given, apart } = said;
        let mut notes = apart::notes(a, &who, at);
        if given == Given::Whole && notes.is_empty() {
            notes.extend(whole.into_iter().flat_map(|w| apart::notes(a, &who, w)));
        }
        Voice { who, level, given, apart, notes }
    };
    let mut all: Vec<Voice> = votes::said(a, at).into_iter().map(one).collect();
    all.sort_by(|x, y| (x.level, &x.who).cmp(&(y.level, &y.who)));
    all
}

/// Who wrote something on an id and gave no level to it. Nobody's while a room is answering it.
fn wrote(a: &Assessment, at: &str, voices: &[Voice]) -> Vec<Wrote> {
    if votes::is_hidden(a, at) {
        return Vec::new();
    }
    let silent = a.answered_apart().into_iter().filter(|who| voices.iter().all(|v| v.who != *who));
    silent
        .map(|who| Wrote { notes: apart::notes(a, &who, at), who })
        .filter(|wrote| !wrote.notes.is_empty())
        .collect()
}

/// An id with everybody's answers and what was written without one; none where nobody said anything.
pub fn row(a: &Assessment, at: &str) -> Option<Row> {
    let voices = voices(a, at);
    let wrote = wrote(a, at, &voices);
    let dissents = a.at(keys::DISSENT, at).is_some() && !votes::is_hidden(a, at);
    (!voices.is_empty() || !wrote.is_empty() || dissents).then(|| Row {
        at: at.to_owned(),
        voices,
        wrote,
        agreed: votes::agreed(a, at),
        is_agreed: votes::is_agreed(a, at),
        since: votes::came_since(a, at),
        trace: a.at(keys::AGREED_FROM, at).and_then(Trace::parse),
        dissent: a.at(keys::DISSENT, at).unwrap_or_default().to_owned(),
    })
}

/// Every id people answered for themselves or wrote on: what is still open first, the widest spread first, then in the order of the
/// standard. A check stands by itself where somebody answered it, and who answered the whole is counted there, too.
pub fn rows(q: &Questionnaire, a: &Assessment) -> Vec<Row> {
    let mut said: BTreeSet<String> = votes::all(a).into_iter().map(|(id, _)| id).collect();
    said.extend(apart::written_on(a));
    let mut ids: Vec<&str> =
        q.headings.iter().map(|h| h.id.as_str()).filter(|id| said.contains(*id)).collect();
    for r in &q.requirements {
        ids.extend(Some(r.id.as_str()).filter(|id| said.contains(*id)));
        ids.extend(r.checks.iter().map(|c| c.id.as_str()).filter(|id| said.contains(*id)));
    }
    let mut all: Vec<Row> = ids.into_iter().filter_map(|id| row(a, id)).collect();
    all.sort_by_cached_key(|row| {
        (row.is_settled(), row.voices.is_empty(), Reverse(row.steps()), !row.differs())
    });
    all
}

/// What a rule makes agreed answers of where nobody names them, by ids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ForRule {
    /// Not agreed on, and the rule says something.
    pub ids: Vec<String>,
    /// Left alone: only one person answered, and there is nobody to agree with.
    pub single: Vec<String>,
    /// Left alone: people agreed by hand, and answers came in since.
    pub by_hand: Vec<String>,
    /// Left alone: people agreed by hand on a whole they belong to.
    pub of_whole: Vec<String>,
    /// Left alone: people agreed by hand on all of their checks.
    pub of_checks: Vec<String>,
}

/// What the rule makes an agreed answer of among these, and what it leaves alone.
pub fn for_rule(q: &Questionnaire, a: &Assessment, rows: Vec<Row>) -> ForRule {
    let mut rule = ForRule::default();
    for row in rows.into_iter().filter(|row| !row.is_settled() && !row.voices.is_empty()) {
        let list = if row.is_by_hand() {
            &mut rule.by_hand
        } else if is_of_whole(q, a, &row.at) {
            &mut rule.of_whole
        } else if is_of_checks(q, a, &row.at) {
            &mut rule.of_checks
        } else if row.is_single() {
            &mut rule.single
        } else if row.own().any(|v| v.level.says()) && row.lowest().is_some() {
            &mut rule.ids
        } else {
            continue;
        };
        list.push(row.at);
    }
    rule
}

/// Whether people settled by hand on the level of an id.
fn settled_by_hand(a: &Assessment, at: &str) -> bool {
    let trace = || a.at(keys::AGREED_FROM, at).and_then(Trace::parse);
    votes::is_agreed(a, at) && !trace().is_some_and(|t| t.worst)
}

/// Whether people settled by hand on the requirement of a check, or on a heading above it: what they agreed on there holds here.
fn is_of_whole(q: &Questionnaire, a: &Assessment, at: &str) -> bool {
    let Some(target) = q.find(at) else { return false };
    let Some(r) = q.requirement_of(target).filter(|_| !matches!(target, Target::Heading(_))) else {
        return false;
    };
    let is_check = matches!(target, Target::Check(_));
    let headings =
        q.headings.iter().enumerate().filter(|(h, _)| q.below(*h).contains(&r)).map(|(_, h)| &h.id);
    let requirement = q.requirements.get(r).map(|r| &r.id).filter(|_| is_check);
    headings.chain(requirement).any(|whole| settled_by_hand(a, whole))
}

/// Whether people settled by hand on every check of a requirement: then its whole says nothing more.
fn is_of_checks(q: &Questionnaire, a: &Assessment, at: &str) -> bool {
    let Some(Target::Requirement(r)) = q.find(at) else { return false };
    let mut checks = q.checks_of(r).filter(|c| a.asks(q, *c)).peekable();
    checks.peek().is_some() && checks.all(|c| settled_by_hand(a, &q.check(c).id))
}

/// Why no agreed answer was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotAgreed {
    /// The change itself is refused.
    Refused(Refusal),
    /// Nobody answered it for themselves, or a room is answering it.
    Nobody {
        /// The id.
        at: String,
    },
    /// The rule says nothing there: nobody gave a level, or somebody says that it does not apply.
    NoWorst {
        /// The id.
        at: String,
    },
}

impl From<Refusal> for NotAgreed {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Makes the agreed answer of an id, and keeps from which answers it was made and how; `dissent` is what somebody holds against
/// it, and what stood stays where nobody says. Everybody's own answer stays as it is.
pub fn agree(
    q: &Questionnaire,
    a: &Assessment,
    at: &str,
    how: How,
    dissent: Option<&str>,
) -> Result<Edit, NotAgreed> {
    let target = q.find(at).ok_or_else(|| edit::unknown(q, at))?;
    let at = q.id_of(target).to_owned();
    let row = row(a, &at).filter(|row| !row.voices.is_empty());
    let row = row.ok_or_else(|| NotAgreed::Nobody { at: at.clone() })?;
    let level = match how {
        How::ByHand(level) => level,
        How::Worst => row.lowest().ok_or_else(|| NotAgreed::NoWorst { at: at.clone() })?,
    };
    let worst = how == How::Worst;
    let mut e = edit::rate(q, a, &at, Some(level), None)?;
    set(a, &mut e, format!("{}{at}", keys::AGREED_FROM), made_of(&row.voices, worst));
    if let Some(words) = dissent.map(text::clean_line).filter(|words| !words.is_empty()) {
        too_long("dissent", &words)?;
        set(a, &mut e, format!("{}{at}", keys::DISSENT), words);
    }
    if worst { AGREE_WORST } else { AGREE }.clone_into(&mut e.what);
    Ok(e)
}

/// What an agreed level was made of, as it is stored.
fn made_of(voices: &[Voice], worst: bool) -> String {
    Trace { worst, from: voices.iter().map(|v| (v.who.clone(), v.level)).collect() }.stored()
}

fn set(a: &Assessment, e: &mut Edit, key: String, now: String) {
    e.changes.retain(|c| c.key != key);
    let was = a.facts().get(&key).cloned();
    if was.as_deref() != Some(now.as_str()) {
        e.changes.push(Change { key, was, now: Some(now) });
    }
}

/// As [`edit::rate`]. A level on what the room has answered and was shown is the one it agrees on, so that what it was made of is
/// kept. Of what people answered apart alone it is made only where the room is `asked` for it.
pub fn rate(
    q: &Questionnaire,
    a: &Assessment,
    at: &str,
    level: Option<Level>,
    note: Option<&str>,
    asked: bool,
) -> Result<Edit, Refusal> {
    let mut e = edit::rate(q, a, at, level, note)?;
    let Some(target) = q.find(at).filter(|_| level.is_some()) else { return Ok(e) };
    let at = q.id_of(target);
    if asked || votes::are_shown(a, at) {
        let voices = voices(a, at);
        if !voices.is_empty() {
            set(a, &mut e, format!("{}{at}", keys::AGREED_FROM), made_of(&voices, false));
        }
    }
    Ok(e)
}
