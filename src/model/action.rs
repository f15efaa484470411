//! Actions: the pieces of work that close the gaps. By default one a gap; people may split, merge and
//! add them, name owners, set dates and say how far they are (method, section 7).
//!
//! Reads facts and the gap list and says which action waits for which; when anything happens is the
//! roadmap's business. Marking an action done never scores: only new levels do.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::assessment::{Assessment, keys};
use super::limits;
use super::priority::{Gap, GapList};
use super::questionnaire::{Pdca, Questionnaire};
use super::score::Scores;

/// How far an action is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Progress {
    /// Not begun.
    #[default]
    Planned,
    /// Begun.
    Started,
    /// Done; its checks wait for new levels.
    Done,
}

impl Progress {
    /// All, in order.
    pub const ALL: [Self; 3] = [Self::Planned, Self::Started, Self::Done];

    /// The word shown to people, stored and in data.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Started => "started",
            Self::Done => "done",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.word() == word.trim().to_lowercase())
    }
}

/// A part of a split action. The parts follow each other in the order given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// What to do.
    pub what: String,
    /// The document or record it leaves behind; empty for that of the whole.
    #[serde(default)]
    pub output: String,
    /// Its share of the hours, relative to the other parts; above 0.
    pub share: f64,
}

/// An action somebody added.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Own {
    /// The requirement it is filed under.
    pub at: String,
    /// What to do.
    pub what: String,
    /// The document or record it leaves behind.
    #[serde(default)]
    pub output: String,
    /// Hours, above 0.
    pub hours: f64,
    /// Requirements whose gaps it helps to close; none for work of another kind.
    #[serde(default)]
    pub closes: Vec<String>,
    /// Ids of actions that must end first.
    #[serde(default)]
    pub after: Vec<String>,
}

/// What people made of the default actions; one fact each under [`keys::ACTION`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Shape {
    /// One gap, several actions.
    Split {
        /// The requirement.
        of: String,
        /// Two or more.
        parts: Vec<Part>,
    },
    /// Several gaps, one action.
    Merge {
        /// The requirements.
        of: Vec<String>,
        /// What to do.
        what: String,
        /// The document or record it leaves behind.
        #[serde(default)]
        output: String,
    },
    /// An action added by hand.
    Own(Own),
}

impl Shape {
    /// Ids of the actions it stands for; `number` is that of its fact.
    pub fn ids(&self, number: u32) -> Vec<String> {
        match self {
            Self::Split { of, parts } => (0..parts.len()).map(|p| part_id(of, p)).collect(),
            Self::Merge { .. } => vec![format!("M-{number}")],
            Self::Own(_) => vec![format!("H-{number}")],
        }
    }
}

/// `5.2-a` for the first part of the action on 5.2.
fn part_id(of: &str, part: usize) -> String {
    format!("{of}-{}", char::from(b'a' + (part.min(25)) as u8))
}

/// All shapes with the numbers of their facts.
pub fn shapes(a: &Assessment) -> Vec<(u32, Shape)> {
    a.numbered(keys::ACTION)
}

/// One piece of work, before it has dates.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// Stable id: the requirement's (`5.2`), of a part `5.2-a`, merged `M-3`, added by hand `H-4`.
    pub id: String,
    /// The requirement it is filed under.
    pub requirement: usize,
    /// Requirements whose gaps it closes, or helps to close.
    pub closes: Vec<usize>,
    /// What to do.
    pub action: String,
    /// The document or record it leaves behind.
    pub output: String,
    /// How one sees that it is done.
    pub done_when: String,
    /// Hours of work.
    pub hours: f64,
    /// Who; empty when nobody was named.
    pub owner: String,
    /// Wave, from 1.
    pub wave: u8,
    /// Its lane.
    pub pdca: Pdca,
    /// Rank of the (first) gap; of an action without one, behind all gaps.
    pub rank: usize,
    /// Earliest start a person set.
    pub pinned: Option<Date>,
    /// Due date a person set.
    pub due: Option<Date>,
    /// How far it is.
    pub progress: Progress,
    /// When it was done, if that was said.
    pub done_on: Option<Date>,
    /// Actions that must end first, each with the weeks that must pass after it.
    pub after: Vec<(usize, u32)>,
}

/// All actions of an assessment.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Actions {
    /// In rank order.
    pub list: Vec<Action>,
    /// What in the facts cannot be obeyed, in words.
    pub warnings: Vec<String>,
}

impl Actions {
    /// The actions for these gaps. `record_weeks` of running come between the work that leaves records
    /// and the internal audit.
    pub fn of(q: &Questionnaire, a: &Assessment, scores: &Scores, gaps: &GapList, record_weeks: u32) -> Self {
        let shapes = shapes(a);
        let mut all = Self::default();
        let mut taken = vec![false; q.requirements.len()];
        let mut chains: Vec<(usize, usize)> = Vec::new();
        for (number, shape) in &shapes {
            if let Shape::Merge { of, what, output } = shape {
                all.merged(q, a, gaps, &mut taken, *number, (of, what, output));
            }
        }
        for g in &gaps.gaps {
            let id = &q.requirements[g.requirement].id;
            let mut splits = shapes.iter().filter_map(|(_, s)| match s {
                Shape::Split { of, parts } if of == id => Some(parts),
                _ => None,
            });
            match (splits.next(), taken[g.requirement]) {
                (Some(_), true) => all.warnings.push(format!(
                    "{id} is both split and merged: the merged action is planned, the parts are not. Take one of the two back."
                )),
                (None, true) => {}
                (Some(parts), false) => {
                    let first = all.list.len();
                    all.parts(q, a, g, parts);
                    chains.extend((first + 1..all.list.len()).map(|p| (p, p - 1)));
                }
                (None, false) => all.list.push(default(q, a, g)),
            }
        }
        let mut extra = Vec::new();
        for (number, shape) in &shapes {
            if let Shape::Own(own) = shape {
                let rank = gaps.gaps.len() + *number as usize;
                extra.extend(added(q, a, gaps, own, *number, rank).map(|x| (x, own)));
            }
        }
        let own_after: Vec<(usize, &Own)> =
            extra.iter().enumerate().map(|(i, (_, own))| (all.list.len() + i, *own)).collect();
        all.list.extend(extra.into_iter().map(|(x, _)| x));
        all.connect(q, scores, gaps, record_weeks);
        for (late, early) in chains {
            all.list[late].after.push((early, 0));
        }
        all.own_order(q, &own_after);
        all.audit_last(q);
        all
    }

    fn merged(
        &mut self,
        q: &Questionnaire,
        a: &Assessment,
        gaps: &GapList,
        taken: &mut [bool],
        number: u32,
        (of, what, output): (&[String], &str, &str),
    ) {
        let mut mine: Vec<&Gap> = Vec::new();
        for r in of.iter().filter_map(|id| q.requirement_index(id)) {
            if let (Some(g), false) = (gaps.of(r), taken[r]) {
                taken[r] = true;
                mine.push(g);
            }
        }
        mine.sort_by_key(|g| g.rank);
        let Some(first) = mine.first() else { return };
        let mut x = default(q, a, first);
        let owner = x.owner.clone();
        x.id = format!("M-{number}");
        x.closes = mine.iter().map(|g| g.requirement).collect();
        what.clone_into(&mut x.action);
        if !output.is_empty() {
            output.clone_into(&mut x.output);
        }
        x.hours = mine.iter().map(|g| g.effort_hours).sum();
        x.wave = mine.iter().map(|g| q.requirements[g.requirement].wave).max().unwrap_or(x.wave);
        let checks: Vec<&str> =
            mine.iter().flat_map(|g| &g.missing).map(|m| q.check(m.check).id.as_str()).collect();
        x.done_when = format!("Proven on {}", listed(&checks));
        said(a, &mut x, &owner);
        self.list.push(x);
    }

    fn parts(&mut self, q: &Questionnaire, a: &Assessment, g: &Gap, parts: &[Part]) {
        let whole = default(q, a, g);
        let sum: f64 = parts.iter().map(|p| p.share).sum();
        for (i, p) in parts.iter().enumerate() {
            let mut x = whole.clone();
            x.id = part_id(&whole.id, i);
            x.action.clone_from(&p.what);
            if !p.output.is_empty() {
                x.output.clone_from(&p.output);
            }
            let share = p.share / sum;
            x.hours = whole.hours * share;
            if i + 1 < parts.len() {
                x.done_when = format!("{} is there", x.output);
            }
            said(a, &mut x, &whole.owner);
            self.list.push(x);
        }
    }
}

/// The default action of a gap, with what people said of it.
fn default(q: &Questionnaire, a: &Assessment, g: &Gap) -> Action {
    let r = &q.requirements[g.requirement];
    let checks: Vec<&str> = g.missing.iter().map(|m| q.check(m.check).id.as_str()).collect();
    let evidence = g.missing.first().map_or("", |m| q.check(m.check).evidence.as_str());
    let mut x = Action {
        id: r.id.clone(),
        requirement: g.requirement,
        closes: vec![g.requirement],
        action: g.action(q).to_owned(),
        output: g.output(q).to_owned(),
        done_when: format!("{evidence}. Proven on {}", listed(&checks)),
        hours: g.effort_hours,
        owner: String::new(),
        wave: r.wave,
        pdca: r.pdca,
        rank: g.rank,
        pinned: None,
        due: None,
        progress: Progress::Planned,
        done_on: None,
        after: Vec::new(),
    };
    said(a, &mut x, "");
    x
}

fn added(
    q: &Questionnaire,
    a: &Assessment,
    gaps: &GapList,
    own: &Own,
    n: u32,
    rank: usize,
) -> Option<Action> {
    let requirement = q.requirement_index(&own.at)?;
    let r = &q.requirements[requirement];
    let closes: Vec<usize> = own
        .closes
        .iter()
        .filter_map(|id| q.requirement_index(id))
        .filter(|r| gaps.of(*r).is_some())
        .collect();
    if closes.is_empty() && !own.closes.is_empty() {
        return None;
    }
    let mut x = Action {
        id: format!("H-{n}"),
        requirement,
        closes,
        action: own.what.clone(),
        output: own.output.clone(),
        done_when: if own.output.is_empty() { own.what.clone() } else { format!("{} is there", own.output) },
        hours: own.hours,
        owner: String::new(),
        wave: r.wave,
        pdca: r.pdca,
        rank,
        pinned: None,
        due: None,
        progress: Progress::Planned,
        done_on: None,
        after: Vec::new(),
    };
    said(a, &mut x, "");
    Some(x)
}

/// What people said of an action by its id; `owner` of the whole stands where nobody else was named.
fn said(a: &Assessment, x: &mut Action, owner: &str) {
    let date = |prefix| a.at(prefix, &x.id).and_then(|d| d.parse().ok());
    (x.pinned, x.due) = (date(keys::PIN), date(keys::DUE));
    a.at(keys::OWNER, &x.id).unwrap_or(owner).clone_into(&mut x.owner);
    if let Some(hours) = a.at(keys::EFFORT, &x.id).and_then(|h| limits::effort(h).ok()) {
        x.hours = hours;
    }
    if let Some(text) = a.at(keys::DONE_WHEN, &x.id) {
        text.clone_into(&mut x.done_when);
    }
    let status = a.at(keys::ACTION_STATUS, &x.id).and_then(|s| limits::progress(s).ok());
    (x.progress, x.done_on) = status.unwrap_or_default();
}

fn listed(ids: &[&str]) -> String {
    let more = ids.len().saturating_sub(5);
    let tail = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{tail}", ids.iter().take(5).copied().collect::<Vec<_>>().join(", "))
}

/// Checks whose level should be asked when this action is done: those below Proven it was to close.
pub fn to_ask(gaps: &GapList, closes: &[usize]) -> Vec<usize> {
    let mut checks: Vec<usize> =
        closes.iter().filter_map(|r| gaps.of(*r)).flat_map(|g| g.missing.iter().map(|m| m.check)).collect();
    checks.sort_unstable();
    checks
}
