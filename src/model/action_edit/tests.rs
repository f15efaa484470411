use super::*;
use crate::model::roadmap::{PlanInput, Roadmap};
use crate::model::{GapList, Level, Scores, edit};
use crate::words::Words as _;
use jiff::civil::date;

/// Ids that differ within one test.
fn chance() -> impl FnMut() -> Rid {
    use std::sync::atomic::{AtomicU64, Ordering};
    static LAST: AtomicU64 = AtomicU64::new(0);
    || Rid::new(0, LAST.fetch_add(1, Ordering::Relaxed))
}

fn case() -> (Questionnaire, Assessment) {
    let q = crate::bank::embedded().unwrap();
    let mut a = Assessment::new(&q);
    for (id, level) in
        [("4", Level::Written), ("5", Level::Nothing), ("8", Level::Nothing), ("9", Level::Planned)]
    {
        let e = edit::rate(&q, &a, id, Some(level), None).unwrap();
        a.apply(&q, &e);
    }
    (q, a)
}

fn plan(q: &Questionnaire, a: &Assessment) -> Roadmap {
    let scores = Scores::compute(q, a);
    let gaps = GapList::compute(q, a, &scores);
    Roadmap::compute(q, a, &scores, &gaps, PlanInput::of(a, date(2027, 1, 4)))
}

fn parts() -> Vec<Part> {
    [("Draft it", 3.0), ("Have it approved", 1.0)]
        .map(|(what, share)| Part { what: what.into(), output: String::new(), share })
        .into()
}

#[test]
fn a_split_keeps_the_hours_and_the_order_and_can_be_taken_back() {
    let (q, mut a) = case();
    let before = plan(&q, &a);
    let e = split(&q, &a, &mut chance(), "5.2", &parts()).unwrap();
    a.apply(&q, &e);
    let map = plan(&q, &a);
    let (first, second) = (map.item("5.2-a").unwrap(), map.item("5.2-b").unwrap());
    assert!(map.item("5.2").is_none());
    assert!((map.total_hours - before.total_hours).abs() < 1e-9);
    assert!((first.effort_hours - 3.0 * second.effort_hours).abs() < 1e-9);
    assert!(first.end < second.start && second.depends_on.contains(&"5.2-a".to_owned()));
    let late = before.items.iter().find(|i| i.depends_on.contains(&"5.2".into())).unwrap();
    assert!(map.item(&late.id).unwrap().start > second.end);
    assert!(
        split(&q, &a, &mut chance(), "5.2", &parts()).is_err()
            && merge(&q, &a, &chance()(), &["5.2", "5.3"], "x", "").is_err()
    );
    let e = drop_action(&q, &a, "5.2-b").unwrap();
    a.apply(&q, &e);
    assert_eq!(plan(&q, &a), before);
}

#[test]
fn a_merge_closes_all_its_gaps_and_never_in_a_circle() {
    let (q, mut a) = case();
    let before = plan(&q, &a);
    let e = merge(&q, &a, &chance()(), &["5.2", "5.3"], "Sign policy and roles in one meeting", "Minutes")
        .unwrap();
    a.apply(&q, &e);
    let map = plan(&q, &a);
    let m = map.item("M-1").unwrap();
    assert_eq!((m.closes.len(), map.items.len()), (2, before.items.len() - 1));
    assert!((map.total_hours - before.total_hours).abs() < 1e-9);
    // 4.3 lies between 5.1 and 5.3: 4.3 waits for 5.1, 5.3 for 4.3.
    drop_and_check_circle(&q, &mut a);
    // What closes one of the gaps leaves the action in place for the other.
    let e = edit::rate(&q, &a, "5.2", Some(Level::Proven), None).unwrap();
    a.apply(&q, &e);
    assert_eq!(Scores::compute(&q, &a).status(q.requirement_index("5.2").unwrap()), Status::Met);
    assert!(plan(&q, &a).items.iter().all(|i| !i.closes.contains(&q.requirement_index("5.2").unwrap())));
}

fn drop_and_check_circle(q: &Questionnaire, a: &mut Assessment) {
    let e = drop_action(q, a, "M-1").unwrap();
    a.apply(q, &e);
    let facts = a.facts().clone();
    let no = merge(q, a, &chance()(), &["5.1", "5.3"], "x", "").unwrap_err().words();
    assert!(no.contains("4.3") && no.contains("circle"), "{no}");
    assert_eq!(a.facts(), &facts);
}

#[test]
fn done_holds_nobody_up_and_scores_nothing() {
    let (q, mut a) = case();
    let before = plan(&q, &a);
    let scores = Scores::compute(&q, &a);
    let e = progress(&q, &a, "5.1", Progress::Done, None).unwrap();
    a.apply(&q, &e);
    let map = plan(&q, &a);
    let item = map.item("5.1").unwrap();
    assert!(item.done() && item.effort_hours.abs() < 1e-9 && map.finish <= before.finish);
    assert_eq!(Scores::compute(&q, &a), scores);
    assert!(map.items.iter().all(|i| !i.depends_on.contains(&"5.1".to_owned())));
    assert!(
        map.warnings.iter().any(|w| w.words().starts_with("5.1: marked done; ask again")),
        "{:?}",
        map.warnings
    );
    // A worse answer after the mark, or the gap closed, uses the mark up.
    for level in [Level::Proven, Level::Nothing] {
        let e = edit::rate(&q, &a, "5.1", Some(level), None).unwrap();
        assert_eq!(e.changes.iter().any(|c| c.key == "action-status.5.1"), level == Level::Proven);
    }
    let e = edit::rate(&q, &a, "5.1", Some(Level::Written), None).unwrap();
    assert_eq!(e.changes.len(), 1, "a better answer that is not all leaves the mark");
    // Records that run since a known day count from that day.
    for id in ["8.1", "8.2", "8.3", "8.4", "9.1"] {
        let e = progress(&q, &a, id, Progress::Done, Some(date(2027, 3, 1))).unwrap();
        a.apply(&q, &e);
    }
    let audit = plan(&q, &a).item("9.2.1").unwrap().start;
    assert!(audit > date(2027, 4, 26), "{audit}");
}

#[test]
fn dates_that_contradict_are_refused_or_named() {
    let (q, mut a) = case();
    let e = pin(&q, &a, "9.2.1", Some("2027-01-11")).unwrap();
    a.apply(&q, &e);
    let no = due(&q, &a, "9.2.1", Some("2027-01-08")).unwrap_err().words();
    assert!(no.contains("2027-01-08") && no.contains("2027-01-11"), "{no}");
    let map = plan(&q, &a);
    assert!(map.item("9.2.1").unwrap().start > date(2027, 1, 11));
    assert!(
        map.warnings.iter().any(|w| w.words().contains("9.2.1: pinned to 2027-01-11, but starts")),
        "{:?}",
        map.warnings
    );
    let e = due(&q, &a, "9.2.1", Some("2027-01-12")).unwrap();
    a.apply(&q, &e);
    assert!(plan(&q, &a).warnings.iter().any(|w| w.words().contains("9.2.1: due on 2027-01-12, but ends")));
    assert!(action_effort(&q, &a, "9.2.1", Some("0")).is_err());
    let no = action_owner(&q, &a, "5.2-z", "Ann").unwrap_err().words();
    assert!(no.contains("5.2-z") && no.contains("Near: 5.2"), "{no}");
}

#[test]
fn an_added_action_joins_the_plan_and_leaves_with_its_gap() {
    let (q, mut a) = case();
    let own = Own {
        at: "9.2.2".into(),
        what: "Find an auditor from outside".into(),
        output: "Contract".into(),
        hours: 4.0,
        closes: vec!["9.2.2".into()],
        after: vec!["5.1".into()],
    };
    let e = add_action(&q, &a, &chance()(), &own).unwrap();
    a.apply(&q, &e);
    let map = plan(&q, &a);
    let (mine, leader, audit) =
        (map.item("H-1").unwrap(), map.item("5.1").unwrap(), map.item("9.2.1").unwrap());
    assert!(mine.start > leader.end && audit.start > mine.end);
    let circular = Own { closes: vec!["5.1".into()], after: vec!["5.2".into()], ..own.clone() };
    assert!(add_action(&q, &a, &chance()(), &circular).unwrap_err().words().contains("circle"));
    let e = edit::rate(&q, &a, "9.2.2", Some(Level::Proven), None).unwrap();
    a.apply(&q, &e);
    assert!(plan(&q, &a).item("H-1").is_none());
}

#[test]
fn a_shape_that_could_not_be_planned_is_refused() {
    let (q, mut a) = case();
    for (ids, what) in [(&[][..], "x"), (&["5.2"], "x"), (&["5.2", "5.2"], "x"), (&["5.2", "5.3"], " ")] {
        assert!(merge(&q, &a, &chance()(), ids, what, "").is_err(), "{ids:?} {what}");
    }
    let own = |what: &str, hours| Own {
        at: "5.2".into(),
        what: what.into(),
        output: String::new(),
        hours,
        closes: Vec::new(),
        after: Vec::new(),
    };
    for (what, hours) in [("", 1.0), ("x", 0.0), ("x", f64::NAN), ("x", f64::INFINITY)] {
        assert!(add_action(&q, &a, &chance()(), &own(what, hours)).is_err(), "{what} {hours}");
    }
    // A number beyond what a file may hold is none.
    a.set(&q, "action.0000000000000z.no", Some(limits::GIVEN.to_string()));
    let no = add_action(&q, &a, &chance()(), &own("x", 1.0)).unwrap_err().words();
    assert!(no.contains("There is no room"), "{no}");
}
