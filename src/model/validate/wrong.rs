//! What can be wrong with a questionnaire, as data: which id, what was expected, what stands there. It is said in
//! `words`. It knows [`super::fields`] alone.

use serde_json::Value;

use super::fields::{Record, Shape};

/// Something that is wrong at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// The file cannot be read.
    Unreadable(Unreadable),
    /// The file is no JSON.
    NoJson {
        /// Column of its line, from 1.
        column: usize,
        /// What the reader of JSON says.
        what: JsonFault,
    },
    /// It is JSON without a fault of its own, and the whole still does not read or write.
    WholeDoesNotRead(JsonFault),
    /// A key stands twice.
    KeyTwice,
    /// A file is named twice.
    FileTwice {
        /// The file.
        name: String,
    },
    /// A part is no object.
    NoPart {
        /// What stands there.
        is: Json,
        /// The part.
        of: &'static Record,
    },
    /// Something of another type.
    OtherType {
        /// What stands there.
        is: Json,
        /// What belongs there.
        expected: Shape,
    },
    /// A key that is needed.
    NoKey {
        /// The part.
        of: &'static Record,
        /// The key.
        key: &'static str,
        /// What belongs there.
        expected: Shape,
    },
    /// A key nobody knows.
    UnknownKey {
        /// The part.
        of: &'static Record,
        /// As written.
        key: String,
        /// The key that was meant.
        near: Option<&'static str>,
        /// The format of the questionnaire.
        format: u64,
    },
    /// A key that the part has in another format alone.
    KeyOfOtherFormat {
        /// The part.
        of: &'static Record,
        /// The key.
        key: &'static str,
        /// The format of the questionnaire.
        format: u64,
    },
    /// A number out of its bounds.
    NumberMisfits {
        /// The number.
        number: String,
        /// What belongs there.
        expected: Shape,
    },
    /// Hours that are none.
    NoHours {
        /// The number.
        number: String,
    },
    /// A list with nothing in it.
    EmptyList {
        /// What belongs into it.
        expected: Shape,
    },
    /// A list that is too long.
    LongList {
        /// Its entries.
        n: usize,
        /// The most.
        most: usize,
    },
    /// A key that is no level.
    NoLevel {
        /// As written.
        key: String,
    },
    /// A word that cannot stand here.
    UnknownWord {
        /// As written.
        word: String,
        /// The words that can.
        words: &'static [&'static str],
        /// The one that was meant.
        near: Option<&'static str>,
    },
    /// An id or a name that is not of its shape.
    MisshapenName {
        /// As written.
        name: String,
        /// What belongs there.
        expected: Shape,
    },
    /// A text with nothing in it.
    EmptyText,
    /// A text that is too long.
    LongText {
        /// Its characters.
        len: usize,
        /// The most.
        most: usize,
    },
    /// A text that is no plain line.
    NoPlainLine,
    /// Nothing to answer.
    NoRequirement,
    /// The head names something that is not there.
    NoSuch {
        /// The id.
        id: String,
        /// What it should be.
        what: Sort,
    },
    /// An id stands twice.
    IdTwice {
        /// The id.
        id: String,
        /// File of the first.
        file: String,
        /// Its place there.
        pointer: String,
    },
    /// A demand is covered twice.
    DemandTwice {
        /// The demand.
        demand: String,
        /// The first check.
        first: String,
        /// The second.
        second: String,
    },
    /// Below a heading that is not there.
    NoParent {
        /// What lies there.
        id: String,
        /// The heading.
        parent: String,
    },
    /// An id that does not begin with that of its heading.
    OtherParent {
        /// The id.
        id: String,
        /// The heading.
        parent: String,
    },
    /// A heading with nothing below it.
    EmptyHeading {
        /// The heading.
        id: String,
    },
    /// An id or a demand that does not begin with its requirement.
    OtherRequirement {
        /// As written.
        value: String,
        /// The requirement.
        requirement: String,
        /// What stands behind it.
        mark: char,
    },
    /// Waits for what is not there.
    WaitsForNothing {
        /// Who waits.
        id: String,
        /// For what.
        on: String,
    },
    /// Waits for the same twice.
    WaitsTwice {
        /// Who waits.
        id: String,
        /// For what.
        on: String,
    },
    /// These wait for each other.
    Circle {
        /// Their ids, the first again at the end.
        ids: Vec<String>,
    },
    /// Only good practice.
    NoMandatory {
        /// The requirement.
        id: String,
    },
    /// A key check that is not mandatory.
    KeyNotMandatory {
        /// The check.
        id: String,
    },
    /// A clause that says when it may be excluded.
    ClauseExcluded {
        /// The requirement.
        id: String,
        /// The key that says it.
        key: &'static str,
    },
    /// A control that does not.
    ControlNotExcluded {
        /// The requirement.
        id: String,
        /// The key that should say it.
        key: &'static str,
    },
    /// It says both when a control can be left out and why it never can, or neither.
    WhenOrNever {
        /// The requirement.
        id: String,
    },
    /// A firm leaves out what cannot be left out.
    LeftOutInVain {
        /// The requirement.
        id: String,
    },
    /// A key check without words of its own for a level.
    KeyWithoutLevel {
        /// The check.
        id: String,
        /// Key of the level.
        level: &'static str,
    },
    /// A key check without a good and a bad answer.
    KeyWithoutAnswers {
        /// The check.
        id: String,
    },
    /// Every mandatory check is spared a firm of one.
    NothingAlone {
        /// The requirement.
        id: String,
    },
    /// A key check a firm of one is not asked.
    KeyNotAlone {
        /// The check.
        id: String,
    },
    /// A check is the same as itself.
    SameAsItself {
        /// The check.
        id: String,
    },
    /// A check names a twin that does not name it.
    SameOneWay {
        /// The check.
        id: String,
        /// The twin.
        other: String,
    },
    /// A check names a twin twice.
    SameTwice {
        /// The check.
        id: String,
        /// The twin.
        other: String,
    },
    /// Says both which register supports a check and which measure does, or neither.
    KindOrMeasure {
        /// The check.
        id: String,
    },
    /// What is no register.
    NoRegister {
        /// As written.
        name: String,
    },
    /// What is no field of a register.
    NoField {
        /// As written.
        name: String,
        /// The register.
        register: &'static str,
        /// Its fields.
        fields: Vec<&'static str>,
    },
    /// A register whose records name none of another.
    NoLink {
        /// The register.
        register: &'static str,
        /// The other.
        to: String,
    },
    /// A mark on two requirements.
    MarkedTwice {
        /// The mark.
        marker: String,
        /// The first.
        first: String,
        /// The second.
        second: String,
    },
    /// A gate stands twice.
    GateTwice {
        /// The gate.
        id: String,
    },
    /// A gate names what is no check.
    GateNamesNothing {
        /// The gate.
        gate: String,
        /// What it names.
        id: String,
    },
    /// A gate names a check that is no key check.
    GateNamesNoKey {
        /// The gate.
        gate: String,
        /// The check.
        id: String,
    },
    /// A gate names a check of a control.
    GateNamesControl {
        /// The gate.
        gate: String,
        /// The check.
        id: String,
    },
    /// Waves out of their order.
    WavesDisordered,
    /// A wave that is not there.
    NoWave {
        /// The requirement.
        id: String,
        /// The wave.
        wave: u64,
    },
    /// Hours that do not grow with the organisation.
    HoursDoNotGrow {
        /// The requirement.
        id: String,
    },
    /// Yearly hours that do not grow with the organisation.
    YearlyHoursDoNotGrow {
        /// The requirement.
        id: String,
    },
    /// Hours of the certification that do not grow with the organisation.
    CertificationHoursDoNotGrow {
        /// Which of them, as the file names it.
        part: &'static str,
    },
}

/// Why the text of a file is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// The system said no; why, as it is said to people.
    System(String),
    /// It is a folder, a device or the like.
    NoOrdinaryFile,
    /// It is larger than this many megabytes.
    Larger {
        /// The most, in megabytes.
        most: u64,
    },
    /// It is no text.
    NoText,
}

/// What the reader of JSON stumbled over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JsonFault {
    /// The text ends in the middle.
    EndsEarly,
    /// In the words of the reader, without its own account of line and column.
    Says(String),
}

impl From<&serde_json::Error> for JsonFault {
    fn from(e: &serde_json::Error) -> Self {
        if e.is_eof() {
            return Self::EndsEarly;
        }
        let words = e.to_string();
        Self::Says(words.rsplit_once(" at line ").map_or(words.as_str(), |(what, _)| what).to_owned())
    }
}

/// What stands in a file of JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Json {
    /// `null`.
    Null,
    /// True or false.
    Flag,
    /// A number.
    Number,
    /// A text.
    Text,
    /// A list.
    List,
    /// A part in braces.
    Part,
}

impl Json {
    /// What a value is.
    pub(super) fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(_) => Self::Flag,
            Value::Number(_) => Self::Number,
            Value::String(_) => Self::Text,
            Value::Array(_) => Self::List,
            Value::Object(_) => Self::Part,
        }
    }
}

/// What the head of a questionnaire can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A requirement.
    Requirement,
    /// A requirement of a clause.
    ClauseRequirement,
    /// A control.
    Control,
    /// A check.
    Check,
    /// A heading.
    Heading,
}
