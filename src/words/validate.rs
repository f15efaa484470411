//! What is wrong with a questionnaire somebody wrote, in words for its author: where, what, and how to put it right.

use std::fmt;

use super::{Word, Words, text};
use crate::model::text::shown;
use crate::model::validate::fields::{FORMAT, Record, Shape};
use crate::model::validate::{BankError, Fault, Json, JsonFault, Sort, Unreadable, Wrong};
use crate::say;

impl Words for Fault {
    fn words(&self) -> String {
        let FaultText { what, fix } = fault_text(&self.wrong);
        say!("{place}: {what}. Fix: {fix}.", place = place(self), what, fix)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words())
    }
}

/// File, line and place in it.
fn place(fault: &Fault) -> String {
    let line = fault.line.map_or_else(String::new, |line| format!(":{line}"));
    let pointer = shown(&fault.pointer, 200);
    let gap = if pointer.is_empty() { "" } else { " " };
    format!("{}{line}{gap}{pointer}", fault.file)
}

/// What is wrong alone, where place and advice do not help: inside a file of answers nobody edits it.
pub fn what_is_wrong(wrong: &Wrong) -> String {
    fault_text(wrong).what
}

/// A fault: what is wrong, and what to do about it. Two parts of a line, each a clause of its own.
struct FaultText {
    what: String,
    fix: String,
}

fn pair(what: impl Into<String>, fix: impl Into<String>) -> FaultText {
    FaultText { what: what.into(), fix: fix.into() }
}

/// Faults of files, and the way on to the others.
fn fault_text(wrong: &Wrong) -> FaultText {
    match wrong {
        Wrong::Unreadable(why) => pair(
            say!("this file cannot be read: {why}", why = why.words()),
            say!("put it there, readable, as text"),
        ),
        Wrong::NoJson { column, what } => pair(
            say!("this is no JSON at column {column}: {what}", column, what = what.words()),
            say!("put this place right, then validate again: more may show"),
        ),
        Wrong::WholeDoesNotRead(what) => {
            pair(what.words(), say!("put this place right, then validate again: more may show"))
        }
        Wrong::KeyTwice => pair(say!("this key is written twice"), say!("keep one of the two")),
        Wrong::FileTwice { name } => pair(
            say!("the file {name} is named twice", name = shown(name, 60)),
            say!("remove one of the two entries"),
        ),
        Wrong::NoRequirement => pair(
            say!("there is no requirement in this questionnaire"),
            say!("name the files that hold them under \"files\", or write them under \"groups\""),
        ),
        _ => of_a_value(wrong),
    }
}

/// Faults of what stands at one place, whatever it refers to.
fn of_a_value(wrong: &Wrong) -> FaultText {
    let write = |shape: &Shape| say!("write {expected}", expected = shape.words());
    match wrong {
        Wrong::NoPart { is, of } => pair(
            say!("{is} stands where something else belongs", is = is.word()),
            say!("write {part} with its keys in braces", part = text(of.one)),
        ),
        Wrong::OtherType { is, expected } => {
            pair(say!("{is} stands where something else belongs", is = is.word()), write(expected))
        }
        Wrong::NoKey { of, key, expected } => pair(
            say!("this {part} has no \"{key}\"", part = text(of.name), key),
            say!("add \"{key}\": {expected}", key, expected = expected.words()),
        ),
        Wrong::KeyOfOtherFormat { of, key, format } => pair(
            say!("{part} has no key \"{key}\" in format {format}", part = text(of.one), key, format),
            if *format == FORMAT {
                remove(of, *format)
            } else {
                say!("remove it, or make the questionnaire one of format {format}", format = FORMAT)
            },
        ),
        Wrong::UnknownKey { of, key, near, format } => pair(
            say!("{part} has no key \"{key}\"", part = text(of.one), key = shown(key, 40)),
            match near {
                Some(near) => say!("did you mean \"{near}\"? Otherwise remove it", near),
                None => remove(of, *format),
            },
        ),
        Wrong::NumberMisfits { number, expected } => {
            pair(say!("{number} does not fit here", number), write(expected))
        }
        Wrong::NoHours { number } => pair(say!("{number} hours is no effort", number), write(&Shape::Hours)),
        Wrong::EmptyList { expected } => pair(say!("this list is empty"), write(expected)),
        Wrong::LongList { n, most } => pair(
            say!("{n} entries are too many; {most} is the most", n, most),
            say!("shorten or split the list"),
        ),
        Wrong::NoLevel { key } => {
            pair(say!("\"{key}\" is no level", key = shown(key, 40)), say!("use the keys 1 to 5"))
        }
        Wrong::UnknownWord { word, words, near } => pair(
            say!("\"{word}\" is not known here", word = shown(word, 40)),
            match near {
                Some(near) => {
                    say!("did you mean \"{near}\"? Possible: {words}", near, words = words.join(", "))
                }
                None => write(&Shape::Word(words)),
            },
        ),
        Wrong::MisshapenName { name, expected } => {
            pair(say!("\"{name}\" cannot be used here", name = shown(name, 40)), write(expected))
        }
        Wrong::EmptyText => {
            pair(say!("this text is empty"), say!("write it, or remove the key where it is not needed"))
        }
        Wrong::LongText { len, most } => {
            pair(say!("this text has {len} characters; {most} is the most", len, most), say!("shorten it"))
        }
        Wrong::NoPlainLine => pair(
            say!("this text has a line end, a control sign or blanks around it"),
            say!("write it as one plain line"),
        ),
        _ => of_ids(wrong),
    }
}

/// Faults of ids and what they refer to.
fn of_ids(wrong: &Wrong) -> FaultText {
    match wrong {
        Wrong::NoSuch { id, what } => pair(
            say!("{id} is no {what} of this questionnaire", id, what = what.word()),
            say!("name an existing {what} or remove the entry", what = what.word()),
        ),
        Wrong::IdTwice { id, file, pointer } => pair(
            say!("the id {id} is given twice; first in {file} at {pointer}", id, file, pointer),
            say!("give one of them another id"),
        ),
        Wrong::DemandTwice { demand, first, second } => pair(
            say!("the demand {demand} is covered twice, by {first} and {second}", demand, first, second),
            say!("give each check a demand of its own"),
        ),
        Wrong::NoParent { id, parent } => pair(
            say!("{id} lies below {parent}, which is no heading of this questionnaire", id, parent),
            say!("name an existing heading or add this one"),
        ),
        Wrong::OtherParent { id, parent } => pair(
            say!("the id {id} does not begin with its heading's {parent}.", id, parent),
            say!("name it {parent}.1 or the like, or name its right heading", parent),
        ),
        Wrong::EmptyHeading { id } => pair(
            say!("nothing lies below the heading {id}", id),
            say!("remove it, or put requirements below it"),
        ),
        Wrong::OtherRequirement { value, requirement, mark } => pair(
            say!(
                "{value} stands in requirement {requirement} but does not begin with {requirement}{mark}",
                value,
                requirement,
                mark
            ),
            say!("name it {requirement}{mark}1 or the like", requirement, mark),
        ),
        Wrong::WaitsForNothing { id, on } => pair(
            say!("{id} waits for {on}, which is no requirement of this questionnaire", id, on),
            say!("name an existing requirement or remove the entry"),
        ),
        Wrong::WaitsTwice { id, on } => {
            pair(say!("{id} names {on} twice", id, on), say!("remove one of the two entries"))
        }
        Wrong::Circle { ids } => pair(
            say!("these wait for each other in a circle: {ids}", ids = ids.join(" -> ")),
            say!("remove one of these dependencies"),
        ),
        _ => of_a_rule(wrong),
    }
}

/// Faults of what the method asks of a requirement, a gate or a wave.
fn of_a_rule(wrong: &Wrong) -> FaultText {
    match wrong {
        Wrong::NoMandatory { id } => pair(
            say!("{id} has no mandatory check, so nothing could ever answer it", id),
            say!("set \"mandatory\": true on at least one check"),
        ),
        Wrong::KeyNotMandatory { id } => pair(
            say!("{id} is a key check but not mandatory", id),
            say!("set \"mandatory\": true or remove \"key\""),
        ),
        Wrong::ClauseExcluded { id, key } => pair(
            say!("{id} is a clause requirement and cannot be excluded", id),
            say!("remove \"{key}\", or make it \"kind\": \"control\"", key),
        ),
        Wrong::ControlNotExcluded { id, key } => pair(
            say!("{id} is a control but does not say when it may be excluded", id),
            say!("add \"{key}\", or make it \"kind\": \"clause\"", key),
        ),
        Wrong::MarkedTwice { marker, first, second } => pair(
            say!("{marker} is marked on both {first} and {second}", marker, first, second),
            say!("keep the mark on one of them"),
        ),
        Wrong::GateTwice { id } => {
            pair(say!("the gate {id} is given twice", id), say!("give one of them another id"))
        }
        Wrong::GateNamesNothing { gate, id } => pair(
            say!("the gate {gate} names {id}, which is no check of this questionnaire", gate, id),
            say!("name an existing check"),
        ),
        Wrong::GateNamesNoKey { gate, id } => pair(
            say!("the gate {gate} names {id}, which is no key check", gate, id),
            say!("set \"key\": true on {id}, or name a key check", id),
        ),
        Wrong::GateNamesControl { gate, id } => pair(
            say!("the gate {gate} names {id}, which belongs to a control that may be excluded", gate, id),
            say!("name checks of clause requirements only"),
        ),
        Wrong::WavesDisordered => pair(
            say!("the waves are not numbered 1, 2, 3 and so on"),
            say!("number them in their order, from 1"),
        ),
        Wrong::NoWave { id, wave } => pair(
            say!("{id} belongs to wave {wave}, which the questionnaire does not have", id, wave),
            say!("use the number of a wave in questionnaire.json"),
        ),
        Wrong::HoursDoNotGrow { id } => pair(
            say!("the hours of {id} do not grow with the size of the organisation", id),
            say!("let them rise from solo to large"),
        ),
        _ => of_help(wrong),
    }
}

/// Faults of what format 2 adds.
fn of_help(wrong: &Wrong) -> FaultText {
    match wrong {
        Wrong::WhenOrNever { id } => pair(
            say!("{id} must say either when it can be left out or why it never can", id),
            say!("keep one of \"when\" and \"never\""),
        ),
        Wrong::LeftOutInVain { id } => pair(
            say!("{id} cannot be left out, yet a firm leaves it out here", id),
            say!("give this firm a level from 1 to 5"),
        ),
        Wrong::KeyWithoutLevel { id, level } => pair(
            say!("{id} is a key check without words of its own for level {level}", id, level),
            say!("add \"{level}\" under \"levels\", or remove \"key\"", level),
        ),
        Wrong::KeyWithoutAnswers { id } => pair(
            say!("{id} is a key check without a good and a bad answer", id),
            say!("add \"answers\" with \"good\" and \"bad\", or remove \"key\""),
        ),
        Wrong::NothingAlone { id } => pair(
            say!("no mandatory check of {id} is left for a firm of one", id),
            say!("remove \"not_alone\" from at least one of them"),
        ),
        Wrong::KeyNotAlone { id } => pair(
            say!("{id} is a key check, and everybody is asked those", id),
            say!("remove \"not_alone\" or \"key\""),
        ),
        Wrong::SameAsItself { id } => pair(say!("{id} names itself", id), say!("remove the entry")),
        Wrong::SameTwice { id, other } => {
            pair(say!("{id} names {on} twice", id, on = other), say!("remove one of the two entries"))
        }
        Wrong::SameOneWay { id, other } => pair(
            say!("{id} names {other}, which does not name {id}", id, other),
            say!("add {id} to \"same_as\" of {other}, or remove the entry", id, other),
        ),
        Wrong::KindOrMeasure { id } => pair(
            say!("{id} is supported by a register and a measure at once, or by neither", id),
            say!("name one of them, as \"kind\" or as \"measure\""),
        ),
        Wrong::NoRegister { name } => pair(
            say!("\"{name}\" is no register", name),
            say!("name one that this lists: clausewise record kinds"),
        ),
        Wrong::NoField { name, register, fields } => pair(
            say!("\"{name}\" is no field of the register {register}", name, register),
            say!("name one of: {fields}", fields = fields.join(", ")),
        ),
        Wrong::NoLink { register, to } => pair(
            say!("records of the register {register} name none of \"{to}\"", register, to),
            say!("remove \"each\", or name a register they link to"),
        ),
        Wrong::YearlyHoursDoNotGrow { id } => pair(
            say!("the yearly hours of {id} do not grow with the size of the organisation", id),
            say!("let them rise from solo to large, or stay"),
        ),
        Wrong::CertificationHoursDoNotGrow { part } => pair(
            say!("the hours of \"{part}\" do not grow with the size of the organisation", part),
            say!("let them rise from solo to large, or stay"),
        ),
        // Said above.
        _ => pair("", ""),
    }
}

/// What to do about a key a part does not have.
fn remove(of: &Record, format: u64) -> String {
    let keys = of.in_format(format).map(|f| f.key).collect::<Vec<_>>().join(", ");
    say!("remove it; {part} has {keys}", part = text(of.one), keys)
}

impl Words for Shape {
    /// What belongs at a place; fits after "write ".
    fn words(&self) -> String {
        let plain = match self {
            Self::Whole(least, most) if least == most => {
                return say!("the number {least}", least);
            }
            Self::Whole(least, most) => {
                return say!("a whole number from {least} to {most}", least, most);
            }
            Self::Word(words) => return say!("one of {words}", words = words.join(", ")),
            Self::List(inner, ..) => {
                return say!("a list in square brackets, each entry {entry}", entry = inner.words());
            }
            Self::Record(r) => return say!("{part} in braces", part = text(r.one)),
            Self::Text(_) => say!("a text in quotes"),
            Self::Id => say!("an id of capital letters, digits and dots such as \"X.1.2\""),
            Self::CheckId => say!("the id of a check such as \"X.1.2/1\""),
            Self::Demand => say!("the number of a demand such as \"X.1.2#1\""),
            Self::Slug => say!("lower-case letters, digits and hyphens such as \"house-rules\""),
            Self::FileName => say!("the plain name of a file beside questionnaire.json, ending in .json"),
            Self::Flag => say!("true or false"),
            Self::Hours => say!("hours above 0, for example 6"),
            Self::Levels => say!("levels 1 to 5 with their texts in braces"),
        };
        plain.to_owned()
    }
}

impl Word for Json {
    fn word(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Flag => say!("true or false"),
            Self::Number => say!("a number"),
            Self::Text => say!("a text"),
            Self::List => say!("a list"),
            Self::Part => say!("a part in braces"),
        }
    }
}

impl Word for Sort {
    fn word(&self) -> &'static str {
        match self {
            Self::Requirement => say!("requirement"),
            Self::ClauseRequirement => say!("clause requirement"),
            Self::Control => say!("control"),
            Self::Check => say!("check"),
            Self::Heading => say!("heading"),
        }
    }
}

impl Words for Unreadable {
    fn words(&self) -> String {
        match self {
            Self::System(why) => why.clone(),
            Self::NoOrdinaryFile => say!("it is not an ordinary file").to_owned(),
            Self::Larger { most } => say!("it is larger than {most} MB", most),
            Self::NoText => say!("it is not text (UTF-8)").to_owned(),
        }
    }
}

impl Words for JsonFault {
    fn words(&self) -> String {
        match self {
            Self::EndsEarly => say!("the text ends in the middle").to_owned(),
            Self::Says(what) => what.clone(),
        }
    }
}

impl Words for BankError {
    fn words(&self) -> String {
        let refused = |path: &str, count: usize, first: String| {
            say!(
                "The questionnaire {path} was not used because of its faults ({count} in all). The first: {first} Nothing was changed. See all of them: clausewise questionnaire validate {path}",
                path,
                count,
                first
            )
        };
        match self {
            Self::File { file, line, column, what } => say!(
                "The questionnaire file {file} cannot be read at line {line}, column {column}: {what}. Nothing was changed. Put this place right and try again.",
                file,
                line,
                column,
                what = what.words()
            ),
            Self::Faulty { path, first, count } => refused(path, *count, first.words()),
            Self::FaultyWhole { path, fault } => refused(path, 1, what_is_wrong(&fault.wrong)),
        }
    }
}

impl fmt::Display for BankError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words())
    }
}

impl std::error::Error for BankError {}
