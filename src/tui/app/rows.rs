//! What the rows of each list stand for: the screens draw them, the commands act on them.

use super::{App, Desk, RoadRow, Screen, Spot};
use crate::model::assessment::keys;
use crate::model::questionnaire::{Node, RequirementKind, Target};
use crate::model::record::{Kind, Rid, SNAPSHOT, read};
use crate::model::register::Parked;
use crate::model::{Status, votes};
use crate::words::{Words as _, called};

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
    pub const fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Open => "open only",
            Self::Gaps => "gaps only",
            Self::Partial => "partial only",
            Self::Marked => "marked for review only",
        }
    }
}

/// A row of the results screen; each can be asked why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResultRow {
    /// Why this verdict, and what would lift it.
    Verdict,
    /// Counts.
    Counts,
    /// Readiness so far and whole.
    Readiness,
    /// Checks answered.
    Coverage,
    /// Proven: claimed and verified.
    Claimed,
    /// When the roadmap ends.
    Finish,
    /// Documents and records.
    Documents,
    /// Figures over time, when there are snapshots.
    Trend,
    /// Everything.
    All,
    /// What cannot be excluded.
    Clauses,
    /// All controls.
    Annex,
    /// A topmost heading: index into `Scores::groups`.
    Group(usize),
    /// A gate: index into `Questionnaire::gates`.
    Gate(usize),
}

/// A row of the lists screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListRow {
    /// A title with the number of rows below it.
    Head(String, usize),
    /// A requirement not assessed yet.
    Open(usize),
    /// A check nobody could answer.
    FindOut(usize),
    /// A control excluded without a reason.
    NoReason(usize),
    /// A parked item.
    Parked(Parked),
    /// An id marked for review.
    Marked(String),
    /// An id on which people do not agree.
    Disagreed(String, String),
}

/// A row of the about screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AboutRow {
    /// A title.
    Head(&'static str),
    /// The title of a register, with the number of its records.
    Register(&'static Kind, usize),
    /// A fact: key, label, hint.
    Fact(&'static str, &'static str, &'static str),
    /// A record of a register.
    Record(&'static Kind, Rid),
    /// Add one.
    Add(&'static Kind),
}

impl Desk {
    /// The id of a place: the requirement, or the check the row stands for.
    pub fn id_of(&self, spot: Spot) -> String {
        let Some(r) = self.q().requirements.get(spot.requirement) else { return String::new() };
        match spot.row.checked_sub(1).and_then(|n| r.checks.get(n)) {
            Some(c) => c.id.clone(),
            None => r.id.clone(),
        }
    }

    /// The place of an id: a heading leads to its first requirement.
    pub fn spot_of(&self, id: &str) -> Option<Spot> {
        Some(self.spot_of_target(self.q().find(id)?))
    }

    /// As [`Self::spot_of`].
    pub fn spot_of_target(&self, target: Target) -> Spot {
        let q = self.q();
        match target {
            Target::Heading(h) => Spot { requirement: q.below(h).first().copied().unwrap_or(0), row: 0 },
            Target::Requirement(r) => Spot { requirement: r, row: 0 },
            Target::Check(c) => {
                let r = q.check_owner[c];
                Spot { requirement: r, row: c - q.first_check[r] + 1 }
            }
        }
    }

    /// Rows of the outline.
    pub fn outline_rows(&self) -> Vec<(Node, usize)> {
        let wanted = |r: usize| match self.outline_filter {
            OutlineFilter::All => true,
            OutlineFilter::Open => self.work.scores().status(r) == Status::Open,
            OutlineFilter::Gaps => self.work.scores().status(r) == Status::Gap,
            OutlineFilter::Partial => self.work.scores().status(r) == Status::Partial,
            OutlineFilter::Marked => self.marked(r),
        };
        self.q()
            .outline
            .iter()
            .filter(|(node, _)| match node {
                Node::Requirement(r) => wanted(*r),
                Node::Heading(h) => {
                    self.outline_filter == OutlineFilter::All || self.q().below(*h).into_iter().any(wanted)
                }
            })
            .copied()
            .collect()
    }

    /// Whether a requirement or one of its checks is marked for review.
    pub fn marked(&self, requirement: usize) -> bool {
        let a = self.work.a();
        if !a.any(keys::REVIEW) {
            return false;
        }
        let r = &self.q().requirements[requirement];
        a.at(keys::REVIEW, &r.id).is_some() || r.checks.iter().any(|c| a.at(keys::REVIEW, &c.id).is_some())
    }

    /// Rows of the results screen.
    pub fn result_rows(&self) -> Vec<ResultRow> {
        use ResultRow as R;
        let mut rows =
            vec![R::Verdict, R::Counts, R::Readiness, R::Coverage, R::Claimed, R::Finish, R::Documents];
        if !read::all(self.work.a(), &SNAPSHOT).is_empty() {
            rows.push(R::Trend);
        }
        rows.extend([R::All, R::Clauses]);
        let annex = |g: usize| {
            let below = self.q().below(self.work.scores().groups[g].0);
            below.iter().all(|r| self.q().requirements[*r].kind == RequirementKind::Control)
        };
        let groups = 0..self.work.scores().groups.len();
        rows.extend(groups.clone().filter(|g| !annex(*g)).map(ResultRow::Group));
        rows.push(ResultRow::Annex);
        rows.extend(groups.filter(|g| annex(*g)).map(ResultRow::Group));
        rows.extend((0..self.q().gates.len()).map(ResultRow::Gate));
        rows
    }

    /// Rows of the lists screen; made once after a change.
    pub fn list_rows(&self) -> &[ListRow] {
        self.list_rows.get_or_init(|| self.make_list_rows())
    }

    fn make_list_rows(&self) -> Vec<ListRow> {
        let open = &self.work.plan().0.open;
        let a = self.work.a();
        let mut rows = Vec::new();
        let mut part = |title: &str, more: Vec<ListRow>| {
            rows.push(ListRow::Head(title.to_owned(), more.len()));
            rows.extend(more);
        };
        let (closed, parked): (Vec<_>, Vec<_>) = a.all_parked().into_iter().partition(|p| p.closed);
        part("Parked", parked.into_iter().map(ListRow::Parked).collect());
        part("To find out", open.to_find_out.iter().map(|c| ListRow::FindOut(*c)).collect());
        part(
            &called::without_reason(self.q()),
            open.without_reason.iter().map(|r| ListRow::NoReason(*r)).collect(),
        );
        let marked = a.facts().range(keys::REVIEW.to_owned()..);
        let marked = marked.map_while(|(k, _)| k.strip_prefix(keys::REVIEW));
        part("Marked for review", marked.map(|k| ListRow::Marked(k.to_owned())).collect());
        let disagreed = votes::all(a).into_iter().filter(|(_, v)| v.disagreed());
        part("Not agreed on", disagreed.map(|(id, v)| ListRow::Disagreed(id, v.words())).collect());
        part("Not assessed yet", open.not_assessed.iter().map(|r| ListRow::Open(*r)).collect());
        part("Parked and closed", closed.into_iter().map(ListRow::Parked).collect());
        rows
    }
}

impl App {
    /// How many rows the list on screen has.
    pub fn rows(&self) -> usize {
        if self.screen == Screen::Backups {
            return self.backups.rows().len();
        }
        let Some(desk) = &self.desk else { return self.home_rows() };
        match self.screen {
            Screen::Home | Screen::Backups => self.home_rows(),
            Screen::Quick => 1,
            Screen::Outline => desk.outline_rows().len(),
            Screen::Question | Screen::Room => desk.q().requirements[desk.spot.requirement].checks.len() + 1,
            Screen::Results => desk.result_rows().len(),
            Screen::Gaps => desk.gap_rows().len(),
            Screen::Roadmap => desk.road_rows().len(),
            Screen::Xray => desk.work.findings().len(),
            Screen::Lists => desk.list_rows().len(),
            Screen::History => desk.work.session().events().len(),
            Screen::About => desk.about_rows().len(),
        }
    }

    /// The id that is selected on this screen; none when the row stands for none.
    pub fn selected_id(&self) -> Option<String> {
        let desk = self.desk.as_ref()?;
        let q = desk.q();
        match self.screen {
            Screen::Home | Screen::About | Screen::Quick | Screen::Backups => None,
            Screen::Question | Screen::Room => Some(desk.id_of(desk.spot)),
            Screen::Outline => match desk.outline_rows().get(desk.outline.at)?.0 {
                Node::Heading(h) => Some(q.headings[h].id.clone()),
                Node::Requirement(r) => Some(q.requirements[r].id.clone()),
            },
            Screen::Results => match *desk.result_rows().get(desk.results.at)? {
                ResultRow::Group(g) => Some(q.headings[desk.work.scores().groups[g].0].id.clone()),
                ResultRow::Gate(g) => q.gates[g].checks.first().cloned(),
                _ => None,
            },
            Screen::Gaps => {
                let gap = desk.gap_rows().get(desk.gaps.at)?.gap()?;
                Some(q.requirements[desk.work.plan().0.gaps[gap].requirement].id.clone())
            }
            Screen::Roadmap => match desk.road_rows().get(desk.roadmap.at)? {
                RoadRow::Item(i) => {
                    Some(q.requirements[desk.work.plan().1.items.get(*i)?.requirement].id.clone())
                }
                RoadRow::Mark(_) | RoadRow::Wave(_) => None,
            },
            Screen::Xray => {
                Some(desk.work.findings().get(desk.xray.at)?.at.clone()).filter(|id| !id.is_empty())
            }
            Screen::Lists => match desk.list_rows().get(desk.lists.at)? {
                ListRow::Head(..) => None,
                ListRow::Open(r) | ListRow::NoReason(r) => Some(q.requirements[*r].id.clone()),
                ListRow::FindOut(c) => Some(q.check(*c).id.clone()),
                ListRow::Parked(p) => Some(p.at.clone()),
                ListRow::Marked(id) | ListRow::Disagreed(id, _) => Some(id.clone()),
            },
            Screen::History => {
                let events = desk.work.session().events();
                let at = events.len().checked_sub(desk.history.at + 1)?;
                Some(events[at].at.clone()).filter(|id| !id.is_empty())
            }
        }
    }
}
