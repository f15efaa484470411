//! The look through an assessment before it leaves the house: answers that will not stand when an
//! auditor asks. Finds and says what to do; changes no answer and no figure.

use jiff::civil::Date;

use super::assessment::{Assessment, Given, keys};
use super::level::Level;
use super::questionnaire::{Impact, Questionnaire, RequirementKind, Target};
use super::roadmap::Roadmap;
use super::score::{Scores, Status};
use super::size::OrgSize;
use super::{text, wording};

/// What kind of weakness it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Two answers that cannot both be right.
    Contradiction,
    /// A control left out without a reason.
    NoReason,
    /// A reason that argues nothing.
    WeakReason,
    /// A high level whose note speaks of the future, or of something missing.
    NoteDisagrees,
    /// Proven, but nothing to show.
    NoEvidence,
    /// Evidence older than a year, or of unknown age.
    OldEvidence,
    /// Most of the work hangs on one person.
    OneOwner,
}

impl Kind {
    /// All, most serious first.
    pub const ALL: [Self; 7] = [
        Self::Contradiction,
        Self::NoReason,
        Self::WeakReason,
        Self::NoteDisagrees,
        Self::NoEvidence,
        Self::OldEvidence,
        Self::OneOwner,
    ];

    /// The words shown to people.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Contradiction => "Answers that contradict each other",
            Self::NoReason => "Left out without a reason",
            Self::WeakReason => "Left out with a weak reason",
            Self::NoteDisagrees => "Notes that say otherwise",
            Self::NoEvidence => "Proven without evidence",
            Self::OldEvidence => "Old evidence",
            Self::OneOwner => "One person for nearly everything",
        }
    }

    /// The name in data files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Contradiction => "contradiction",
            Self::NoReason => "no_reason",
            Self::WeakReason => "weak_reason",
            Self::NoteDisagrees => "note_disagrees",
            Self::NoEvidence => "no_evidence",
            Self::OldEvidence => "old_evidence",
            Self::OneOwner => "one_owner",
        }
    }
}

/// Something that will not stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What kind.
    pub kind: Kind,
    /// The id it is about; empty when about the whole.
    pub at: String,
    /// What is wrong, a sentence.
    pub sentence: String,
    /// What to do, a sentence.
    pub todo: String,
}

/// Evidence older than this many months is old.
pub const OLD_MONTHS: i64 = 12;

/// Everything that will not stand, most serious first, then in the order of the standard. `today`
/// decides what is old.
pub fn findings(
    q: &Questionnaire,
    a: &Assessment,
    scores: &Scores,
    map: &Roadmap,
    today: Date,
) -> Vec<Finding> {
    let mut list = Vec::new();
    for r in 0..q.requirements.len() {
        order_of_work(q, scores, r, &mut list);
        exclusion(q, a, r, &mut list);
        notes(q, a, r, &mut list);
        unproven(q, a, r, &mut list);
    }
    contradictions(q, a, scores, &mut list);
    old_evidence(q, a, today, &mut list);
    one_owner(a, map, &mut list);
    list.sort_by(|x, y| x.kind.cmp(&y.kind).then_with(|| super::questionnaire::compare_ids(&x.at, &y.at)));
    list
}

fn finding(kind: Kind, at: &str, sentence: String, todo: impl Into<String>) -> Finding {
    Finding { kind, at: at.to_owned(), sentence, todo: todo.into() }
}

/// Nothing to show at all: every answered check without credit.
fn empty(scores: &Scores, r: usize) -> bool {
    let s = &scores.requirements[r];
    s.status == Status::Gap && s.thirds == 0
}

/// All there, although what must come first has nothing to show.
fn order_of_work(q: &Questionnaire, scores: &Scores, r: usize, list: &mut Vec<Finding>) {
    if scores.status(r) != Status::Met {
        return;
    }
    let early: Vec<&str> =
        q.depends[r].iter().filter(|d| empty(scores, **d)).map(|d| q.requirements[*d].id.as_str()).collect();
    if early.is_empty() {
        return;
    }
    let (id, verb) = (&q.requirements[r].id, if early.len() == 1 { "has" } else { "have" });
    list.push(finding(
        Kind::Contradiction,
        id,
        format!("{id} is Met, but {}, on which it rests, {verb} nothing to show.", some(&early)),
        "Ask these again: either the first is not all there, or the others are further than said.",
    ));
}

fn contradictions(q: &Questionnaire, a: &Assessment, scores: &Scores, list: &mut Vec<Finding>) {
    for pair in &q.same_matter {
        let (clause, control) = (pair.clause.as_str(), pair.control.as_str());
        let (Some(c), Some(k)) = (q.requirement_index(clause), q.requirement_index(control)) else {
            continue;
        };
        // The other way round is a matter of the order of work where one depends on the other.
        if scores.status(c) == Status::Met && empty(scores, k) {
            list.push(finding(
                Kind::Contradiction,
                control,
                format!(
                    "{clause} is Met, but {control}, which asks for the same matter, has nothing to show."
                ),
                format!("Ask {control} again with what you have for {clause} in hand."),
            ));
        }
        if scores.status(k) == Status::Met && empty(scores, c) && !q.depends[k].contains(&c) {
            list.push(finding(
                Kind::Contradiction,
                clause,
                format!(
                    "{control} is Met, but {clause}, which asks for the same matter, has nothing to show."
                ),
                format!("Ask {clause} again with what you have for {control} in hand."),
            ));
        }
    }
    said_of_all(q, a, scores, list);
}

/// One check that speaks of every control, against the controls themselves.
fn said_of_all(q: &Questionnaire, a: &Assessment, scores: &Scores, list: &mut Vec<Finding>) {
    let proven = |id: &&String| match q.find(id) {
        Some(Target::Check(c)) => matches!(a.level(q, c), Some((Level::Proven, _))),
        _ => false,
    };
    let controls = |wanted: &dyn Fn(usize) -> bool| -> Vec<&str> {
        (0..q.requirements.len())
            .filter(|r| q.requirements[*r].kind == RequirementKind::Control && wanted(*r))
            .map(|r| q.requirements[r].id.as_str())
            .collect()
    };
    let undecided = controls(&|r| scores.status(r) == Status::Open);
    let unreasoned = controls(&|r| scores.requirements[r].reason_missing);
    if let Some(statement) = q.places.statement.as_ref().filter(proven)
        && !(undecided.is_empty() && unreasoned.is_empty())
    {
        let mut why = Vec::new();
        if !undecided.is_empty() {
            why.push(format!("{} are undecided here", some(&undecided)));
        }
        if !unreasoned.is_empty() {
            why.push(format!("{} are left out without a reason", some(&unreasoned)));
        }
        list.push(finding(
            Kind::Contradiction,
            statement,
            format!("The Statement of Applicability is Proven, but {}.", why.join(", and ")),
            "Copy the decisions of your Statement of Applicability into the controls, or lower the level.",
        ));
    }
    let bare = controls(&|r| empty(scores, r));
    if let Some(treatment) = q.places.treatment.as_ref().filter(proven)
        && !bare.is_empty()
    {
        list.push(finding(
            Kind::Contradiction,
            treatment,
            format!(
                "The risk treatment plan is said to be carried out, but {} have nothing to show.",
                some(&bare)
            ),
            "Exclude with a reason what no risk asks for; otherwise lower the level of the treatment.",
        ));
    }
}

fn some(ids: &[&str]) -> String {
    let shown = ids.iter().take(5).copied().collect::<Vec<_>>().join(", ");
    match ids.len().saturating_sub(5) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

fn exclusion(q: &Questionnaire, a: &Assessment, r: usize, list: &mut Vec<Finding>) {
    let req = &q.requirements[r];
    let partly = |c: &usize| matches!(a.level(q, *c), Some((Level::NotApplicable, _)));
    let ids: Vec<&str> = if a.excluded(r) {
        vec![req.id.as_str()]
    } else {
        q.checks_of(r).filter(partly).map(|c| q.check(c).id.as_str()).collect()
    };
    let must = req.exclusion.as_ref().map_or("Why no risk of yours needs it.", |e| e.reason_must.as_str());
    for id in ids {
        let Some(reason) = a.reason(id).or_else(|| a.reason(&req.id)) else {
            list.push(finding(
                Kind::NoReason,
                id,
                format!("{id} is not applicable, but no reason is written."),
                format!("Write the reason. It must argue: {must}"),
            ));
            continue;
        };
        if wording::argues_nothing(reason) {
            list.push(finding(
                Kind::WeakReason,
                id,
                format!("{id} is left out because \"{}\": that argues nothing.", text::shown(reason, 60)),
                format!("Say why, so that an auditor can follow. It must argue: {must}"),
            ));
        }
    }
    let affected = a.systems().iter().filter(|s| s.affects_people).count();
    let of_impact = |i: &&Impact| q.ancestors[r].iter().any(|h| q.headings[*h].id == i.controls);
    if let Some(impact) = q.places.impact.as_ref().filter(of_impact)
        && a.excluded(r)
        && affected > 0
    {
        list.push(finding(
            Kind::Contradiction,
            &req.id,
            format!("{} is left out, but {affected} AI systems in scope affect people.", req.id),
            take_back(&impact.asked_by),
        ));
    }
}

fn take_back(asked_by: &[String]) -> String {
    let (ids, verb) = (asked_by.join(" and "), if asked_by.len() == 1 { "asks" } else { "ask" });
    let clauses = if asked_by.len() == 1 { "clause" } else { "clauses" };
    format!("Take it back in: {clauses} {ids} {verb} for the impact assessment anyway.")
}

/// A high level whose note speaks of the future or of something missing.
fn notes(q: &Questionnaire, a: &Assessment, r: usize, list: &mut Vec<Finding>) {
    let req = &q.requirements[r];
    let high = |l: Option<(Level, Given)>| matches!(l, Some((Level::InUse | Level::Proven, _)));
    let whole = q.checks_of(r).any(|c| high(a.level(q, c).filter(|(_, g)| *g == Given::Bulk)));
    let single = q.checks_of(r).filter(|c| high(a.level(q, *c))).map(|c| q.check(c).id.as_str());
    for id in whole.then_some(req.id.as_str()).into_iter().chain(single) {
        let Some(note) = a.at(keys::NOTE, id).filter(|_| !a.excluded(r)) else { continue };
        let level = match q.find(id) {
            Some(Target::Check(c)) => a.level(q, c).map(|(l, _)| l),
            _ => a.bulk(q, r),
        };
        let word = level.map_or("", Level::word);
        if let Some(said) = wording::future(note) {
            list.push(finding(
                Kind::NoteDisagrees,
                id,
                format!("{id} is {word}, but its note says \"{said}\": {}", text::shown(note, 80)),
                "Planned is nothing: lower the level until it has happened, or bring the note up to date.",
            ));
        } else if let Some(said) = wording::missing(note) {
            list.push(finding(
                Kind::NoteDisagrees,
                id,
                format!("{id} is {word}, but its note says \"{said}\": {}", text::shown(note, 80)),
                "Ask again: lower the level, or bring the note up to date.",
            ));
        }
    }
}

fn unproven(q: &Questionnaire, a: &Assessment, r: usize, list: &mut Vec<Finding>) {
    if a.excluded(r) {
        return;
    }
    if a.is_named(&q.requirements[r].id) {
        return;
    }
    let bare: Vec<usize> = q
        .checks_of(r)
        .filter(|c| q.check(*c).mandatory && matches!(a.level(q, *c), Some((Level::Proven, _))))
        .filter(|c| !a.is_named(&q.check(*c).id))
        .collect();
    let Some(first) = bare.first() else { return };
    let ids: Vec<&str> = bare.iter().map(|c| q.check(*c).id.as_str()).collect();
    let verb = if ids.len() == 1 { "is" } else { "are" };
    list.push(finding(
        Kind::NoEvidence,
        &q.requirements[r].id,
        format!("{} {verb} Proven, but no evidence is named.", some(&ids)),
        format!(
            "Name what proves it and who has seen it. For {}: {}.",
            q.check(*first).id,
            q.check(*first).evidence
        ),
    ));
}

fn old_evidence(q: &Questionnaire, a: &Assessment, today: Date, list: &mut Vec<Finding>) {
    let limit = today.checked_sub(jiff::Span::new().months(OLD_MONTHS)).unwrap_or(Date::MIN);
    for e in a.evidence() {
        let what = text::shown(&e.what, 50);
        let named = e.shows.first().map_or("", String::as_str);
        let at = q.find(named).map_or(named, |t| q.id_of(t));
        match e.date.parse::<Date>() {
            Ok(d) if d < limit => list.push(finding(
                Kind::OldEvidence,
                at,
                format!("The evidence \"{what}\" on {at} is of {d}, more than {OLD_MONTHS} months ago."),
                "Find a newer one, or ask whether the level still holds.",
            )),
            _ => {}
        }
    }
}

/// More than two thirds of the work on one name; in a firm of one that is how it is.
fn one_owner(a: &Assessment, map: &Roadmap, list: &mut Vec<Finding>) {
    let open: Vec<_> = map.items.iter().filter(|i| !i.done()).collect();
    if a.size() == OrgSize::Solo || open.len() < 3 {
        return;
    }
    let mut owners: Vec<(String, &str, usize)> = Vec::new();
    for i in open.iter().filter(|i| !i.owner.trim().is_empty()) {
        let name = wording::plain(&i.owner);
        match owners.iter_mut().find(|(n, ..)| *n == name) {
            Some((.., count)) => *count += 1,
            None => owners.push((name, &i.owner, 1)),
        }
    }
    for (_, name, count) in owners.into_iter().filter(|(.., n)| n * 3 > open.len() * 2) {
        list.push(finding(
            Kind::OneOwner,
            "",
            format!("{} owns {count} of {} actions.", text::shown(name, 40), open.len()),
            "Give part of them to those who do the work: an illness would stop everything, and nobody may audit their own work.",
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::roadmap::PlanInput;
    use crate::model::{GapList, edit};
    use jiff::civil::date;

    fn look(q: &Questionnaire, a: &Assessment) -> Vec<Finding> {
        let scores = Scores::compute(q, a);
        let gaps = GapList::compute(q, a, &scores);
        let day = date(2027, 6, 1);
        let map = Roadmap::compute(q, a, &scores, &gaps, PlanInput::of(a, day));
        findings(q, a, &scores, &map, day)
    }

    fn has(list: &[Finding], kind: Kind, at: &str) -> bool {
        list.iter().any(|f| f.kind == kind && f.at == at)
    }

    #[test]
    fn each_weakness_is_found_and_gone_when_mended() {
        let q = crate::bank::embedded().unwrap();
        let mut a = Assessment::new(&q);
        let mut rate = |id: &str, l: Level, note: Option<&str>| {
            let e = edit::rate(&q, &a, id, Some(l), note).unwrap();
            a.apply(&q, &e);
        };
        rate("9.2.1", Level::Proven, Some("Audit is in the calendar for May"));
        rate("9.2.2", Level::Nothing, None);
        rate("5.2", Level::Proven, None);
        rate("A.2.2", Level::Planned, None);
        rate("6.1.3/8", Level::Proven, None);
        rate("8.3/1", Level::Proven, None);
        rate("A.7.3", Level::NotApplicable, None);
        rate("A.7.5", Level::NotApplicable, Some("Not relevant."));
        rate("A.5.4", Level::NotApplicable, Some("No output of any system can affect a person"));
        for (key, value) in [
            ("system.1-abcdef.made", "yes"),
            ("system.1-abcdef.no", "1"),
            ("system.1-abcdef.affects", "yes"),
            ("evidence.1-abcdef.made", "yes"),
            ("evidence.1-abcdef.no", "1"),
            ("evidence.1-abcdef.shows.5.2", "yes"),
            ("evidence.1-abcdef.date", "2026-05-31"),
        ] {
            a.set(&q, key, Some(value.into()));
        }
        let list = look(&q, &a);
        for (kind, at) in [
            (Kind::Contradiction, "9.2.1"),
            (Kind::Contradiction, "A.2.2"),
            (Kind::Contradiction, "6.1.3/8"),
            (Kind::Contradiction, "8.3/1"),
            (Kind::Contradiction, "A.5.4"),
            (Kind::NoReason, "A.7.3"),
            (Kind::WeakReason, "A.7.5"),
            (Kind::NoteDisagrees, "9.2.1"),
            (Kind::NoEvidence, "9.2.1"),
            (Kind::OldEvidence, "5.2"),
        ] {
            assert!(has(&list, kind, at), "{kind:?} {at} in {list:#?}");
        }
        assert!(!has(&list, Kind::WeakReason, "A.5.4") && !has(&list, Kind::NoEvidence, "5.2"));
        assert!(list.windows(2).all(|w| w[0].kind <= w[1].kind));
        assert!(list.iter().all(|f| f.sentence.ends_with('.') || f.kind == Kind::NoteDisagrees));

        a.set(&q, "9.2.2", Some("5".into()));
        a.set(&q, "note.9.2.1", Some("Held in May, report signed".into()));
        a.set(&q, "evidence.1-abcdef.date", Some("2026-06-01".into()));
        let list = look(&q, &a);
        for (kind, at) in
            [(Kind::Contradiction, "9.2.1"), (Kind::NoteDisagrees, "9.2.1"), (Kind::OldEvidence, "5.2")]
        {
            assert!(!has(&list, kind, at), "{kind:?} {at}");
        }
    }

    #[test]
    fn one_person_for_nearly_everything_is_named_but_not_in_a_firm_of_one() {
        let q = crate::bank::embedded().unwrap();
        let mut a = Assessment::new(&q);
        a.set(&q, "4", Some("1".into()));
        for id in ["4.1", "4.2", "4.3"] {
            a.set(&q, &format!("owner.{id}"), Some("Ann Lee".into()));
        }
        assert!(has(&look(&q, &a), Kind::OneOwner, ""));
        a.set(&q, "about.size", Some("solo".into()));
        assert!(!has(&look(&q, &a), Kind::OneOwner, ""));
        a.set(&q, "about.size", Some("small".into()));
        a.set(&q, "owner.4.3", Some("Bob".into()));
        assert!(!has(&look(&q, &a), Kind::OneOwner, ""), "two of four is less than two thirds");
    }
}
