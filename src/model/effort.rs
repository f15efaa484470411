//! Hours to close a requirement (method, section 7): by size of the organisation, times the share still missing, the
//! work that serves two requirements counted a quarter the second time. The one place hours come from.

use super::assessment::{Assessment, keys};
use super::level::Level;
use super::limits;
use super::questionnaire::{Questionnaire, Target};

/// A check whose work is the work of another one that comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Served {
    /// The check, by its index over the whole questionnaire.
    pub check: usize,
    /// The one that comes first.
    pub by: usize,
}

/// What it takes to close a requirement.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Effort {
    /// Hours.
    pub(super) hours: f64,
    /// Whether a person set them.
    pub(super) set: bool,
    /// Its checks that are counted a quarter; none where a person set the hours.
    pub(super) served: Vec<Served>,
}

/// Quarters of the work of one check, and those of them that are counted the second time.
const WHOLE: u32 = 4;
const SECOND: u32 = 1;

/// Every check carries an equal part of the full hours, one that comes second a quarter of its part; of that the share
/// still missing is left to do, at least a quarter. `set_by_hand` tells that somebody set hours anywhere.
pub(super) fn of(q: &Questionnaire, a: &Assessment, r: usize, set_by_hand: bool) -> Effort {
    let req = &q.requirements[r];
    let by_hand = set_by_hand.then(|| a.at(keys::EFFORT, &req.id)).flatten();
    if let Some(hours) = by_hand.and_then(|h| limits::effort(h).ok()) {
        return Effort { hours, set: true, served: Vec::new() };
    }
    let mut served = Vec::new();
    let (mut checks, mut all, mut rated, mut missing_thirds) = (0, 0, 0, 0);
    for check in q.checks_of(r).filter(|c| counts(q, a, *c)) {
        let by = first_of(q, a, check);
        served.extend(by.map(|by| Served { check, by }));
        let carries = if by.is_some() { SECOND } else { WHOLE };
        (checks, all) = (checks + 1, all + carries);
        let credit = a.level(q, check).and_then(|(level, _)| level.credit(q.check(check).kind));
        if let Some(credit) = credit {
            (rated, missing_thirds) = (rated + carries, missing_thirds + carries * (3 - credit));
        }
    }
    let part = |of: u32, all: u32| if all == 0 { 1.0 } else { f64::from(of) / f64::from(all) };
    let share = part(missing_thirds, 3 * rated).max(0.25);
    let hours = req.effort_hours.of(a.size()) * part(all, WHOLE * checks) * share;
    Effort { hours: halves(hours), set: false, served }
}

/// Half hours, at least one. What is left of a division is no half hour more.
fn halves(hours: f64) -> f64 {
    ((hours * 2.0 - 1e-9).ceil() / 2.0).max(0.5)
}

/// Whether figures count a check here: it is mandatory, asked, and applies.
fn counts(q: &Questionnaire, a: &Assessment, check: usize) -> bool {
    let applies = || !matches!(a.level(q, check), Some((Level::NotApplicable, _)));
    a.counts(q, check) && !a.excluded(q.check_owner[check]) && applies()
}

/// The first of the checks with the same work that comes before this one, by wave and then by the order of the
/// standard. It does not matter how far that one is: its work is there already or is planned there.
fn first_of(q: &Questionnaire, a: &Assessment, check: usize) -> Option<usize> {
    let turn = |c: &usize| (q.requirements[q.check_owner[*c]].wave, *c);
    let before = q.twins(check).filter(|t| turn(t) < turn(&check) && counts(q, a, *t));
    before.min_by_key(turn)
}

/// Ids of the checks that come first, each once.
pub(super) fn served_by(q: &Questionnaire, served: &[Served]) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for id in served.iter().map(|s| &q.check(s.by).id) {
        if !ids.contains(id) {
            ids.push(id.clone());
        }
    }
    ids
}

impl Questionnaire {
    /// The checks whose answer serves at this one too, by their index over the whole questionnaire.
    pub fn twins(&self, check: usize) -> impl Iterator<Item = usize> {
        let named = self.check(check).same_as.iter();
        named.filter_map(|id| match self.exactly(id) {
            Some(Target::Check(twin)) => Some(twin),
            _ => None,
        })
    }
}
