//! Records: what their kinds are called, what is wrong with what was typed into them or stands in a file, and
//! what follows when one is removed.

use super::{Word, Words, with_near};
use crate::model::Assessment;
use crate::model::record::gone::Follow;
use crate::model::record::sound::Unsound;
use crate::model::record::{Fault, Kind, Place, Rec, Taken, TakenBy, There, Type, Unplanned, Wanted, value};
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
        let word = self.word;
        if word.starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O']) {
            say!("an {word}", word)
        } else {
            say!("a {word}", word)
        }
    }

    fn count(&self, n: usize) -> String {
        let several = || {
            if let Some((first, rest)) = self.word.split_once(" of ") {
                return say!("{first}s of {rest}", first, rest);
            }
            let mut letters = self.words.chars();
            let short = self.words.chars().nth(1).is_some_and(char::is_uppercase);
            match letters.next() {
                Some(first) if !short => first.to_lowercase().chain(letters).collect(),
                _ => self.words.to_owned(),
            }
        };
        if n == 1 { format!("1 {}", self.word) } else { format!("{n} {}", several()) }
    }
}

/// Everything a record says beside its name, in a line: values as they are, flags by their label.
pub fn summary(a: &Assessment, kinds: &[&'static Kind], rec: &Rec<'_>) -> String {
    let beside = rec.kind.typed().filter(|f| rec.kind.is_one_fact() || rec.kind.naming() != Some(f));
    let words = beside.map(|f| match (f.typ, value::shown(a, kinds, rec, f)) {
        (Type::Flag, v) if !v.is_empty() => f.word.to_lowercase(),
        (Type::Seen, v) if !v.is_empty() => say!("seen by {who}", who = v),
        (_, v) => v,
    });
    words.filter(|w| !w.is_empty()).collect::<Vec<_>>().join(", ")
}

impl Word for Wanted {
    fn word(&self) -> &'static str {
        match self {
            Self::Question => say!("question"),
            Self::RequirementOrCheck => say!("requirement or check"),
            Self::Requirement => say!("requirement"),
            Self::Action => say!("action"),
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

impl Words for There {
    fn words(&self) -> String {
        let names = self.names.join(", ");
        match (self.names.is_empty(), self.by_number) {
            (true, false) => String::new(),
            (true, true) => say!("Of a name with a comma or a colon write the number.").to_owned(),
            (false, false) => say!("There are: {names}.", names),
            (false, true) => {
                say!("There are: {names}. Of a name with a comma or a colon write the number.", names)
            }
        }
    }
}

impl Words for Fault {
    fn words(&self) -> String {
        match self {
            Self::Empty { hint } => say!("This may not stay empty: {hint}.", hint),
            Self::NotADate => {
                say!("Dates are written year-month-day from 1990 to 2200, for example 2026-03-01.").to_owned()
            }
            Self::NotAFlag => say!("Write yes or no.").to_owned(),
            Self::NotANumber { most } => {
                say!("Write a number above 0, at most {most}, for example 6 or 12.5.", most)
            }
            Self::NotAWord { typed, words } => {
                say!("\"{typed}\" is not one of: {words}.", typed, words = words.join(", "))
            }
            Self::NotALevel { typed } => say!("\"{typed}\" is no level: 1 to 5, ? or n.", typed),
            Self::NoSuchId { what, id, near } => with_near(
                say!("There is no {what} {id} in this questionnaire.", what = what.word(), id),
                near,
            ),
            Self::NoSuchRecord { kind, typed, there } => {
                let (word, there) = (kind.word, there.words());
                if there.is_empty() {
                    say!(
                        "There is no {word} \"{typed}\". Add one first, or write one that is there.",
                        word,
                        typed
                    )
                } else {
                    say!(
                        "There is no {word} \"{typed}\". {there} Add one first, or write one that is there.",
                        word,
                        typed,
                        there
                    )
                }
            }
            Self::Several { typed, numbers } => say!(
                "There are several called \"{typed}\": write the number, {numbers}.",
                typed,
                numbers = numbers.join(say!(" or "))
            ),
            Self::OtherRank { id, is, what, near } => {
                let first =
                    say!("{id} is a {is}; write a {what}.", id = &**id, is = is.word(), what = what.word());
                with_near(first, near)
            }
            Self::NoSuchAction { id, near } => {
                with_near(say!("There is no action {id} in this roadmap.", id), near)
            }
            Self::Twice { typed } => say!("{typed} is given twice, with different days: write one.", typed),
            Self::AfterToday { day, today } => {
                say!("{day} is after today, {today}: write the day it was looked at.", day, today)
            }
            Self::Stands { who, at } => say!(
                "{who} has answered {at} already, and that answer stands: change that one, or remove it first.",
                who,
                at
            ),
            Self::NameTaken { word, name } => {
                say!("There is a {word} \"{name}\" already: choose another name.", word, name)
            }
            Self::Unplanned(why) => sentence(&why.words()),
            Self::TooLong { len, max } => {
                say!("This is too long: {len} bytes; {max} are the most.", len, max)
            }
            Self::NotTyped => say!("This is not written by hand.").to_owned(),
        }
    }
}

/// A phrase as a sentence of its own.
fn sentence(phrase: &str) -> String {
    let mut letters = phrase.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).chain(['.']).collect()
}

impl Words for Unplanned {
    /// A phrase: behind a colon, or made a sentence.
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
            Self::Missing(field) => say!("{field} is missing", field),
            Self::NamesNoRecord { word, to } => {
                say!("{field} names {record} that is not there", field = word, record = to.a_new())
            }
            Self::NamesNoAction(field) => say!("{field} names an action that is not there", field),
            Self::NamesNobody(field) => say!("{field} names somebody who never was in the register", field),
            Self::Unplanned(why) => why.words(),
            Self::FewParts { most } => say!("it is not planned: a split needs 2 to {most} parts", most),
        }
    }
}

impl Words for [Follow] {
    /// Phrases with semicolons; empty when nothing follows.
    fn words(&self) -> String {
        self.iter().map(Words::words).collect::<Vec<_>>().join("; ")
    }
}

impl Words for Follow {
    fn words(&self) -> String {
        match self {
            Self::AnswersStay { n, name } => say!("{n|answer|answers} {n?stays|stay} under {name}", n, name),
            Self::NotSeen { kind, n } => {
                say!("{records} {n?counts|count} as not seen now", records = kind.count(*n), n)
            }
            Self::StillName { kind, n, name } => {
                say!("{records} still {n?names|name} {name}", records = kind.count(*n), n, name)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::record::{EVIDENCE, PARKED, PERSON, SYSTEM};

    #[test]
    fn kinds_are_counted_as_one_says_it() {
        let counts =
            [PERSON.count(2), SYSTEM.count(2), EVIDENCE.count(1), EVIDENCE.count(3), PARKED.count(2)];
        let words =
            ["2 people", "2 AI systems", "1 piece of evidence", "3 pieces of evidence", "2 parked items"];
        assert_eq!(counts, words);
        assert_eq!([PERSON.a_new(), SYSTEM.a_new()], ["a person", "an AI system"]);
    }

    #[test]
    fn what_cannot_be_planned_is_a_phrase_in_a_check_and_a_sentence_in_a_form() {
        let taken = |by| Unplanned::Taken(Taken { id: "5.2".into(), by });
        let by = [TakenBy::Actions(vec!["5.2-a".into(), "5.2-b".into()]), TakenBy::Record("S-1".into())];
        let said = by.map(|by| taken(by).words());
        assert_eq!(said[0], "5.2 is part of 5.2-a, 5.2-b already; take that back first");
        assert_eq!(said[1], "5.2 is part of action S-1 already; take that back first");
        let fault = Fault::Unplanned(Unplanned::AddedDoesNothing);
        assert_eq!(fault.words(), "An added action needs what to do.");
    }
}
