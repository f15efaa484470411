//! The shape of a template as its file under `questionnaires/papers/` holds it. What is wrong with one is found by `tests/papers.rs`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::model::format::FitsInto;

/// A paper before anything of an organisation stands in it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// Where its schema stands; for editors.
    #[serde(rename = "$schema", default)]
    pub schema: String,
    /// Its name in commands, facts and file names: `ai-policy`.
    pub id: String,
    /// What it is called on its first page.
    pub title: String,
    /// Grows with every change of its words.
    pub version: u32,
    /// What it is for, in a line.
    pub about: String,
    /// The file of a small firm it goes into.
    pub fits: FitsInto,
    /// Documents of the questionnaire it is the beginning of, by their names.
    #[serde(default)]
    pub starts: Vec<String>,
    /// Whom it is for; everybody where nothing stands.
    #[serde(rename = "if", default)]
    pub when: When,
    /// What only the organisation can say.
    #[serde(default)]
    pub questions: Vec<Question>,
    /// What it says, in order.
    pub blocks: Vec<Block>,
}

/// What only the organisation can say.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Stands in braces where the answer goes, and in the fact of the answer.
    pub key: String,
    /// As it is asked.
    pub ask: String,
    /// What an answer may look like.
    pub hint: String,
    /// Whom it is asked; everybody where nothing stands.
    #[serde(rename = "if", default)]
    pub when: When,
    /// A duty of people in the register: who has it is the answer while nobody gave another.
    #[serde(default)]
    pub duty: String,
    /// Before that, who decides by the levels of risk is the answer.
    #[serde(default)]
    pub levels: bool,
    /// Of somebody who works alone, whose firm it is is proposed where nobody has the duty (`Assessment::the_one`).
    #[serde(default)]
    pub alone: bool,
    /// Records of a register that answer it while nobody gave another answer.
    #[serde(default)]
    pub records: Option<Answering>,
}

/// Records whose fields answer a question.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answering {
    /// Which records.
    #[serde(rename = "from")]
    pub of: Rows,
    /// The field that answers, then what stands in brackets behind it.
    pub fields: Vec<String>,
}

/// When something is said. All that stands must hold.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct When {
    /// One of these sizes.
    #[serde(default)]
    pub sizes: Vec<String>,
    /// One of these roles.
    #[serde(default)]
    pub roles: Vec<String>,
    /// Whether one person does everything here (`Assessment::is_one_person`).
    #[serde(default)]
    pub alone: Option<bool>,
    /// At least one such record.
    #[serde(default)]
    pub has: Option<Rows>,
    /// No such record.
    #[serde(default)]
    pub none: Option<Rows>,
}

/// Records of a register.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rows {
    /// Their kind.
    pub kind: String,
    /// For a field one of these values: an empty one for nothing, `*` for anything.
    #[serde(rename = "where", default)]
    pub only: BTreeMap<String, Vec<String>>,
}

/// A piece of a paper.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(try_from = "Raw")]
pub struct Block {
    /// When it is said.
    pub when: When,
    /// What it is.
    pub what: What,
}

/// What a piece of a paper is. In every text braces hold what is filled in.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// A heading.
    Heading(String),
    /// Prose.
    Prose(String),
    /// Points.
    Points(Vec<Line>),
    /// Steps, numbered.
    Steps(Vec<Line>),
    /// Boxes to tick.
    Boxes(Vec<Line>),
    /// Records with these fields as columns; `=level` and `=left` of a risk are worked out.
    Table(Rows, Vec<String>),
    /// A table of the template's own.
    Grid(Grid),
    /// The matrix of risks; left out where there are no scales.
    Matrix(Placed),
    /// These blocks for each record; `{.field}` is the record's.
    Each(Rows, Vec<Block>),
    /// Lines to sign, never filled in.
    Sign(Vec<Vec<String>>),
    /// The Statement of Applicability as the program makes it.
    Statement,
    /// The documents that are needed, with their state.
    Documents,
}

/// What stands in a matrix of risks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Placed {
    /// The levels alone.
    Levels,
    /// The risks as they are.
    Risks,
    /// The risks with their treatment in place.
    Left,
}

/// A line of a list, for everybody or some.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Line {
    /// For everybody.
    All(String),
    /// For some.
    Some {
        /// What it says.
        text: String,
        /// For whom.
        #[serde(rename = "if")]
        when: When,
    },
}

impl Line {
    /// What it says.
    pub fn text(&self) -> &str {
        match self {
            Self::All(text) | Self::Some { text, .. } => text,
        }
    }
}

/// A table of a template's own; an empty cell is room to write.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grid {
    /// Its heads.
    pub heads: Vec<String>,
    /// Its rows, each as many cells as there are heads.
    pub rows: Vec<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(rename = "if", default)]
    when: When,
    h: Option<String>,
    p: Option<String>,
    list: Option<Vec<Line>>,
    steps: Option<Vec<Line>>,
    boxes: Option<Vec<Line>>,
    table: Option<RawTable>,
    grid: Option<Grid>,
    matrix: Option<Placed>,
    each: Option<RawEach>,
    sign: Option<Vec<Vec<String>>>,
    statement: Option<bool>,
    documents: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTable {
    kind: String,
    columns: Vec<String>,
    #[serde(rename = "where", default)]
    only: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEach {
    kind: String,
    blocks: Vec<Block>,
    #[serde(rename = "where", default)]
    only: BTreeMap<String, Vec<String>>,
}

impl TryFrom<Raw> for Block {
    type Error = &'static str;

    fn try_from(raw: Raw) -> Result<Self, Self::Error> {
        let all = [
            raw.h.map(What::Heading),
            raw.p.map(What::Prose),
            raw.list.map(What::Points),
            raw.steps.map(What::Steps),
            raw.boxes.map(What::Boxes),
            raw.table.map(|t| What::Table(Rows { kind: t.kind, only: t.only }, t.columns)),
            raw.grid.map(What::Grid),
            raw.matrix.map(What::Matrix),
            raw.each.map(|e| What::Each(Rows { kind: e.kind, only: e.only }, e.blocks)),
            raw.sign.map(What::Sign),
            raw.statement.map(|_| What::Statement),
            raw.documents.map(|_| What::Documents),
        ];
        let mut there = all.into_iter().flatten();
        match (there.next(), there.next()) {
            (Some(what), None) => Ok(Self { when: raw.when, what }),
            _ => Err("block"),
        }
    }
}

/// Placeholders every text may hold.
pub const FACTS: [&str; 5] = ["organisation", "scope", "roles", "made", "systems"];
