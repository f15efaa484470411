use super::*;
use crate::model::record::PERSON;

#[test]
fn all_facts_at_once_are_as_one_by_one() {
    let q = crate::bank::embedded().unwrap();
    let facts = [
        ("5.2", "3"),
        ("5.2/1", "clear"),
        ("9", "n"),
        ("@audit.1-abcdef/5.2", "5"),
        ("evidence.1-abcdef.made", "yes"),
        ("evidence.1-abcdef.no", "1"),
        ("evidence.1-abcdef.seen-by.1-abcdef", "2026-11-20"),
        ("evidence.1-abcdef.seen-by.2-abcdef", "never"),
        ("evidence.1-abcdef.shows.5.2", "yes"),
        ("evidence.1-abcdef.valid-until", "2026-11-30"),
        ("evidence.2-abcdef.seen-by.1-abcdef", "2026-11-20"),
        ("evidence.2-abcdef.shows.5.2/1", "yes"),
        ("evidence.2-abcdef.valid-until", "2026-10-31"),
        ("parked.1-abcdef.made", "yes"),
        ("parked.2-abcdef.closed", "yes"),
        ("parked.2-abcdef.made", "yes"),
        ("person.1-abcdef.made", "yes"),
        ("person.1-abcdef.name", "Ann"),
        ("person.1-abcdef.no", "0"),
        ("system.1-abcdef.affects", "yes"),
        ("system.1-abcdef.made", "yes"),
        ("system.1-abcdef.role.user", "yes"),
        ("system.2-abcdef.in-scope", "out"),
        ("system.2-abcdef.legal", "yes"),
        ("system.2-abcdef.made", "yes"),
        ("system.2-abcdef.role.developer", "yes"),
        ("vote.1-abcdef.5.2", "5"),
        ("vote.1-abcdef.5.2/1", "x"),
    ]
    .map(|(k, v)| (k.to_owned(), v.to_owned()));
    let at_once = Assessment::of(&q, facts.to_vec());
    for turned in [false, true] {
        let mut a = Assessment::new(&q);
        let mut order: Vec<_> = facts.iter().collect();
        if turned {
            order.reverse();
        }
        for (k, v) in order {
            a.set(&q, k, Some(v.clone()));
        }
        assert_eq!(a, at_once);
    }
    assert!(at_once.seen("5.2") && !at_once.seen("5.2/1"));
    // Of the two systems only the one in scope says which roles the organisation has.
    assert!(at_once.case().only_uses);
    assert_eq!((at_once.index().exposed_systems(), at_once.index().open_parked()), (1, 1));
    assert_eq!(at_once.beyond().len(), 4, "{:?}", at_once.beyond());
}

fn own(facts: &[(&str, &str)]) -> Vec<(String, String)> {
    facts.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
}

#[test]
fn on_another_day_only_what_ended_between_counts_otherwise() {
    let q = crate::bank::embedded().unwrap();
    let facts = own(&[
        ("evidence.1-abcdef.made", "yes"),
        ("evidence.1-abcdef.seen-by.1-abcdef", "2025-11-20"),
        ("evidence.1-abcdef.shows.5.2", "yes"),
        ("evidence.1-abcdef.valid-until", "2026-01-31"),
        ("evidence.2-abcdef.made", "yes"),
        ("evidence.2-abcdef.shows.6.2", "yes"),
        ("evidence.2-abcdef.valid-until", "2026-06-30"),
        ("evidence.3-abcdef.made", "yes"),
        ("evidence.3-abcdef.shows.7.2", "yes"),
        ("evidence.3-abcdef.valid-until", "summer"),
        ("evidence.4-abcdef.shows.8.2", "yes"),
        ("evidence.4-abcdef.valid-until", "2026-06-30"),
        ("person.1-abcdef.made", "yes"),
    ]);
    let mut a = Assessment::of(&q, facts.clone());
    for day in ["2026-02-01", "2026-12-01", "2026-06-30", "2025-01-01", "2026-01-31", "2026-07-01"] {
        a.on(day.parse().unwrap());
        let held = (day <= "2026-01-31", day <= "2026-01-31", day <= "2026-06-30", true, false);
        let i = a.index();
        let is = (i.shown("5.2"), i.seen("5.2"), i.shown("6.2"), i.shown("7.2"), i.shown("8.2"));
        assert_eq!(is, held, "{day}");
        let mut fresh = Assessment::of(&q, facts.clone());
        fresh.on(day.parse().unwrap());
        assert_eq!(a, fresh, "{day}");
    }
    // Another end, no end, and a piece that is made later are known on the next day too.
    a.set(&q, "evidence.1-abcdef.valid-until", Some("2026-08-31".into()));
    a.set(&q, "evidence.2-abcdef.valid-until", None);
    a.set(&q, "evidence.4-abcdef.made", Some("yes".into()));
    for day in ["2026-08-31", "2026-09-01", "2026-06-30"] {
        a.on(day.parse().unwrap());
        let i = a.index();
        let is = (i.shown("5.2"), i.shown("6.2"), i.shown("8.2"));
        assert_eq!(is, (day <= "2026-08-31", true, day <= "2026-06-30"), "{day}");
        let mut fresh = Assessment::of(&q, a.facts().clone().into_iter().collect());
        fresh.on(day.parse().unwrap());
        assert_eq!(a, fresh, "{day}");
    }
}

#[test]
fn who_was_looked_up_by_name_is_found_by_the_next_one() {
    let q = crate::bank::embedded().unwrap();
    let mut a = Assessment::of(&q, own(&[("person.1-abcdef.name", "Ann"), ("person.2-abcdef.name", "ANN")]));
    let called = |a: &Assessment, name: &str| -> Vec<String> {
        a.called(&PERSON, "name", name).unwrap().map(ToString::to_string).collect()
    };
    assert_eq!(called(&a, "ann"), ["1-abcdef", "2-abcdef"]);
    a.set(&q, "person.2-abcdef.name", Some("Bo".into()));
    a.set(&q, "person.3-abcdef.name", Some("ann".into()));
    a.set(&q, "person.1-abcdef.name", None);
    assert_eq!((called(&a, "Ann"), called(&a, "bo")), (vec!["3-abcdef".into()], vec!["2-abcdef".into()]));
    let fresh = Assessment::of(&q, a.facts().clone().into_iter().collect());
    assert_eq!(called(&fresh, "Ann"), ["3-abcdef"]);
    assert_eq!(fresh, a);
    assert!(a.called(&PERSON, "role", "Ann").is_none());
}
