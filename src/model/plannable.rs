//! Whether what people made of the actions can be planned: the one home of what a split, a merge and an added
//! action need, asked before every change that could break it, and by `check` of what a file holds.

use jiff::civil::Date;

use super::action::{self, Actions};
use super::assessment::Assessment;
use super::change::{Edit, Refusal};
use super::limits::{self, PARTS};
use super::priority::GapList;
use super::questionnaire::{Questionnaire, Target};
use super::record::{ACTION, Fault, KINDS, PART, Rec, Rid, Taken, TakenBy, Unplanned, read, record_key};
use super::score::Scores;

/// Why a record of an action or a part is not planned as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Flaw {
    /// The field to change.
    pub(super) field: &'static str,
    /// What is wrong.
    pub(super) what: Unplanned,
}

/// Refuses an edit after which an action it touches could not be planned, or actions would wait for each other
/// in a circle. A flaw that was there before bars nobody from changing something else.
pub(super) fn refuse(q: &Questionnaire, a: &Assessment, e: &Edit) -> Result<(), Refusal> {
    let mut trial = a.for_figures();
    trial.apply(q, e);
    for rec in touched(&trial, e) {
        let before = read::at(a, rec.kind, &rec.id);
        let was = |find: &dyn Fn(&Rec<'_>) -> Option<Flaw>| before.exists().then(|| find(&before)).flatten();
        let new = [flaw(q, &trial, &rec), dates(&rec)];
        let old = [was(&|r| flaw(q, a, r)), was(&dates)];
        let found = new.into_iter().zip(old).find_map(|(new, old)| new.filter(|x| old.as_ref() != Some(x)));
        if let Some(flaw) = found
            && let Some(f) = rec.kind.field(flaw.field)
        {
            let (kind, fault) = (rec.kind.key, Fault::Unplanned(flaw.what));
            return Err(Refusal::Field { kind, field: f.key, word: f.word, fault });
        }
    }
    let scores = Scores::compute(q, &trial);
    let gaps = GapList::compute(q, &trial, &scores);
    let actions = Actions::of(q, &trial, &scores, &gaps, 0);
    let circle = actions.circle();
    if circle.is_empty() {
        return Ok(());
    }
    Err(Refusal::Circle { ids: circle.into_iter().map(str::to_owned).collect() })
}

/// The actions and parts an edit changes, and the parts of those actions, as far as they exist after it.
fn touched<'a>(trial: &'a Assessment, e: &Edit) -> Vec<Rec<'a>> {
    let mut found: Vec<Rec<'a>> = Vec::new();
    for k in e.changes.iter().filter_map(|c| record_key(&c.key)) {
        let kind = KINDS.iter().find(|x| x.waits_for_others && x.key == k.kind);
        let (Some(kind), Some(id)) = (kind, k.rid()) else { continue };
        if !found.iter().any(|r| r.id == id) {
            found.extend(Some(read::at(trial, kind, &id)).filter(Rec::exists));
        }
    }
    let hang = |p: &Rec<'_>| found.iter().any(|r| r.id.as_str() == p.get("action"));
    let parts: Vec<Rec<'a>> = read::all(trial, &PART).into_iter().filter(hang).collect();
    for p in parts {
        if !found.iter().any(|r| r.id == p.id) {
            found.push(p);
        }
    }
    found
}

/// What keeps a record out of the plan; none for kinds that are not planned, and while a split waits for its
/// parts.
pub(super) fn flaw(q: &Questionnaire, a: &Assessment, rec: &Rec<'_>) -> Option<Flaw> {
    let wrong = |field, what| Some(Flaw { field, what });
    if rec.kind.key == PART.key {
        let whole = read::at(a, &ACTION, &Rid::parse(rec.get("action"))?);
        if whole.exists() && whole.get("kind") != "split" {
            return wrong("action", Unplanned::PartOfNoSplit);
        }
        let many = whole.exists() && parts(a, &whole.id) > PARTS;
        return if many { wrong("action", Unplanned::TooManyParts { most: PARTS }) } else { None };
    }
    if rec.kind.key != ACTION.key {
        return None;
    }
    let of = rec.members("of");
    match rec.get("kind") {
        "own" => {
            if !matches!(q.find(rec.get("at")), Some(Target::Requirement(_))) {
                return wrong("at", Unplanned::FiledNowhere);
            }
            if rec.get("what").is_empty() {
                return wrong("what", Unplanned::AddedDoesNothing);
            }
            if rec.members("after").iter().any(|(m, _)| *m == rec.id.as_str()) {
                return wrong("after", Unplanned::AfterItself);
            }
            limits::effort(rec.get("hours")).err().and_then(|_| wrong("hours", Unplanned::AddedWithoutHours))
        }
        "merge" if of.len() < 2 => wrong("of", Unplanned::MergedOfOne),
        "merge" if rec.get("what").is_empty() => wrong("what", Unplanned::MergedDoesNothing),
        "split" if of.len() != 1 => wrong("of", Unplanned::SplitOfSeveral),
        _ => of.iter().find_map(|(id, _)| wrong("of", Unplanned::Taken(taken(a, id, Some(&rec.id))?))),
    }
}

/// That a requirement is split or merged already, by another action than this.
pub(super) fn taken(a: &Assessment, id: &str, but: Option<&Rid>) -> Option<Taken> {
    let other = |r: &Rec<'_>| Some(&r.id) != but && matches!(r.get("kind"), "split" | "merge");
    let holds = |r: &Rec<'_>| r.members("of").iter().any(|(m, _)| *m == id);
    let rec = read::all(a, &ACTION).into_iter().find(|r| other(r) && holds(r))?;
    let shape = action::shapes(a).into_iter().find(|s| s.id == rec.id);
    let by = shape.map_or_else(|| TakenBy::Record(rec.shown_no()), |s| TakenBy::Actions(s.ids()));
    Some(Taken { id: id.to_owned(), by })
}

/// Whether it is a split that has too few parts to be planned yet.
pub(super) fn waits_for_parts(a: &Assessment, rec: &Rec<'_>) -> bool {
    let split = rec.kind.key == ACTION.key && rec.get("kind") == "split";
    split && !(2..=PARTS).contains(&parts(a, &rec.id))
}

fn parts(a: &Assessment, whole: &Rid) -> usize {
    read::all(a, &PART).iter().filter(|p| p.get("action") == whole.as_str()).count()
}

/// Whether the earliest start lies behind the due date.
pub(super) fn too_late(pin: Option<Date>, due: Option<Date>) -> Option<(Date, Date)> {
    pin.zip(due).filter(|(pin, due)| pin > due)
}

fn dates(rec: &Rec<'_>) -> Option<Flaw> {
    let day = |field: &str| rec.get(field).parse().ok();
    let (pin, due) = too_late(day("pin"), day("due"))?;
    Some(Flaw { field: "pin", what: Unplanned::Dates { pin, due } })
}
