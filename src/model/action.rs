//! Actions: the pieces of work that close the gaps. By default one a gap; people may split, merge and
//! add them, name owners, set dates and say how far they are (method, section 7).
//!
//! Reads facts and the gap list and says which action waits for which; when anything happens is the
//! roadmap's business. Marking an action done never scores: only new levels do.

use super::assessment::{Assessment, keys};
use super::limits;
use super::next_step::to_first_comma;
use super::plan_warning::PlanWarning;
use super::priority::{Gap, GapList};
use super::progress::{DoneWhen, Progress};
use super::questionnaire::{Pdca, Questionnaire};
use super::record::{ACTION, Kind, PART, Rec, Rid, read};
use super::score::Scores;
use jiff::civil::Date;

/// A part of a split action. The parts follow each other in the order given.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What to do.
    pub what: String,
    /// The document or record it leaves behind; empty for that of the whole.
    pub output: String,
    /// Its share of the hours, relative to the other parts; above 0.
    pub share: f64,
}

/// An action somebody added.
#[derive(Debug, Clone, PartialEq)]
pub struct Own {
    /// The requirement it is filed under.
    pub at: String,
    /// What to do.
    pub what: String,
    /// The document or record it leaves behind.
    pub output: String,
    /// Hours, above 0.
    pub hours: f64,
    /// Requirements whose gaps it helps to close; none for work of another kind.
    pub closes: Vec<String>,
    /// Ids of actions that must end first.
    pub after: Vec<String>,
}

/// What people made of the default actions.
#[derive(Debug, Clone, PartialEq)]
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
        output: String,
    },
    /// An action added by hand.
    Own(Own),
}

/// A shape and the records it stands in.
#[derive(Debug, Clone, PartialEq)]
pub struct Shaped {
    /// Id of the action's record.
    pub id: Rid,
    /// Its number, as in `M-3`.
    pub no: u32,
    /// What it says.
    pub shape: Shape,
    /// Ids of the parts' records, in order; of a split only.
    parts: Vec<Rid>,
}

impl Shaped {
    /// Ids of the actions it stands for, as people see them.
    pub fn ids(&self) -> Vec<String> {
        match &self.shape {
            Shape::Split { of, parts } => (0..parts.len()).map(|p| part_id(of, p)).collect(),
            Shape::Merge { .. } => vec![format!("M-{}", self.no)],
            Shape::Own(_) => vec![format!("H-{}", self.no)],
        }
    }

    /// The records of those actions, in the same order.
    pub(super) fn records(&self) -> Vec<(&'static Kind, &Rid)> {
        match self.shape {
            Shape::Split { .. } => self.parts.iter().map(|id| (&PART, id)).collect(),
            _ => vec![(&ACTION, &self.id)],
        }
    }
}

/// `5.2-a` for the first part of the action on 5.2.
pub(super) fn part_id(of: &str, part: usize) -> String {
    format!("{of}-{}", char::from(b'a' + (part.min(25)) as u8))
}

/// All shapes, by number. One that says too little to be planned (a split with one part, nothing to do) is left
/// out.
pub fn shapes(a: &Assessment) -> Vec<Shaped> {
    let actions = read::all(a, &ACTION);
    if actions.is_empty() {
        return Vec::new();
    }
    let parts = read::all(a, &PART);
    actions.iter().filter_map(|rec| shaped(a, rec, &parts)).collect()
}

fn shaped(a: &Assessment, rec: &Rec<'_>, parts: &[Rec<'_>]) -> Option<Shaped> {
    let text = |key: &str| rec.get(key).to_owned();
    let members = |key: &str| rec.members(key).into_iter().map(|(m, _)| m.to_owned()).collect::<Vec<_>>();
    let mut mine = Vec::new();
    let shape = match rec.get("kind") {
        "split" => {
            mine =
                parts.iter().filter(|p| p.get("action") == rec.id.as_str()).take(limits::PARTS + 1).collect();
            let part = |p: &&Rec<'_>| {
                let share = p.get("share").parse().ok().filter(|s| *s > 0.0)?;
                Some(Part { what: p.get("what").to_owned(), output: p.get("output").to_owned(), share })
            };
            let list = mine.iter().map(part).collect::<Option<Vec<_>>>()?;
            let fits = (2..=limits::PARTS).contains(&list.len());
            fits.then_some(Shape::Split { of: members("of").first()?.clone(), parts: list })?
        }
        "merge" if rec.members("of").len() > 1 => {
            Shape::Merge { of: members("of"), what: text("what"), output: text("output") }
        }
        "own" => Shape::Own(Own {
            at: text("at"),
            what: text("what"),
            output: text("output"),
            hours: limits::effort(rec.get("hours")).ok()?,
            closes: members("closes"),
            after: rec.members("after").into_iter().map(|(m, _)| shown_id(a, m)).collect(),
        }),
        _ => return None,
    };
    Some(Shaped {
        id: rec.id.clone(),
        no: rec.no(),
        shape,
        parts: mine.iter().map(|p| p.id.clone()).collect(),
    })
}

/// The id people see of an action that is stored as a record; any other id is seen as it is.
pub fn shown_id(a: &Assessment, stored: &str) -> String {
    let Some(rid) = Rid::parse(stored) else { return stored.to_owned() };
    let action = read::at(a, &ACTION, &rid);
    if action.exists() {
        return action.shown_no();
    }
    let part = read::at(a, &PART, &rid);
    let whole = Rid::parse(part.get("action")).map(|id| read::at(a, &ACTION, &id));
    let of = whole.as_ref().and_then(|w| Some(w.members("of").first()?.0));
    let (Some(whole), Some(of)) = (&whole, of) else { return stored.to_owned() };
    let mut parts = read::all(a, &PART);
    parts.retain(|p| p.get("action") == whole.id.as_str());
    parts.iter().position(|p| p.id == rid).map_or_else(|| stored.to_owned(), |n| part_id(of, n))
}

/// What is stored for an action by the id people see: the id of its record.
pub fn stored_id(a: &Assessment, shown: &str) -> Option<String> {
    shapes(a).iter().find_map(|s| {
        let at = s.ids().iter().position(|id| id.eq_ignore_ascii_case(shown))?;
        s.records().get(at).map(|(_, id)| id.to_string())
    })
}

/// Where what people say of an action is kept: beside a requirement's id, or in the record of the action.
pub(super) enum Voice<'a> {
    /// The rule's own action on a requirement.
    Requirement(&'a str),
    /// A shaped one.
    Record(&'static Kind, &'a Rid),
}

impl Voice<'_> {
    /// The key of one thing said, by the prefix it has beside a requirement.
    pub(super) fn key(&self, prefix: &str) -> String {
        match self {
            Self::Requirement(id) => format!("{prefix}{id}"),
            Self::Record(kind, id) => {
                let field =
                    if prefix == keys::ACTION_STATUS { "status" } else { prefix.trim_end_matches('.') };
                kind.key_of(id, field)
            }
        }
    }
}

/// The key of what people say of an action, by the id they see: its owner, its hours and the like, by the prefix
/// such a fact has beside a requirement.
pub fn saying_key(a: &Assessment, prefix: &str, id: &str) -> String {
    let shapes = if a.any(ACTION.key) { shapes(a) } else { Vec::new() };
    let record = shapes.iter().find_map(|s| {
        let at = s.ids().iter().position(|x| x == id)?;
        let (kind, rid) = *s.records().get(at)?;
        Some(Voice::Record(kind, rid).key(prefix))
    });
    record.unwrap_or_else(|| Voice::Requirement(id).key(prefix))
}

/// What people said of an action, as [`saying_key`].
pub fn saying<'a>(a: &'a Assessment, prefix: &str, id: &str) -> Option<&'a str> {
    a.get(&saying_key(a, prefix, id))
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
    /// What that is called.
    pub name: String,
    /// The document or record it leaves behind.
    pub output: String,
    /// How one sees that it is done.
    pub done_when: DoneWhen,
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
    /// What in the facts cannot be obeyed.
    pub warnings: Vec<PlanWarning>,
}

impl Actions {
    /// The actions for these gaps. `record_weeks` of running come between the work that leaves records
    /// and the internal audit.
    pub fn of(q: &Questionnaire, a: &Assessment, scores: &Scores, gaps: &GapList, record_weeks: u32) -> Self {
        let shapes = shapes(a);
        let mut all = Self::default();
        let mut taken = vec![false; q.requirements.len()];
        let mut chains: Vec<(usize, usize)> = Vec::new();
        for s in &shapes {
            if let Shape::Merge { of, what, output } = &s.shape {
                all.merged(q, a, gaps, &mut taken, s, (of, what, output));
            }
        }
        for g in &gaps.gaps {
            let id = &q.requirements[g.requirement].id;
            let mut splits = shapes.iter().filter_map(|s| match &s.shape {
                Shape::Split { of, parts } if of == id => Some((s, parts)),
                _ => None,
            });
            match (splits.next(), taken[g.requirement]) {
                (Some(_), true) => all.warnings.push(PlanWarning::SplitAndMerged { id: id.clone() }),
                (None, true) => {}
                (Some((s, parts)), false) => {
                    let first = all.list.len();
                    all.parts(q, a, g, s, parts);
                    chains.extend((first + 1..all.list.len()).map(|p| (p, p - 1)));
                }
                (None, false) => all.list.push(default(q, a, g)),
            }
        }
        let mut extra = Vec::new();
        for s in &shapes {
            if let Shape::Own(own) = &s.shape {
                let rank = gaps.gaps.len() + s.no as usize;
                extra.extend(added(q, a, gaps, own, s, rank).map(|x| (x, own)));
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
        all.events_whole(gaps);
        all
    }

    fn merged(
        &mut self,
        q: &Questionnaire,
        a: &Assessment,
        gaps: &GapList,
        taken: &mut [bool],
        s: &Shaped,
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
        x.id = format!("M-{}", s.no);
        x.closes = mine.iter().map(|g| g.requirement).collect();
        what.clone_into(&mut x.action);
        to_first_comma(what).clone_into(&mut x.name);
        if !output.is_empty() {
            output.clone_into(&mut x.output);
        }
        x.hours = mine.iter().map(|g| g.effort_hours).sum();
        x.wave = mine.iter().map(|g| q.requirements[g.requirement].wave).max().unwrap_or(x.wave);
        let checks = mine.iter().flat_map(|g| &g.missing).map(|m| q.check(m.check).id.clone()).collect();
        x.done_when = DoneWhen::Proven { evidence: None, checks };
        set_by_people(a, &mut x, &Voice::Record(&ACTION, &s.id), &owner);
        self.list.push(x);
    }

    fn parts(&mut self, q: &Questionnaire, a: &Assessment, g: &Gap, s: &Shaped, parts: &[Part]) {
        let whole = default(q, a, g);
        let sum: f64 = parts.iter().map(|p| p.share).sum();
        for (i, (p, record)) in parts.iter().zip(&s.parts).enumerate() {
            let mut x = whole.clone();
            x.id = part_id(&whole.id, i);
            x.action.clone_from(&p.what);
            to_first_comma(&p.what).clone_into(&mut x.name);
            if !p.output.is_empty() {
                x.output.clone_from(&p.output);
            }
            x.hours = whole.hours * p.share / sum;
            if i + 1 < parts.len() {
                x.done_when = DoneWhen::Output(x.output.clone());
            }
            set_by_people(a, &mut x, &Voice::Record(&PART, record), &whole.owner);
            self.list.push(x);
        }
    }
}

/// The wave of the work on a gap: what belongs to an event is not before the wave of that event.
fn wave(q: &Questionnaire, g: &Gap) -> u8 {
    let own = q.requirements[g.requirement].wave;
    g.follows.map_or(own, |event| q.requirements[event].wave.max(own))
}

/// The default action of a gap, with what people said of it.
fn default(q: &Questionnaire, a: &Assessment, g: &Gap) -> Action {
    let r = &q.requirements[g.requirement];
    let checks = g.missing.iter().map(|m| q.check(m.check).id.clone()).collect();
    let evidence = g.missing.first().map_or("", |m| a.check(q, m.check).evidence.as_str());
    let mut x = Action {
        id: r.id.clone(),
        requirement: g.requirement,
        closes: vec![g.requirement],
        action: g.action(q, a).to_owned(),
        name: g.action_name(q, a).to_owned(),
        output: g.output(q).to_owned(),
        done_when: DoneWhen::Proven { evidence: Some(evidence.to_owned()), checks },
        hours: g.effort_hours,
        owner: String::new(),
        wave: wave(q, g),
        pdca: r.pdca,
        rank: g.rank,
        pinned: None,
        due: None,
        progress: Progress::Planned,
        done_on: None,
        after: Vec::new(),
    };
    set_by_people(a, &mut x, &Voice::Requirement(&r.id), "");
    x
}

fn added(
    q: &Questionnaire,
    a: &Assessment,
    gaps: &GapList,
    own: &Own,
    s: &Shaped,
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
        id: format!("H-{}", s.no),
        requirement,
        closes,
        action: own.what.clone(),
        name: to_first_comma(&own.what).to_owned(),
        output: own.output.clone(),
        done_when: if own.output.is_empty() {
            DoneWhen::Text(own.what.clone())
        } else {
            DoneWhen::Output(own.output.clone())
        },
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
    set_by_people(a, &mut x, &Voice::Record(&ACTION, &s.id), "");
    Some(x)
}

/// Puts what people set for an action into it; `owner` of the whole stands where nobody else was named.
fn set_by_people(a: &Assessment, x: &mut Action, of: &Voice<'_>, owner: &str) {
    let at = |prefix: &str| a.get(&of.key(prefix));
    let date = |prefix| at(prefix).and_then(|d| d.parse().ok());
    (x.pinned, x.due) = (date(keys::PIN), date(keys::DUE));
    at(keys::OWNER).unwrap_or(owner).clone_into(&mut x.owner);
    if let Some(hours) = at(keys::EFFORT).and_then(|h| limits::effort(h).ok()) {
        x.hours = hours;
    }
    if let Some(text) = at(keys::DONE_WHEN) {
        x.done_when = DoneWhen::Text(text.to_owned());
    }
    let status = at(keys::ACTION_STATUS).and_then(|s| limits::progress(s).ok());
    (x.progress, x.done_on) = status.unwrap_or_default();
}

/// Checks whose level should be asked when this action is done: those below Proven it was to close.
pub fn to_ask(gaps: &GapList, closes: &[usize]) -> Vec<usize> {
    let mut checks: Vec<usize> =
        closes.iter().filter_map(|r| gaps.of(*r)).flat_map(|g| g.missing.iter().map(|m| m.check)).collect();
    checks.sort_unstable();
    checks
}
