//! The look through an assessment before it leaves the house: answers that will not stand when an
//! auditor asks. Finds them; changes no answer and no figure.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Status;
use super::assessment::{Assessment, Given, keys};
use super::audit;
use super::contradiction;
use super::level::Level;
use super::questionnaire::{Questionnaire, Target};
use super::record::{KINDS, PERSON, read, wants};
use super::register::Evidence;
pub use super::register::OLD_MONTHS;
use super::roadmap::Roadmap;
use super::said::is_weak_reason;
use super::score::Scores;
use super::size::OrgSize;
use super::statement::{self, Flag};
use super::weakness::finding;
pub use super::weakness::{Finding, Kind, Weakness};
use super::wording;

/// Everything that will not stand, most serious first, then in the order of the standard. `today`
/// decides what is old.
pub fn findings(
    q: &Questionnaire,
    a: &Assessment,
    scores: &Scores,
    map: &Roadmap,
    today: Date,
) -> Vec<Finding> {
    let mut list = contradiction::all(q, a, scores);
    for r in 0..q.requirements.len() {
        exclusion(q, a, r, &mut list);
        notes(q, a, r, &mut list);
        unproven(q, a, r, &mut list);
    }
    stated(q, a, scores, &mut list);
    old_evidence(q, a, today, &mut list);
    days(q, a, today, &mut list);
    one_owner(a, map, &mut list);
    list.extend(records_lack(a, today));
    list.extend(same_numbers(a));
    sorted(list)
}

fn sorted(mut list: Vec<Finding>) -> Vec<Finding> {
    list.sort_by(|x, y| {
        x.kind().cmp(&y.kind()).then_with(|| super::questionnaire::compare_ids(&x.at, &y.at))
    });
    list
}

/// The same with what audits say against an own answer: for those who work in the file, for no paper but those of the audit.
pub fn with_audits(
    mut list: Vec<Finding>,
    q: &Questionnaire,
    a: &Assessment,
    scores: &Scores,
    today: Date,
) -> Vec<Finding> {
    let audits = audit::all(a);
    let of_all = audits.iter().flat_map(|rec| audit::findings_alone(q, a, &rec.id, today));
    let against: Vec<_> = of_all.filter(|f| f.is_open() && f.against().is_some()).collect();
    for (r, requirement) in q.requirements.iter().enumerate() {
        if scores.status(r) != Status::Met {
            continue;
        }
        let open: Vec<_> = against.iter().filter(|f| f.is_at(q, Target::Requirement(r))).collect();
        if let Some(worst) = open.iter().filter_map(|f| f.against()).min() {
            let findings = open.iter().map(|f| f.rec.shown_no()).collect();
            list.push(finding(&requirement.id, Weakness::AuditSays { worst, findings }));
        }
    }
    sorted(list)
}

fn exclusion(q: &Questionnaire, a: &Assessment, r: usize, list: &mut Vec<Finding>) {
    let must = q.requirements[r].exclusion.as_ref().map(|e| e.reason_must.clone());
    for (system, id, reason) in a.exclusions(q, r) {
        let system = system.and_then(|s| a.system_name(s));
        if let Some(never) = q.never_left_out(r) {
            list.push(finding(id, Weakness::CannotStand { never: never.to_owned() }));
            continue;
        }
        let Some(reason) = reason else {
            list.push(finding(id, Weakness::NoReason { system, must: must.clone() }));
            continue;
        };
        if is_weak_reason(reason) {
            let (reason, must) = (reason.to_owned(), must.clone());
            list.push(finding(id, Weakness::WeakReason { system, reason, must }));
        }
    }
}

/// What the Statement of Applicability says little of, or what speaks against it by now.
fn stated(q: &Questionnaire, a: &Assessment, scores: &Scores, list: &mut Vec<Finding>) {
    for row in statement::rows(q, a, scores) {
        for flag in row.flags {
            match flag {
                Flag::RiskNames(_)
                | Flag::RiskOfSystem { .. }
                | Flag::RoleDenies { .. }
                | Flag::DayPast(_) => {
                    list.push(finding(&row.id, Weakness::LookAgain { flag }));
                }
                Flag::WeakFor => {
                    list.push(finding(&row.id, Weakness::WeakInclusion { reason: row.why.clone() }));
                }
                _ => {}
            }
        }
    }
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
        // In use says itself that a part is missing: its note disagrees only where it tells of nothing else.
        if level == Some(Level::InUse) && !wording::tells_nothing_else(note) {
            continue;
        }
        if let Some(mark) = wording::future(note) {
            list.push(finding(id, Weakness::Future { level, mark, note: note.to_owned() }));
        } else if let Some(mark) = wording::missing(note) {
            list.push(finding(id, Weakness::Missing { level, mark, note: note.to_owned() }));
        }
    }
}

fn unproven(q: &Questionnaire, a: &Assessment, r: usize, list: &mut Vec<Finding>) {
    if a.excluded(r) {
        return;
    }
    let bare: Vec<usize> = q
        .checks_of(r)
        .filter(|c| a.counts(q, *c) && matches!(a.level(q, *c), Some((Level::Proven, _))))
        .filter(|c| !a.is_shown(q, *c))
        .collect();
    let (ran_out, bare) = by_evidence(q, a, bare);
    for Gone { e, until, checks } in ran_out {
        list.push(finding(&q.requirements[r].id, Weakness::RanOut { no: e.no, what: e.what, until, checks }));
    }
    let Some(first) = bare.first() else { return };
    let evidence = a.check(q, *first).evidence.clone();
    let checks = bare.iter().map(|c| q.check(*c).id.clone()).collect();
    list.push(finding(&q.requirements[r].id, Weakness::NoEvidence { checks, evidence }));
}

/// A piece that ran out, and the checks that rest on it.
struct Gone {
    e: Evidence,
    until: Date,
    checks: Vec<String>,
}

/// Checks without evidence that holds: those a piece that ran out names, by piece, and those no piece names.
fn by_evidence(q: &Questionnaire, a: &Assessment, checks: Vec<usize>) -> (Vec<Gone>, Vec<usize>) {
    let (mut ran_out, mut bare): (Vec<Gone>, _) = (Vec::new(), Vec::new());
    for c in checks {
        let pieces = a.ran_out_for(q, c);
        if pieces.is_empty() {
            bare.push(c);
        }
        for e in pieces {
            let id = q.check(c).id.clone();
            match (ran_out.iter_mut().find(|g| g.e.id == e.id), e.ran_out) {
                (Some(gone), _) => gone.checks.push(id),
                (None, Some(until)) => ran_out.push(Gone { e, until, checks: vec![id] }),
                (None, None) => {}
            }
        }
    }
    (ran_out, bare)
}

fn old_evidence(q: &Questionnaire, a: &Assessment, today: Date, list: &mut Vec<Finding>) {
    for e in a.evidence() {
        let named = e.shows.first().map_or("", String::as_str);
        let at = q.find(named).map_or(named, |t| q.id_of(t));
        if let Some(until) = e.ran_out {
            // Named once: where it is what a check at Proven would rest on, the finding says of which.
            let mut said = list.iter().map(|f| &f.weakness);
            if !said.any(|w| matches!(w, Weakness::RanOut { no, .. } if *no == e.no)) {
                let gone = Weakness::RanOut { no: e.no, what: e.what, until, checks: Vec::new() };
                list.push(finding(at, gone));
            }
        } else if let Some(date) = e.long_ago(today) {
            list.push(finding(at, Weakness::OldEvidence { what: e.what.clone(), date }));
        }
    }
}

/// Evidence whose days cannot be, of files written before they were refused: dated ahead, or seen before its date.
fn days(q: &Questionnaire, a: &Assessment, today: Date, list: &mut Vec<Finding>) {
    for e in a.evidence() {
        let named = e.shows.first().map_or("", String::as_str);
        let at = q.find(named).map_or(named, |t| q.id_of(t));
        let dated = e.date.parse::<Date>().ok();
        if let Some(date) = dated.filter(|d| *d > today) {
            list.push(finding(at, Weakness::DatedAhead { what: e.what.clone(), date }));
        }
        for (who, day) in e.seen_by {
            let Ok(seen) = day.parse::<Date>() else { continue };
            if let Some(date) = dated.filter(|d| seen < *d) {
                list.push(finding(at, Weakness::SeenBefore { what: e.what.clone(), who, seen, date }));
            } else if seen > today {
                list.push(finding(at, Weakness::SeenAhead { what: e.what.clone(), who, seen }));
            }
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
        let owner = Weakness::OneOwner { name: name.to_owned(), actions: count, of: open.len() };
        list.push(finding("", owner));
    }
}

/// Records that do not say what they should, a finding a register. Who has no role in the house yet is nothing an auditor asks
/// about; what an audit lacks it says itself, and no figure or paper of the organisation's own hears of it.
fn records_lack(a: &Assessment, today: Date) -> impl Iterator<Item = Finding> + '_ {
    let asked = KINDS.iter().filter(|kind| !kind.wants.is_empty() && kind.key != PERSON.key);
    let asked = asked.filter(|kind| !kind.is_in_audit());
    asked.filter_map(move |kind| {
        let all = read::all(a, kind);
        let lacking: Vec<_> = all.iter().filter(|rec| wants::lacks_any(a, rec, today)).collect();
        let first = wants::lacks(a, lacking.first()?, today);
        let numbers = lacking.iter().map(|rec| rec.shown_no()).collect();
        Some(finding("", Weakness::RecordsLack { kind, numbers, of: all.len(), first }))
    })
}

/// Records of one register with one number elsewhere: an import cannot tell which of them a row of that number means.
pub fn same_numbers(a: &Assessment) -> Vec<Finding> {
    let mut found = Vec::new();
    for kind in KINDS.iter().filter(|kind| kind.is_register() && kind.field("ref").is_some()) {
        let mut by: BTreeMap<String, (String, Vec<String>)> = BTreeMap::new();
        for rec in read::all(a, kind).iter().filter(|rec| !rec.get("ref").trim().is_empty()) {
            let code = rec.get("ref").trim();
            let one = by.entry(code.to_lowercase()).or_insert_with(|| (code.to_owned(), Vec::new()));
            one.1.push(format!("{} {}", rec.shown_no(), rec.name()));
        }
        let several = by.into_values().filter(|(_, records)| records.len() > 1);
        found.extend(several.map(|(code, records)| finding("", Weakness::SameNumber { code, records })));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::roadmap::PlanInput;
    use crate::model::{GapList, edit};
    use crate::words::xray::problem;
    use jiff::civil::date;

    fn look(q: &Questionnaire, a: &Assessment) -> Vec<Finding> {
        let scores = Scores::compute(q, a);
        let gaps = GapList::compute(q, a, &scores);
        let day = date(2027, 6, 1);
        let map = Roadmap::compute(q, a, &scores, &gaps, PlanInput::of(a, day));
        findings(q, a, &scores, &map, day)
    }

    fn has(list: &[Finding], kind: Kind, at: &str) -> bool {
        list.iter().any(|f| f.kind() == kind && f.at == at)
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
        assert!(list.windows(2).all(|w| w[0].kind() <= w[1].kind()));
        assert!(list.iter().all(|f| problem(f).ends_with('.') || f.kind() == Kind::NoteDisagrees));

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
