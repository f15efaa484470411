//! Records: what their kinds are called, what is wrong with what was typed into them or stands in a file, and
//! what follows when one is removed.

use super::audit_fault::of_audits;
use super::{Word, Words, said, text, with_near};
use crate::model::Assessment;
use crate::model::record::gone::Follow;
use crate::model::record::sound::Unsound;
use crate::model::record::{
    Fault, Field, Follows, Kind, Lack, Place, Rec, Taken, TakenBy, Type, Unplanned, Wanted, derived,
    says_yes, value,
};
use crate::say;

/// How a kind of record is called in a sentence.
pub trait KindWords {
    /// What one is called with its article: `an AI system`.
    fn a_new(&self) -> String;
    /// Several of them, counted: `2 pieces of evidence`.
    fn count(&self, n: usize) -> String;
}

impl KindWords for Kind {
    fn a_new(&self) -> String {
        text(self.one).to_owned()
    }

    fn count(&self, n: usize) -> String {
        said(self.counted, &[("n", &n)])
    }
}

/// Everything a record says beside its name, in a line: values as they are, flags by their label.
pub fn summary(a: &Assessment, kinds: &[&'static Kind], rec: &Rec<'_>) -> String {
    // A place that a record begins with is no name of it.
    let named = |f: &Field| !rec.kind.is_one_fact() && rec.kind.naming() == Some(f) && f.typ != Type::Id;
    let beside = rec.kind.typed().filter(|f| !named(f));
    // What follows comes first: of a risk its level, and what is left.
    let follows = rec.kind.derived.iter().map(|d| match cell(a, kinds, rec, d.key) {
        value if value.is_empty() => value,
        value => say!("{label}: {value}", label = text(d.word).to_lowercase(), value),
    });
    let words = beside.map(|f| match (f.typ, value::shown(a, kinds, rec, f)) {
        _ if value::is_hidden(a, rec, f) => say!("hidden until shown").to_owned(),
        (Type::Frozen, v) if !v.is_empty() => say!("all facts of that day").to_owned(),
        (Type::Flag, v) if says_yes(&v) => text(f.word).to_lowercase(),
        (Type::Flag, v) if !v.is_empty() => {
            say!("{label}: no", label = text(f.word).to_lowercase())
        }
        (Type::Seen, v) if !v.is_empty() => say!("seen by {who}", who = v),
        // A day alone does not say what it is the day of.
        (Type::Date, v) if !v.is_empty() => format!("{} {v}", text(f.word).to_lowercase()),
        (_, v) => v,
    });
    follows.chain(words).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The label of a field, or of what follows from fields.
pub fn label(kind: &Kind, key: &str) -> &'static str {
    let derived = || kind.derived.iter().find(|d| d.key == key).map(|d| d.word);
    text(kind.field(key).map(|f| f.word).or_else(derived).unwrap_or_default())
}

/// What a record says in a field, or what follows there, for a cell of a list; empty for nothing.
pub fn cell(a: &Assessment, kinds: &[&'static Kind], rec: &Rec<'_>, key: &str) -> String {
    let Some(f) = rec.kind.field(key) else {
        let derived = rec.kind.derived.iter().find(|d| d.key == key);
        return derived.map_or_else(String::new, |d| match derived::may_stay(a, rec) {
            Some(stays) if d.follows == Follows::MayStay => yes_or_no(stays).to_owned(),
            _ => derived::shown(a, rec, d),
        });
    };
    match (f.typ, value::shown(a, kinds, rec, f)) {
        (Type::Flag, v) if !v.is_empty() => yes_or_no(says_yes(&v)).to_owned(),
        (Type::Date, v) => super::day::shown(&v),
        (_, v) => v,
    }
}

fn yes_or_no(is: bool) -> &'static str {
    if is { say!("yes") } else { say!("no") }
}

/// What a record lacks, each with why: phrases with semicolons.
pub fn lacking(lacks: &[Lack]) -> String {
    let one = |lack: &Lack| {
        let (field, why) = (text(lack.field.word), text(lack.why));
        if !lack.past.is_empty() {
            say!("{field} {day} is past ({why})", field, day = super::day::shown(&lack.past), why)
        } else if lack.weak {
            say!("{field}: what stands there gives no reason ({why})", field, why)
        } else if lack.odd {
            format!("{field}: {why}")
        } else {
            format!("{field} ({why})")
        }
    };
    lacks.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// What a record that was just saved lacks: the first of it, and how much more; empty for nothing.
pub fn still_lacks(lacks: &[Lack]) -> String {
    // Who approved what is approved, and when, is one thing to say.
    let with_state = with_state(lacks);
    let first = if with_state.is_empty() { lacks.iter().take(1).cloned().collect() } else { with_state };
    let more = lacks.len() - first.len();
    let first = lacking(&first);
    match more {
        _ if lacks.is_empty() => String::new(),
        0 => say!("It lacks {first}.", first),
        n => say!("It lacks {first} and {n} more.", first, n),
    }
}

/// What went with a state that holds no more; empty for nothing.
pub fn over(taken: &[(&'static Field, String)]) -> String {
    let one = |(f, was): &(&'static Field, String)| {
        let was = if f.typ == Type::Date { super::day::of_stored(was) } else { was.clone() };
        format!("{} {}", text(f.word), crate::model::text::shown(&was, 40))
    };
    let (instead, taken): (Vec<_>, Vec<_>) =
        taken.iter().partition(|(f, _)| crate::model::record::over::is_rival(f));
    let instead: Vec<String> = instead.into_iter().map(one).collect();
    let instead = match instead.as_slice() {
        [] => String::new(),
        all => say!("In place of what stood there: {all}.", all = all.join(", ")),
    };
    let all: Vec<String> = taken.iter().copied().map(one).collect();
    if all.is_empty() {
        return instead;
    }
    let gone = say!("Taken away with it, as it was said of what stood before: {all}.", all = all.join(", "));
    // A state never is nothing: what it fell to is what holds now.
    if taken.iter().any(|(f, _)| matches!(f.typ, Type::Choice(_))) {
        return say!("{gone} It is a draft again until somebody approves this version.", gone);
    }
    gone
}

/// Of what a record lacks, what is to be said with the state it has now: who approved what is approved, and when.
pub fn with_state(lacks: &[Lack]) -> Vec<Lack> {
    let is_state = |l: &Lack| l.odd && matches!(l.field.typ, Type::Choice(_));
    let with = |l: &&Lack| (l.field.soon.is_some() || is_state(l)) && l.past.is_empty();
    lacks.iter().filter(with).cloned().collect()
}

/// That ready scales were put into registers; behind it how that is taken back.
pub fn scales_kept(back: &str) -> String {
    let kept = say!("Scales kept; change them under Likelihoods, Consequences and Risk levels.").to_owned();
    if back.is_empty() { kept } else { format!("{kept} {back}") }
}

/// What hangs on a record, before it is removed: phrases with semicolons, empty where nothing does.
pub fn hangs(follows: &[Follow]) -> String {
    let one = |follow: &Follow| match follow {
        Follow::AnswersRest { n, .. } => say!("{n|answer|answers} for it {n?counts|count} no more", n),
        Follow::AnswersStay { .. }
        | Follow::Owns { .. }
        | Follow::Proves { alone: 0, .. }
        | Follow::Rows { .. }
        | Follow::Accepted { .. }
        | Follow::Moved { .. }
        | Follow::Statement => follow.words(),
        Follow::Controls { ids, alone } => super::hangs::for_controls(ids, *alone),
        Follow::Proves { n, alone } => {
            say!("it proves {n|check|checks}, {alone} of them nothing else does", n, alone)
        }
        Follow::NotSeen { kind, n } => {
            say!("{records} {n?counts|count} as not seen then", records = kind.count(*n), n)
        }
        Follow::StillName { kind, n, .. } => say!("{records} {n?names|name} it", records = kind.count(*n), n),
        Follow::GoesWith { kind, n } => say!("{records} {n?goes|go} with it", records = kind.count(*n), n),
    };
    follows.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// The same as a sentence of its own begins.
pub fn hangs_said(follows: &[Follow]) -> String {
    let all = hangs(follows);
    let mut letters = all.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The question before a record is taken out of its register, and what hangs on it.
pub fn take_out(rec: &Rec<'_>, follows: &[Follow]) -> (String, String) {
    let title = say!("Take {no} out of {register}?", no = rec.shown_no(), register = text(rec.kind.words));
    let (name, hangs) = (rec.name(), hangs_said(follows));
    let words = if hangs.is_empty() {
        say!("{name}. History keeps it, and undo brings it back.", name)
    } else {
        say!("{name}. {hangs}. History keeps it, and undo brings all of it back.", name, hangs)
    };
    (title, words)
}

impl Word for Wanted {
    fn word(&self) -> &'static str {
        match self {
            Self::Question => say!("question"),
            Self::RequirementOrCheck => say!("requirement or check"),
            Self::Requirement => say!("requirement"),
            Self::Action => say!("action"),
            Self::Document => say!("document"),
        }
    }
}

impl Word for Place {
    fn word(&self) -> &'static str {
        match self {
            Self::Heading => say!("heading"),
            Self::Requirement => say!("requirement"),
            Self::Check => say!("check"),
        }
    }
}

/// A place with its article.
fn one_place(place: Place) -> &'static str {
    match place {
        Place::Heading => say!("a heading"),
        Place::Requirement => say!("a requirement"),
        Place::Check => say!("a check"),
    }
}

/// What is wanted, with its article.
fn one(wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Question => say!("a question"),
        Wanted::RequirementOrCheck => say!("a requirement or check"),
        Wanted::Requirement => say!("a requirement"),
        Wanted::Action => say!("an action"),
        Wanted::Document => say!("a document"),
    }
}

impl Words for Fault {
    fn words(&self) -> String {
        match self {
            Self::Empty { hint } => say!("This may not stay empty: {hint}.", hint),
            Self::NotADate => say!(
                "That is no day from 1990 to 2200. Write it like this: {how}.",
                how = super::day::how_to_type()
            ),
            Self::NotAFlag => say!("Write yes or no.").to_owned(),
            Self::NotANumber { most } => {
                say!("Write a number above 0, at most {most}, for example 6.", most)
            }
            Self::NotACount { most } => say!("Write a whole number from 0 to {most}.", most),
            Self::NotHours { most } => {
                say!("Write hours above 0, at most {most}, for example 6 or 1.5 d (a day is 8 h).", most)
            }
            Self::NotAWord { typed, words } => {
                say!("\"{typed}\" is not one of: {words}.", typed, words = words.join(", "))
            }
            Self::NotALevel { typed } => say!("\"{typed}\" is no level: 1 to 5, 0 or n.", typed),
            Self::NoSuchId { what, id, near } => with_near(
                say!("There is no {what} {id} in this questionnaire.", what = what.word(), id),
                near,
            ),
            Self::OwnControl { no, piece } => super::own_control::told(no, piece),
            Self::NoSuchRecord { kind, typed, there } => {
                no_such_record(text(kind.word), typed, &there.words())
            }
            Self::Several { typed, numbers } => say!(
                "There are several called \"{typed}\": write the number, {numbers}.",
                typed,
                numbers = numbers.join(say!(" or "))
            ),
            Self::OtherRank { id, is, what, near } => {
                let first =
                    say!("{id} is {is}; write {one}.", id = &**id, is = one_place(*is), one = one(*what));
                with_near(first, near)
            }
            Self::NoSuchAction { id, near } => {
                with_near(say!("There is no action {id} in this roadmap.", id), near)
            }
            Self::Twice { typed } => say!("{typed} is given twice, with different days: write one.", typed),
            Self::AfterToday { day, today } => {
                say!("{day} is after today, {today}: write the day it was looked at.", day, today)
            }
            Self::DatedAhead { day, today } => say!(
                "{day} is after today, {today}: write the date the document bears, or leave it empty until it is there.",
                day,
                today
            ),
            Self::DayAhead { .. }
            | Self::DayBefore { .. }
            | Self::TwoDays { .. }
            | Self::ValidBefore { .. }
            | Self::SeenBefore { .. }
            | Self::HasAnother { .. } => of_days(self),
            Self::Stands { who, at } => say!(
                "{who} has answered {at} already, and that answer stands: change that one, or remove it first.",
                who,
                at
            ),
            Self::NameTaken { one, name } => {
                say!("There is {one} \"{name}\" already: choose another name.", one = text(one), name)
            }
            Self::Unplanned(why) => unplanned(why),
            Self::TooLong { len, max } => {
                say!("This is too long: {len} bytes; {max} are the most.", len, max)
            }
            Self::NotTyped => say!("This is not written by hand.").to_owned(),
            Self::ByVerb { verb } => say!(
                "This is not written by hand: the program reads it from the file itself when you ask for it: {verb} E-1 in plain mode, clausewise evidence FILE E-1 --{verb} from a shell.",
                verb
            ),
            of_an_audit => of_audits(of_an_audit),
        }
    }
}

/// Days of a record that cannot be like that, and what no two records can share.
fn of_days(fault: &Fault) -> String {
    match fault {
        Fault::TwoDays { one, other } => super::day::two_days(*one, *other),
        Fault::DayAhead { day, today } => say!(
            "{day} is after today, {today}: write a day that has been, or leave it empty until then.",
            day,
            today
        ),
        Fault::DayBefore { word, day, other, from } => say!(
            "{field} is {day}, but {other} is {from}, which is later. Correct one of the two days.",
            field = text(word),
            day,
            other = text(other),
            from
        ),
        Fault::ValidBefore { until, dated } => say!(
            "Valid until {until}, but the document is of {dated}: it would have run out before it was there. Correct one of the two days.",
            until,
            dated
        ),
        Fault::SeenBefore { seen, dated } => say!(
            "Seen on {seen}, but the document is of {dated}: nobody can have looked at it before. Correct the date, or write the day this version was looked at.",
            seen,
            dated
        ),
        Fault::HasAnother { value, other } => say!(
            "{other} has {value} there already: with the same value one of the two would hide the other. Write another value, or \
             change that one first.",
            other,
            value
        ),
        _ => String::new(),
    }
}

/// That a register has no such record, and which it has.
fn no_such_record(word: &str, typed: &str, there: &str) -> String {
    if there.is_empty() {
        return say!(
            "There is no {word} \"{typed}\". Add one first, or write one that is there.",
            word,
            typed
        );
    }
    say!(
        "There is no {word} \"{typed}\". {there} Add one first, or write one that is there.",
        word,
        typed,
        there
    )
}

/// What cannot be planned, as a sentence of its own.
fn unplanned(why: &Unplanned) -> String {
    let fixed = match why {
        Unplanned::TooManyParts { most } => return say!("A split has at most {most} parts.", most),
        Unplanned::Taken(Taken { id, by: TakenBy::Actions(ids) }) => {
            return say!("{id} is part of {ids} already; take that back first.", id, ids = ids.join(", "));
        }
        Unplanned::Taken(Taken { id, by: TakenBy::Record(number) }) => {
            return say!("{id} is part of action {number} already; take that back first.", id, number);
        }
        Unplanned::Dates { pin, due } => {
            return say!("It cannot start on {pin} at the earliest and be due on {due}.", pin, due);
        }
        Unplanned::PartOfNoSplit => say!("Only a split action has parts."),
        Unplanned::FiledNowhere => {
            say!("An added action stands at a requirement, for example the one it helps.")
        }
        Unplanned::AddedDoesNothing => say!("An added action needs what to do."),
        Unplanned::AddedWithoutHours => say!("An added action needs its hours of work."),
        Unplanned::AfterItself => say!("An action cannot wait for itself."),
        Unplanned::MergedOfOne => say!("A merged action stands for two gaps or more."),
        Unplanned::MergedDoesNothing => say!("A merged action needs what to do."),
        Unplanned::SplitOfSeveral => say!("A split stands for exactly one gap."),
    };
    fixed.to_owned()
}

impl Words for Unplanned {
    /// A phrase: behind a colon.
    fn words(&self) -> String {
        let fixed = match self {
            Self::TooManyParts { most } => return say!("a split has at most {most} parts", most),
            Self::Taken(taken) => return taken.words(),
            Self::Dates { pin, due } => {
                return say!("it cannot start on {pin} at the earliest and be due on {due}", pin, due);
            }
            Self::PartOfNoSplit => say!("only a split action has parts"),
            Self::FiledNowhere => {
                say!("an added action stands at a requirement, for example the one it helps")
            }
            Self::AddedDoesNothing => say!("an added action needs what to do"),
            Self::AddedWithoutHours => say!("an added action needs its hours of work"),
            Self::AfterItself => say!("an action cannot wait for itself"),
            Self::MergedOfOne => say!("a merged action stands for two gaps or more"),
            Self::MergedDoesNothing => say!("a merged action needs what to do"),
            Self::SplitOfSeveral => say!("a split stands for exactly one gap"),
        };
        fixed.to_owned()
    }
}

impl Words for Taken {
    /// A phrase, as those of [`Unplanned`].
    fn words(&self) -> String {
        let id = &self.id;
        match &self.by {
            TakenBy::Actions(ids) => {
                say!("{id} is part of {ids} already; take that back first", id, ids = ids.join(", "))
            }
            TakenBy::Record(number) => {
                say!("{id} is part of action {number} already; take that back first", id, number)
            }
        }
    }
}

impl Words for Unsound {
    fn words(&self) -> String {
        match self {
            Self::NeverMade => say!("it was never made: only parts of it stand in the file").to_owned(),
            Self::NoNumber => say!("it has no number").to_owned(),
            Self::PlaceTwice { at, no } => {
                say!("at {at} the audit has a row already, {no}; one row a requirement", at, no)
            }
            Self::NumberTwice(other) => {
                say!(
                    "\"{other}\" has the same number: remove one of the two and add it anew",
                    other = crate::inert::one_line(other)
                )
            }
            Self::Missing(field) => say!("{field} is missing", field),
            Self::NamesNoRecord { word, to } => {
                say!("{field} names {record} that is not there", field = word, record = to.a_new())
            }
            Self::NamesNoAction(field) => say!("{field} names an action that is not there", field),
            Self::NamesNobody(field) => say!("{field} names somebody who never was in the register", field),
            Self::MoreThan { word, n, other, most } => say!(
                "{field} is {n} and cannot be more than {other}, which is {most}",
                field = text(word),
                n = n.as_str(),
                other = text(other),
                most = most.as_str()
            ),
            Self::Unplanned(why) => why.words(),
            Self::FewParts { most } => say!("it is not planned: a split needs 2 to {most} parts", most),
        }
    }
}

#[cfg(test)]
mod tests;
