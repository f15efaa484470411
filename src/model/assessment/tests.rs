use super::*;

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
        ("evidence.2-abcdef.seen-by.1-abcdef", "2026-11-20"),
        ("evidence.2-abcdef.shows.5.2/1", "yes"),
        ("parked.1-abcdef.made", "yes"),
        ("parked.2-abcdef.closed", "yes"),
        ("parked.2-abcdef.made", "yes"),
        ("person.1-abcdef.made", "yes"),
        ("person.1-abcdef.no", "0"),
        ("system.1-abcdef.affects", "yes"),
        ("system.1-abcdef.made", "yes"),
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
    assert_eq!((at_once.index().exposed_systems(), at_once.index().open_parked()), (1, 1));
    assert_eq!(at_once.beyond().len(), 4, "{:?}", at_once.beyond());
}
