//! What the table of the format is made of: shapes, fields and parts, and how long a text may be. A leaf; what
//! the parts are stands in [`super::fields`].

/// The format to write. Format 1 is read too: files of that time are kept inside assessments.
pub const FORMAT: u64 = 2;
/// The first format, which is still read.
pub const OLDEST_FORMAT: u64 = 1;
/// Beyond this an id no longer fits the outline column beside its title.
pub const ID_CHARS: usize = 16;
/// One row of the outline at 80 columns.
pub const TITLE_CHARS: usize = 70;
/// One line of large letters across a room.
pub const SHORT_CHARS: usize = 40;
/// Three lines of 76 columns on the question card, less what the ends of the lines lose.
pub const QUESTION_CHARS: usize = 190;
/// Four lines of 76 columns under the question.
pub const WHY_CHARS: usize = 260;
/// Two lines of 70 columns in the list of checks.
pub const CHECK_CHARS: usize = 125;
/// Two lines in a table cell of a report; longer ones are read by nobody.
pub const LINE_CHARS: usize = 160;
/// What follows a related place in its row of the details.
pub const NOTE_CHARS: usize = 120;
/// What a firm wrote as its note: as long as the reason a question gives for itself.
pub const WROTE_CHARS: usize = 260;
/// A document or record is a name, not a sentence.
pub const NAME_CHARS: usize = 60;
/// What to do, in a row of the gap list and of the roadmap: beside it stand its id and a chart at 80 columns.
pub const ACTION_NAME_CHARS: usize = 34;
/// What a requirement or a gate is called where its title has no room: beside a card, in a row of figures.
pub const SHORT_TITLE_CHARS: usize = 28;
/// The name of a part stands in a column of the results beside its figures.
pub const PART_CHARS: usize = 20;
/// A paragraph that stays on one screen with the text around it.
pub const PARAGRAPH_CHARS: usize = 420;
/// Words people search by, one or a few at a time.
pub const WORD_CHARS: usize = 40;
/// More files or rows than this are a mistake, not a questionnaire.
pub const MOST_ROWS: usize = 2_000;
/// More lines than this in one small list no longer fit a card.
pub const MOST_LINES: usize = 40;
/// More people than this work in no firm.
pub(super) const MOST_PEOPLE: u64 = 1_000_000;
/// Hours above this are a typing error: about fifty working years.
pub const MOST_HOURS: f64 = 100_000.0;

/// What may stand at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One line of text, not empty, at most this many characters.
    Text(usize),
    /// Capital letters, digits and dots: `A.6.2.4`. Lower case is kept for the names of other facts.
    Id,
    /// An id of a check: `A.6.2.4/1`.
    CheckId,
    /// The demand a check covers: `A.6.2.4#1`.
    Demand,
    /// A name of lower-case letters, digits and hyphens.
    Slug,
    /// The plain name of a file beside `questionnaire.json`.
    FileName,
    /// True or false.
    Flag,
    /// A whole number within these bounds.
    Whole(u64, u64),
    /// Hours above zero.
    Hours,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A list with at least and at most so many entries.
    List(&'static Shape, usize, usize),
    /// A part with keys of its own.
    Record(&'static Record),
    /// Text for some of the levels 1 to 5.
    Levels,
}

/// A key of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// As written in the file.
    pub key: &'static str,
    /// Whether the part cannot do without it.
    pub needed: bool,
    /// What stands there.
    pub shape: Shape,
    /// The first and the last format that has it so.
    formats: (u64, u64),
}

impl Field {
    /// From this format on.
    pub(super) const fn since(mut self, format: u64) -> Self {
        self.formats.0 = format;
        self
    }

    /// Up to this format.
    pub(super) const fn until(mut self, format: u64) -> Self {
        self.formats.1 = format;
        self
    }

    /// Whether a format has it.
    pub const fn is_in(&self, format: u64) -> bool {
        self.formats.0 <= format && format <= self.formats.1
    }
}

/// A part of a questionnaire.
#[derive(Debug, PartialEq, Eq)]
pub struct Record {
    /// What people call it.
    pub name: &'static str,
    /// What one is called, with its article.
    pub one: &'static str,
    /// Its keys in all formats, in the order they are usually written.
    pub fields: &'static [Field],
}

impl Record {
    /// Its keys in one format. A part of format 2 alone is reached through keys of that format.
    pub fn in_format(&self, format: u64) -> impl Iterator<Item = &'static Field> {
        self.fields.iter().filter(move |f| f.is_in(format))
    }
}

pub(super) const fn needs(key: &'static str, shape: Shape) -> Field {
    Field { key, needed: true, shape, formats: (OLDEST_FORMAT, FORMAT) }
}

pub(super) const fn may(key: &'static str, shape: Shape) -> Field {
    Field { key, needed: false, shape, formats: (OLDEST_FORMAT, FORMAT) }
}

pub(super) const LINE: Shape = Shape::Text(LINE_CHARS);
pub(super) const NAME: Shape = Shape::Text(NAME_CHARS);
pub(super) const ACTION_NAME: Shape = Shape::Text(ACTION_NAME_CHARS);
pub(super) const PART: Shape = Shape::Text(PART_CHARS);
pub(super) const TITLE: Shape = Shape::Text(TITLE_CHARS);
pub(super) const PARAGRAPH: Shape = Shape::Text(PARAGRAPH_CHARS);
pub(super) const LINES: Shape = Shape::List(&LINE, 0, MOST_LINES);
pub(super) const PDCA: Shape = Shape::Word(&["plan", "do", "check", "act"]);
pub(super) const CHECK_KIND: Shape = Shape::Word(&["document", "decision", "practice", "event", "record"]);
/// What a document may be, and all a check could be in format 1.
pub(super) const KIND: Shape = Shape::Word(&["document", "practice", "record"]);
pub(super) const HOURS: Shape = Shape::Hours;
pub(super) const ROLE: Shape = Shape::Word(&["developer", "provider", "user"]);
pub(super) const ROLES: Shape = Shape::List(&ROLE, 1, 3);
pub(super) const WAVE: Shape = Shape::Whole(1, 99);

/// The levels a check may describe in words of its own.
pub const LEVELS: [&str; 5] = ["1", "2", "3", "4", "5"];

/// Where a document of a small firm is kept: in a paper it has anyway, or in a file of its own.
pub(super) const PLACES_OF_PAPER: [&str; 8] =
    ["handbook", "register", "plan", "assessment", "log", "minutes", "notices", "file"];
