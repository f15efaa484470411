use super::*;
use crate::model::record::Rid;

fn set(q: &Questionnaire, a: &mut Assessment, n: u64, fields: &[(&str, &str)]) -> Rid {
    let id = Rid::new(0, n);
    let n = n.to_string();
    for (field, value) in [("made", "yes"), ("no", n.as_str())].iter().chain(fields) {
        a.set(q, &AGENDA.key_of(&id, field), Some((*value).to_owned()));
    }
    id
}

/// Two items about a clause each, and a break between them.
fn three() -> (Questionnaire, Assessment, [Rid; 3]) {
    let q = crate::bank::embedded().unwrap();
    let mut a = Assessment::new(&q);
    let one = set(&q, &mut a, 1, &[("what", "Context"), ("minutes", "20"), ("at.4", "yes")]);
    let rest = set(&q, &mut a, 2, &[("what", "Break"), ("minutes", "10")]);
    let two = set(&q, &mut a, 3, &[("what", "Leadership"), ("minutes", "15"), ("at.5", "yes")]);
    (q, a, [one, rest, two])
}

fn minutes(q: &Questionnaire, a: &Assessment, moments: &[Moment]) -> Vec<u64> {
    Agenda::of(q, a, |_| true, moments).items.iter().map(Item::used).collect()
}

fn at(q: &Questionnaire, minute: i64, id: &str) -> Moment {
    let requirement = q.find(id).and_then(|t| q.requirement_of(t));
    Moment { second: minute * 60, requirement, turns: Vec::new(), made: Vec::new() }
}

fn turn(minute: i64, turns: &[(&Rid, bool)]) -> Moment {
    let turns = turns.iter().map(|(id, on)| ((*id).clone(), *on)).collect();
    Moment { second: minute * 60, requirement: None, turns, made: Vec::new() }
}

#[test]
fn time_counts_to_what_was_worked_on_else_to_what_runs() {
    let (q, a, [one, rest, two]) = three();
    // Nothing was begun: the time up to a change is that of what it was made at.
    let worked = [at(&q, 0, "4.1"), at(&q, 5, "4.2"), at(&q, 12, "5.2"), at(&q, 15, "9.1")];
    assert_eq!(minutes(&q, &a, &worked), [5, 0, 7], "9.1 is of no item");
    // A break has no question, and counts because somebody began it.
    let begun = [
        turn(0, &[(&one, true)]),
        at(&q, 8, "4.1"),
        turn(10, &[(&one, false), (&rest, true)]),
        turn(22, &[(&rest, false), (&two, true)]),
        at(&q, 30, "5.1"),
        // One jumped back for a moment while leadership ran.
        at(&q, 33, "4.3"),
        turn(35, &[(&two, false)]),
        turn(50, &[]),
    ];
    assert_eq!(minutes(&q, &a, &begun), [13, 12, 10], "behind the end nothing counts");
}

#[test]
fn nothing_counts_to_an_item_before_it_stands_there_or_while_another_runs_and_nobody_began_it() {
    let (q, a, [one, _, two]) = three();
    let made = |minute: i64, ids: &[&Rid]| Moment {
        second: minute * 60,
        requirement: None,
        turns: Vec::new(),
        made: ids.iter().map(|id| (*id).clone()).collect(),
    };
    let moments = [
        // Answered before there was an agenda.
        at(&q, 0, "5.1"),
        at(&q, 4, "5.2"),
        made(5, &[&one, &two]),
        turn(6, &[(&one, true)]),
        at(&q, 8, "4.1"),
        // The room is at the first item, and somebody looks something up in the other.
        at(&q, 11, "5.3"),
        turn(12, &[(&one, false)]),
    ];
    assert_eq!(minutes(&q, &a, &moments), [6, 0, 0]);
    // Worked on without anybody saying that it begins: that is work on it.
    let worked = [made(0, &[&two]), at(&q, 3, "5.1")];
    assert_eq!(minutes(&q, &a, &worked), [0, 0, 3]);
}

#[test]
fn a_night_and_a_clock_that_was_set_back_count_nowhere() {
    let (q, a, [one, ..]) = three();
    let moments = [
        turn(0, &[(&one, true)]),
        at(&q, 10, "4.1"),
        // The window died, nobody ended the item, and the room met again the next morning.
        at(&q, 10 + 16 * 60, "4.2"),
        at(&q, 20 + 16 * 60, "4.3"),
        at(&q, 5 + 16 * 60, "4.4"),
    ];
    assert_eq!(minutes(&q, &a, &moments)[0], 20);
    // A long talk without a note counts while somebody said it runs, and only then.
    let talk = |begun: bool| [turn(0, &[(&one, begun)]), at(&q, 40, "4.1")];
    assert_eq!((minutes(&q, &a, &talk(true))[0], minutes(&q, &a, &talk(false))[0]), (40, 0));
}

#[test]
fn now_is_what_was_used_and_the_minutes_since_the_last_change() {
    let (q, mut a, [one, ..]) = three();
    let moments = [turn(0, &[(&one, true)]), at(&q, 18, "4.1")];
    assert_eq!(Agenda::of(&q, &a, |_| true, &moments).now(20 * 60), None, "no item runs in the file");
    a.set(&q, &AGENDA.key_of(&one, STATE), Some("running".to_owned()));
    let agenda = Agenda::of(&q, &a, |_| true, &moments);
    let second = |minute: i64| minute * 60;
    let now = agenda.now(second(25)).unwrap();
    assert_eq!((now.item, now.used()), (0, 25));
    assert!(agenda.is_late(0, Some(now)) && !agenda.is_late(0, agenda.now(second(20))));
    // It is said the moment the time is over, and not a minute later.
    assert!(agenda.is_late(0, agenda.now(second(20) + 1)));
    // Three items were planned for 45 minutes; 25 are used, and two items with 25 minutes wait for the 20 that are left.
    assert_eq!(agenda.left(Some(0), Some(now)), Left { items: 2, plan: 25, time: 20 });
    // Another window that looks on counts the same, and a pause that goes on counts no more.
    assert_eq!(agenda.now(second(18 + 60)).map(Now::used), Some(18));
}

#[test]
fn the_next_item_is_the_first_behind_that_is_not_done() {
    let (q, mut a, [one, rest, two]) = three();
    let agenda = Agenda::of(&q, &a, |_| true, &[]);
    assert_eq!(agenda.next(), Some(0));
    a.apply(&q, &agenda.begin(&a, 0, true));
    let agenda = Agenda::of(&q, &a, |_| true, &[]);
    assert_eq!((agenda.runs(), agenda.next()), (Some(0), Some(1)));
    let e = agenda.begin(&a, 2, false);
    assert_eq!(turns(&e.changes), [(one.clone(), false), (two.clone(), true)]);
    a.apply(&q, &e);
    let agenda = Agenda::of(&q, &a, |_| true, &[]);
    assert_eq!(
        agenda.items.iter().map(|i| i.state).collect::<Vec<_>>(),
        [State::Paused, State::Planned, State::Running]
    );
    assert_eq!(agenda.next(), Some(0), "behind the last one the first that was left");
    a.apply(&q, &agenda.begin(&a, 1, true));
    assert_eq!(a.get(&AGENDA.key_of(&two, STATE)), Some("done"));
    assert_eq!(a.get(&AGENDA.key_of(&rest, STATE)), Some("running"));
    // What is assessed needs no time any more, and is still talked about until somebody says that it is done.
    let agenda = Agenda::of(&q, &a, |_| false, &[]);
    assert!(agenda.items[0].is_over() && !agenda.items[1].is_over());
    assert_eq!(agenda.next(), Some(0));
}

#[test]
fn the_order_is_the_place_else_the_number() {
    let (q, mut a, [_, rest, _]) = three();
    a.set(&q, &AGENDA.key_of(&rest, "order"), Some("9".to_owned()));
    let agenda = Agenda::of(&q, &a, |_| true, &[]);
    let what: Vec<&str> = agenda.items.iter().map(|i| i.what.as_str()).collect();
    assert_eq!(what, ["Context", "Leadership", "Break"]);
    assert_eq!(agenda.items[0].requirements, q.below(q.headings.iter().position(|h| h.id == "4").unwrap()));
}

#[test]
fn a_line_says_what_for_how_long_and_with_whom() {
    let q = crate::bank::embedded().unwrap();
    let typed = |at: &[&str], what: &str, minutes: &str, people: &[&str]| Typed {
        at: at.iter().map(|s| (*s).to_owned()).collect(),
        no_id: None,
        what: what.to_owned(),
        minutes: minutes.to_owned(),
        people: people.iter().map(|s| (*s).to_owned()).collect(),
    };
    for (line, says) in [
        ("4 Context 20 min Jo, Mara", typed(&["4"], "Context", "20", &["Jo", "Mara"])),
        ("6.1.2, 6.1.3 Risks 45min Ana Sousa", typed(&["6.1.2", "6.1.3"], "Risks", "45", &["Ana Sousa"])),
        ("Welcome 10 min", typed(&[], "Welcome", "10", &[])),
        ("10 min Welcome", typed(&[], "Welcome", "10", &[])),
        ("A.6 20' Jo", typed(&["A.6"], &title(&q, "A.6"), "20", &["Jo"])),
        (
            "4 Context 20 min Jo and Mara; Bo & Li",
            typed(&["4"], "Context", "20", &["Jo", "Mara", "Bo", "Li"]),
        ),
        ("99 foo 10 min", Typed { no_id: Some("99".to_owned()), ..typed(&[], "99 foo", "10", &[]) }),
        ("Lunch", typed(&[], "Lunch", "", &[])),
        ("", Typed::default()),
    ] {
        assert_eq!(read_line(&q, line), says, "{line}");
    }
}

fn title(q: &Questionnaire, id: &str) -> String {
    q.headings.iter().find(|h| h.id == id).unwrap().title.clone()
}
