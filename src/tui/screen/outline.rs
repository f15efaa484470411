//! The outline of the standard with status and progress. Owns its selection and filter.

use crate::model::Status;
use crate::model::assessment::keys;
use crate::model::questionnaire::{Node, Target};
use crate::say;
use crate::tui::keymap::InOutline;
use crate::tui::pane::Cursor;
use crate::tui::shell::{Next, Shell, Tone};
use crate::work::Work;

/// The outline.
pub struct Outline {
    /// Selected row.
    pub cursor: Cursor,
    /// Which rows are shown.
    pub filter: OutlineFilter,
}

impl Default for Outline {
    fn default() -> Self {
        Self { cursor: Cursor::default(), filter: OutlineFilter::All }
    }
}

/// Which rows the outline shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutlineFilter {
    /// Everything.
    All,
    /// Requirements that are open.
    Open,
    /// Gaps.
    Gaps,
    /// Partial ones.
    Partial,
    /// Marked for review.
    Marked,
}

impl OutlineFilter {
    /// The next one.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::All => Self::Open,
            Self::Open => Self::Gaps,
            Self::Gaps => Self::Partial,
            Self::Partial => Self::Marked,
            Self::Marked => Self::All,
        }
    }

    /// What is shown, in words.
    pub fn word(self) -> &'static str {
        match self {
            Self::All => say!("all"),
            Self::Open => say!("open only"),
            Self::Gaps => say!("gaps only"),
            Self::Partial => say!("partial only"),
            Self::Marked => say!("marked for review only"),
        }
    }
}

/// Whether a requirement or one of its checks is marked for review.
pub fn marked(work: &Work, requirement: usize) -> bool {
    let a = work.a();
    if !a.any(keys::REVIEW) {
        return false;
    }
    let r = &work.q().requirements[requirement];
    a.at(keys::REVIEW, &r.id).is_some() || r.checks.iter().any(|c| a.at(keys::REVIEW, &c.id).is_some())
}

impl Outline {
    /// Rows of the outline.
    pub fn rows(&self, work: &Work) -> Vec<(Node, usize)> {
        let wanted = |r: usize| match self.filter {
            OutlineFilter::All => true,
            OutlineFilter::Open => work.scores().status(r) == Status::Open,
            OutlineFilter::Gaps => work.scores().status(r) == Status::Gap,
            OutlineFilter::Partial => work.scores().status(r) == Status::Partial,
            OutlineFilter::Marked => marked(work, r),
        };
        work.q()
            .outline
            .iter()
            .filter(|(node, _)| match node {
                Node::Requirement(r) => wanted(*r),
                Node::Heading(h) => {
                    self.filter == OutlineFilter::All || work.q().below(*h).into_iter().any(wanted)
                }
            })
            .copied()
            .collect()
    }

    /// The id of the selected row.
    pub fn selected(&self, work: &Work) -> Option<String> {
        let q = work.q();
        Some(match self.rows(work).get(self.cursor.at)?.0 {
            Node::Heading(h) => q.headings[h].id.clone(),
            Node::Requirement(r) => q.requirements[r].id.clone(),
        })
    }

    /// Selects a requirement, or the first row where it is not shown.
    pub fn select(&mut self, work: &Work, requirement: usize) {
        let rows = self.rows(work);
        self.cursor.at = rows.iter().position(|(n, _)| *n == Node::Requirement(requirement)).unwrap_or(0);
    }

    /// Keeps the outline on this id; where a filter took its row away, on the next requirement: a digit
    /// meant for one must never reach a heading.
    pub fn stay_on(&mut self, work: &Work, id: &str) {
        let rows = self.rows(work);
        let target = work.q().find(id);
        let same = |(node, _): &(Node, usize)| match (node, target) {
            (Node::Heading(h), Some(Target::Heading(x))) => *h == x,
            (Node::Requirement(r), Some(Target::Requirement(x))) => *r == x,
            _ => false,
        };
        let requirement = |(node, _): &(Node, usize)| matches!(node, Node::Requirement(_));
        let at = self.cursor.at.min(rows.len());
        let next = rows[at..].iter().position(requirement).map(|n| at + n);
        let place = rows.iter().position(same).or(next).or_else(|| rows.iter().rposition(requirement));
        self.cursor.at = place.unwrap_or(0);
    }

    /// Does what a key of the outline asks for.
    pub fn update(&mut self, command: InOutline, shell: &mut Shell) -> Next {
        match command {
            InOutline::Filter if shell.hide_scores => shell.say_hidden(),
            InOutline::Filter => {
                self.filter = self.filter.next();
                self.cursor.at = 0;
                shell.say(Tone::Done, say!("Shown: {which}.", which = self.filter.word()));
            }
            InOutline::Details => return Next::Details,
        }
        Next::Stay
    }
}
