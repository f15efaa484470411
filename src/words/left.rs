//! Why rows and entries of a file are left alone, in sentences: for the dry run on the screen, for plain mode and for the
//! command alike.

use super::difference::{apart, placed};
use super::import_columns::Door;
use super::{few, joined, left_reason, text};
use crate::files::typed_text;
use crate::import::{Left, OfRecords, Why};
use crate::inert::one_line;
use crate::model::left_alone::LeftAlone;
use crate::model::text as texts;
use crate::say;

/// So much of a reason is told, in characters.
const REASON: usize = 120;

/// To whom it is told what was left alone, so that a command that is named can be typed as it stands.
#[derive(Debug, Clone, Copy)]
pub struct Teller<'f> {
    /// The open file, as a shell takes it.
    pub file: &'f str,
    /// Where somebody sits.
    pub door: Door,
    /// Whether texts are told whole, as for programs.
    pub whole: bool,
}

impl Teller<'_> {
    /// A text of somebody in one line, as long as it is told.
    fn text(&self, words: &str) -> String {
        let words = one_line(words);
        if self.whole { words } else { texts::shown(&words, REASON) }
    }

    /// Two texts, so that one sees where they part however long they are.
    fn two(&self, stood: &str, text: &str) -> (String, String) {
        let (stood, text) = (one_line(stood), one_line(text));
        if self.whole { (stood, text) } else { apart(&stood, &text, REASON) }
    }

    /// How a text that was not taken is written by hand, where it is meant.
    fn by_hand(&self, (id, stated): (&str, bool), to_be_in: bool, text: &str) -> String {
        let Self { file, door, .. } = self;
        let applies = if to_be_in { "yes" } else { "no" };
        if !stated {
            return say!("If it is meant, write it at {id} in the program.", id);
        }
        match (door, typed_text(&one_line(text))) {
            (Door::Window, _) => {
                say!("If it is meant, write it at {id} in the Statement of Applicability.", id)
            }
            (Door::Plain, _) => say!(
                "If it is meant, type {id}, and then: applicable {applies} {text}",
                id,
                applies,
                text = one_line(text)
            ),
            (Door::Command, Some(text)) => say!(
                "If it is meant: clausewise soa {file} set {id} applicable={applies} reason={text}",
                file,
                id,
                applies,
                text
            ),
            (Door::Command, None) => say!("If it is meant, write it at {id} in the program.", id),
        }
    }

    /// Of a text that stays away from the side its row is on.
    fn other_side(&self, of: (&str, bool), to_be_in: bool, (stood, text): (&str, &str)) -> String {
        let id = of.0;
        if one_line(stood) == one_line(text) {
            let text = self.text(text);
            return if to_be_in {
                say!(
                    "{id}: its text is why it was left out here, and is not taken as why it is needed: \"{text}\". Say why it is needed.",
                    id,
                    text
                )
            } else {
                say!(
                    "{id}: its text is why it is needed here, and is not taken as why it is left out: \"{text}\". Say why it is left out.",
                    id,
                    text
                )
            };
        }
        let next = self.by_hand(of, to_be_in, text);
        let (stood, text) = self.two(stood, text);
        let words = if to_be_in {
            say!(
                "{id}: its text is nearly the one why it was left out here (\"{stood}\"), and is not taken as why it is needed: \"{text}\".",
                id,
                stood,
                text
            )
        } else {
            say!(
                "{id}: its text is nearly the one why it is needed here (\"{stood}\"), and is not taken as why it is left out: \"{text}\".",
                id,
                stood,
                text
            )
        };
        joined([words, next])
    }

    /// Of a reason that says too little to take the place of the one that stands.
    fn hollow(&self, of: (&str, bool), to_be_in: bool, (stood, text): (&str, &str)) -> String {
        // A sign alone takes a text away where it is typed.
        let says = text.chars().any(char::is_alphanumeric);
        let next = if says { self.by_hand(of, to_be_in, text) } else { String::new() };
        let id = of.0;
        let (stood, text) = (self.text(stood), self.text(text));
        let words = if stood.is_empty() {
            say!("{id}: \"{text}\" says no reason, and was not taken as one.", id, text)
        } else {
            say!(
                "{id}: \"{text}\" says too little to take the place of the reason that stands here: \"{stood}\".",
                id,
                text,
                stood
            )
        };
        if stood.is_empty() { words } else { joined([words, next]) }
    }
}

/// What of a file was left alone, in sentences: rows as rows, links as links; empty for nothing.
pub(super) fn counted(left: &LeftAlone) -> String {
    let LeftAlone { rows, parts, links, named, theirs, away } = left;
    let (n, ids) = (*links, one_line(&few(named, 3)));
    let unlinked = if *theirs {
        say!(
            "{n|link was|links were} not made, as {ids} {m?is a number|are numbers} of theirs.",
            n,
            ids,
            m = named.len()
        )
    } else {
        say!("{n|link was|links were} not made, as {ids} {m?is|are} not here.", n, ids, m = named.len())
    };
    joined([
        if *rows == 0 { String::new() } else { say!("{n|row was|rows were} left alone.", n = *rows) },
        if *parts == 0 {
            String::new()
        } else {
            say!("Of {n|other row|other rows} something was not taken.", n = *parts)
        },
        if *links == 0 { String::new() } else { unlinked },
        if *away == 0 {
            String::new()
        } else {
            say!("{n|entry is|entries are} gone from the sheet and {n?stays|stay} here.", n = *away)
        },
    ])
}

/// The same as the end of a line of counts: "2 left alone, 38 links not made".
pub(super) fn in_counts(left: &LeftAlone) -> String {
    let LeftAlone { rows, parts, links, away, .. } = left;
    let more = [
        (*parts, say!("{n} taken in part", n = *parts)),
        (*links, say!("{n|link|links} not made", n = *links)),
        (*away, say!("{n} gone from the sheet", n = *away)),
    ];
    let more = more.into_iter().filter(|(n, _)| *n > 0).map(|(_, words)| words);
    std::iter::once(say!("{n} left alone", n = *rows)).chain(more).collect::<Vec<_>>().join(", ")
}

impl Left {
    /// Why it is left alone, told to somebody.
    pub fn told(&self, to: Teller<'_>) -> String {
        let id = one_line(&self.id);
        let words = match &self.why {
            Why::Unknown => say!("nothing here is called \"{id}\".", id),
            Why::Coarser { of } => say!(
                "{id} is one answer there for {ids} here, and does not say which of them it is about: answer them one by one.",
                id,
                ids = few(of, 6)
            ),
            Why::Undecided { typed } => say!(
                "\"{typed}\" does not say whether {id} applies: its status was not taken.",
                typed = one_line(typed),
                id
            ),
            Why::Total => say!("a row that adds up the others: it was left out.").to_owned(),
            Why::AboveHeads => {
                say!("{id} stands above the row that says what the columns are: it was not read.", id)
            }
            Why::DecisionEmptied => say!(
                "nothing says whether {id} applies: what stands here stays, and its row was not taken. Write yes, no or undecided there.",
                id
            ),
            Why::NothingDecided => {
                say!(
                    "{id} has neither a reason nor a status here, and nothing says whether it applies: its row was not taken.",
                    id
                )
            }
            Why::Joined { rows, owner, others } => {
                let rows: Vec<String> = rows.iter().map(usize::to_string).collect();
                let whole = say!(
                    "{id} stands in the rows {rows}: the lowest level counts, and what they say is put together.",
                    id,
                    rows = few(&rows, 6)
                );
                match others.as_slice() {
                    [] => whole,
                    _ => joined([
                        whole,
                        say!(
                            "Its owner is {owner}; {others} was not taken.",
                            owner = one_line(owner),
                            others = one_line(&few(others, 3))
                        ),
                    ]),
                }
            }
            Why::NoName { word } => {
                say!("nothing stands under \"{word}\", which every row needs.", word = text(word))
            }
            Why::StandsTwice { row } => say!("\"{id}\" stands twice: row {row} was taken.", id, row),
            Why::AllOf { words } => say!(
                "{id} is to have to do with all {words}, which are not named one by one: nothing was linked.",
                id,
                words = text(words)
            ),
            Why::NoPlace { words } => say!(
                "of \"{id}\" this was not taken, a control of your own has no place for it: {words}",
                id,
                words = one_line(words)
            ),
            other => other.of_others(&id, to),
        };
        placed(&self.place, &words)
    }
}

impl Why {
    /// Why something is left alone that counts only where the file comes from.
    fn of_others(&self, id: &str, to: Teller<'_>) -> String {
        match self {
            Why::NumberAlone => {
                say!("\"{id}\" is a number that nothing has here: nothing was made of it.", id)
            }
            Why::TheirNumber { at } => say!(
                "\"{id}\" is a number in a list of theirs and not yours: it stands in the note of {at}, and no evidence was made of it.",
                id,
                at
            ),
            Why::NotOurs { at, in_note } => {
                let kept = if *in_note { say!("It stands in the note of {at}.", at) } else { String::new() };
                joined([
                    say!(
                        "\"{id}\" is a number of theirs and not your {id}: {at} was not linked with it.",
                        id,
                        at
                    ),
                    kept,
                ])
            }
            Why::OtherName { is } => say!(
                "\"{id}\" has the number that is {is} here: that one is linked, and the other name was not taken.",
                id,
                is = one_line(is)
            ),
            Why::OwnLeftOut { text } => left_reason::own_left_out(id, text),
            Why::NoLevel { typed } => say!(
                "\"{typed}\" stands for no status that is known: that of {id} was not taken.",
                typed = one_line(typed),
                id
            ),
            Why::Renumbered { now, name } => {
                say!("{id} \"{name}\" of the file is {now} here.", id, name = one_line(name), now)
            }
            Why::MadeFromFacts => say!(
                "{id}: what stands under \"records\" is made from \"answers\" and not read. Change it there, or in the register's own table.",
                id
            ),
            Why::OfHeading { of } => say!(
                "{id} is a heading: what its row says beside its title was not taken. Write it in the rows of what stands below it: \
                 {ids}.",
                id,
                ids = few(of, 6)
            ),
            Why::NoSystem { at, in_reason } => {
                let kept =
                    if *in_reason { say!("the reason of {at}", at) } else { say!("the note of {at}", at) };
                say!(
                    "\"{id}\" is no AI system here: that {at} does not count for it stands in {kept}.",
                    id,
                    at,
                    kept
                )
            }
            Why::EvidenceAway { at } => say!(
                "\"{id}\" was taken away in the sheet and stays evidence of {at}: what it shows is changed in the register of evidence.",
                id,
                at
            ),
            Why::RowAway { kind, no } => say!(
                "\"{id}\" has no row in the sheet any more and stays here: an import takes nothing out of a register. What takes it \
                 out: clausewise record {file} {kind} remove {no}",
                id,
                file = to.file,
                kind = kind.key,
                no
            ),
            Why::OfRecords(what) => what.words(id),
            Why::OwnOfTheFile => say!("{id} counts only in the file it comes from.", id),
            other => other.of_sides(id, to),
        }
    }

    /// Why something stays away that says whether a control is in, or why.
    fn of_sides(&self, id: &str, to: Teller<'_>) -> String {
        match self {
            Why::SystemsLeaveOut { systems } => say!(
                "{id} stays left out, and its row does not change that: {systems} {n?leaves|leave} it out for {n?itself|themselves}. \
                 Change what is answered there first.",
                n = systems.len(),
                id,
                systems = one_line(&few(systems, 6))
            ),
            Why::OtherSide { to_be_in, stated, stood, text } => {
                to.other_side((id, *stated), *to_be_in, (stood, text))
            }
            Why::Hollow { to_be_in, stated, stood, text } => {
                to.hollow((id, *stated), *to_be_in, (stood, text))
            }
            Why::TwoReasons { other, taken, column } => say!(
                "{id} has two reasons: \"{taken}\" under {column} is taken, and this one is not: \"{other}\". If it is the one that \
                 is meant, write it under {column}.",
                id,
                taken = to.text(taken),
                column = one_line(column),
                other = to.text(other)
            ),
            Why::ReasonAlone { stands, texts } => left_reason::alone(id, *stands, texts),
            Why::ReadsOtherwise { to_be_in, text } => left_reason::reads_otherwise(id, *to_be_in, text),
            other => other.of_numbers(id),
        }
    }

    /// What a number says against the words beside it.
    fn of_numbers(&self, id: &str) -> String {
        match self {
            Why::NumberTwice { row } => say!(
                "\"{id}\" stands in row {row}, too: the words of this row say which record is meant, its number does not.",
                id,
                row
            ),
            Why::NumberOfAnother { number, words } => say!(
                "\"{id}\" is the number of {number}, and the words are those of {other}: nothing of this row was taken. Correct the \
                 number or the words.",
                id,
                number = one_line(number),
                other = one_line(words)
            ),
            Why::NumberOfSeveral { of } => say!(
                "\"{id}\" is the number elsewhere of {records}, and none of them is called so: nothing of this row was taken. Give \
                 each its own number first.",
                id,
                records = one_line(&few(of, 4))
            ),
            _ => String::new(),
        }
    }
}

impl OfRecords {
    /// How the records shown differ from the facts, and what to do.
    fn words(&self, id: &str) -> String {
        match self {
            Self::New { kind } => say!(
                "{id}: it stands under \"records\" alone, which is made from \"answers\" and not read: nothing was made of it. Add it \
                 in the program, or import it as a table of the register {register}.",
                id,
                register = text(kind.words)
            ),
            Self::Gone => say!(
                "{id}: it is missing under \"records\", which is made from \"answers\" and not read: nothing was taken away. Take it \
                 out in the program.",
                id
            ),
            Self::NoRegister => say!(
                "{id}: no register is called that. What stands under \"records\" is made from \"answers\" and not read.",
                id
            ),
            Self::NoList => say!(
                "{id}: no list of records stands there. What stands under \"records\" is made from \"answers\" and not read: nothing \
                 was taken away.",
                id
            ),
            Self::NoRecord => say!(
                "{id}: this is no record. What stands under \"records\" is made from \"answers\" and not read.",
                id
            ),
        }
    }
}
