use super::*;
use crate::words::Words as _;

#[test]
fn votes_never_score_and_say_nothing_before_they_are_shown() {
    let q = crate::bank::embedded().unwrap();
    let mut a = Assessment::new(&q);
    let mut v = Votes::default();
    let levels = [Level::Proven, Level::Written, Level::Nothing];
    v.given.extend((1..).map(|n| Rid::new(0, n)).zip(levels));
    let before = super::super::Scores::compute(&q, &a);
    a.apply(&q, &keep(&q, &a, "5.2", &v).unwrap());
    assert_eq!(super::super::Scores::compute(&q, &a), before);
    let hidden = of(&a, "5.2").unwrap();
    assert!(!hidden.words().contains("Proven"), "{}", hidden.words());
    let shown = Votes { shown: true, ..hidden };
    assert_eq!(shown.words(), "3 answers, from Nothing to Proven");
    a.apply(&q, &dissent(&q, &a, "5.2", "HR: nobody has seen it").unwrap());
    assert_eq!(all(&a).len(), 1);
    assert_eq!(of(&a, "5.2").unwrap().given, v.given);
    a.apply(&q, &keep(&q, &a, "5.2", &Votes::default()).unwrap());
    assert!(a.facts().is_empty(), "{:?}", a.facts());
}

/// Each vote is one fact of its own, and what the room came to follows from the facts alone.
#[test]
fn each_vote_is_one_fact_and_the_outcome_follows() {
    let q = crate::bank::embedded().unwrap();
    let mut a = Assessment::new(&q);
    let (ana, bo) = (Rid::new(0, 1), Rid::new(0, 2));
    let step = |a: &mut Assessment, e: Edit| {
        let changed = e.changes.len();
        a.apply(&q, &e);
        (changed, outcome(a, "5.2"))
    };
    let vote = |a: &Assessment, who: &Rid, level| give(&q, a, "5.2", who, level).unwrap();
    assert_eq!(outcome(&a, "5.2"), Outcome::None);
    let e = vote(&a, &ana, Some(Level::InUse));
    assert_eq!(step(&mut a, e), (1, Outcome::Voting));
    let e = show(&q, &a, "5.2").unwrap();
    assert_eq!(step(&mut a, e), (1, Outcome::Shown));
    let e = vote(&a, &bo, Some(Level::Nothing));
    assert_eq!(step(&mut a, e), (1, Outcome::Apart));
    let e = super::super::edit::rate(&q, &a, "5.2", Some(Level::Planned), None).unwrap();
    assert_eq!(step(&mut a, e).1, Outcome::Agreed);
    let e = dissent(&q, &a, "5.2", "Bo: nobody has seen it").unwrap();
    assert_eq!(step(&mut a, e), (1, Outcome::AgreedWithDissent));
    assert_eq!(that_are(&a, Outcome::AgreedWithDissent).len(), 1);
    assert!(that_are(&a, Outcome::Apart).is_empty());
    let e = super::super::edit::rate(&q, &a, "5.2", None, None).unwrap();
    assert_eq!(step(&mut a, e).1, Outcome::Apart);
    let e = dissent(&q, &a, "5.2", "").unwrap();
    assert_eq!(step(&mut a, e), (1, Outcome::Apart));
    // The last answer takes with it that answers were shown; nobody else's is touched by one that goes.
    let e = vote(&a, &bo, None);
    assert_eq!(step(&mut a, e), (1, Outcome::Shown));
    let e = vote(&a, &ana, None);
    assert_eq!(step(&mut a, e), (2, Outcome::None));
    assert!(a.facts().keys().all(|key| !key.starts_with("vote")), "{:?}", a.facts());
    assert!(give(&q, &a, "5.2", &ana, Some(Level::NotApplicable)).is_err());
}

/// What stood before is agreed on by nobody who sees the answers: by whom a level is given then, it is. Answers once shown, and
/// what was agreed on after them, are not touched by showing them again.
#[test]
fn a_level_that_stood_before_is_no_agreed_one() {
    let q = crate::bank::embedded().unwrap();
    let mut a = Assessment::new(&q);
    let (ana, bo) = (Rid::new(0, 1), Rid::new(0, 2));
    let rate = |a: &mut Assessment, level| {
        let e = super::super::spread::rate(&q, a, "5.2", Some(level), None, false).unwrap();
        a.apply(&q, &e);
    };
    let shown = |a: &mut Assessment| {
        let e = show(&q, a, "5.2").unwrap();
        a.apply(&q, &e);
        !e.is_empty()
    };
    rate(&mut a, Level::Written);
    for who in [&ana, &bo] {
        let e = give(&q, &a, "5.2", who, Some(Level::Written)).unwrap();
        a.apply(&q, &e);
    }
    assert!(!is_agreed(&a, "5.2") && outcome(&a, "5.2") == Outcome::Voting);
    assert!(shown(&mut a) && !is_agreed(&a, "5.2"));
    assert_eq!((outcome(&a, "5.2"), agreed(&a, "5.2")), (Outcome::Shown, Some(Level::Written)));
    rate(&mut a, Level::Written);
    assert_eq!(outcome(&a, "5.2"), Outcome::Agreed);
    assert!(!shown(&mut a) && is_agreed(&a, "5.2"));
    // Files of before knew nothing of what stood before: shown answers beside a level were its own.
    for (value, is) in [("yes", true), ("beside", false)] {
        a.set(&q, "agreed-from.5.2", None);
        a.set(&q, "votes-shown.5.2", Some(value.to_owned()));
        assert_eq!(is_agreed(&a, "5.2"), is, "{value}");
    }
    // A room that answers anew has to agree anew.
    rate(&mut a, Level::Written);
    for who in [&ana, &bo] {
        let e = give(&q, &a, "5.2", who, None).unwrap();
        a.apply(&q, &e);
    }
    let e = give(&q, &a, "5.2", &ana, Some(Level::Proven)).unwrap();
    a.apply(&q, &e);
    assert!(shown(&mut a) && !is_agreed(&a, "5.2") && agreed(&a, "5.2") == Some(Level::Written));
}

#[test]
fn what_leaves_holds_no_hidden_answer() {
    let facts = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
        pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
    };
    let then = r#"{"vote.1-abcdef.5.2":"5","5.2":"3"}"#;
    let all = facts(&[
        ("5.2", "3"),
        ("snapshot.1-abcdef.frozen", then),
        ("vote.1-abcdef.5.2", "5"),
        ("vote.1-abcdef.5.3", "1"),
        ("votes-shown.5.2", "yes"),
    ]);
    let left = without_hidden(&all);
    assert!(left.contains_key("vote.1-abcdef.5.2") && !left.contains_key("vote.1-abcdef.5.3"));
    assert_eq!(left["snapshot.1-abcdef.frozen"], r#"{"5.2":"3"}"#);
    assert_eq!(left.len(), 4);
}
