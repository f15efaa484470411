//! No screen shows a verdict without what it rests on, at any size.

use super::harness::{Driver, PLACES};
use clausewise::model::Class;
use clausewise::words::{Word as _, figures};

const CLASSES: [Class; 6] =
    [Class::Incomplete, Class::Early, Class::NotReady, Class::NearlyReady, Class::Stage1, Class::Stage2];

/// What rests beside a verdict, in either length.
fn rests_on(d: &Driver) -> [String; 2] {
    let work = &d.app.desk.as_ref().unwrap().work;
    let evidence = &work.scores().evidence;
    [figures::rests_on(evidence, work.contradictions()), figures::in_short(evidence, work.contradictions())]
}

#[test]
fn no_screen_shows_a_verdict_without_what_it_rests_on() {
    let (mut shown, mut faults) = (0, Vec::new());
    for size in [(60, 16), (80, 24), (120, 40), (200, 60)] {
        for (place, keys) in PLACES {
            let mut d = Driver::sample(size);
            d.keys(keys);
            if d.app.desk.is_none() {
                continue;
            }
            // The sentence of the verdict and its word in the header; help and guides speak of verdicts as such.
            let work = &d.app.desk.as_ref().unwrap().work;
            let stands = figures::class(work.verdict().class, work.verdict().would_be);
            let begin = format!("{stands}: of ");
            let words = d.words();
            let header = d.picture().lines().next().unwrap_or_default().to_owned();
            let verdict = words.contains(&begin) || CLASSES.iter().any(|c| header.contains(c.word()));
            shown += usize::from(verdict);
            if verdict && !rests_on(&d).iter().any(|r| words.contains(r)) {
                faults.push(format!("{place} at {size:?}\n{}", d.picture()));
            }
        }
    }
    assert!(shown > 20, "{shown}");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_forbidden_exclusion_is_said_at_once_in_the_window() {
    let mut d = Driver::empty((100, 30));
    d.keys("/").text("A.2.2").keys("enter n");
    let work = &d.app.desk.as_ref().unwrap().work;
    let never = work.never_left_out("A.2.2").unwrap().to_owned();
    assert!(d.words().contains(&format!("This exclusion cannot stand: {never}")), "{}", d.picture());
    d.keys("esc");
    assert_eq!(d.facts().get("A.2.2").map(String::as_str), Some("n"), "it is kept");
    d.keys("l");
    assert!(d.words().contains("Excluded, and cannot stand"), "{}", d.picture());
}

#[test]
fn a_reason_that_says_little_stands_in_the_list_and_is_counted_with_the_gaps() {
    for size in [(80, 24), (120, 40)] {
        let mut d = Driver::empty(size);
        d.keys("/").text("A.10.3").keys("enter n").text("Suppliers are trusted").keys("enter");
        d.keys("/").text("5.1").keys("enter 0 esc").keys("f5");
        let (words, apart) = (d.words(), "1 with a reason that says little");
        assert!(words.contains(apart) && words.contains("69 open (68 not assessed yet)"), "{}", d.picture());
        assert!(words.contains("of good practice to find out") || words.contains(" to find out"), "{words}");
        d.keys("l");
        let words = d.words();
        assert!(words.contains("Excluded with a reason that says little (1)"), "{}", d.picture());
        assert!(words.contains("says little") && words.contains("A.10.3"), "{}", d.picture());
    }
}

#[test]
fn the_form_of_evidence_takes_checks_in_short_and_the_card_names_them() {
    let mut d = Driver::empty((120, 40));
    d.keys("/").text("5.2").keys("enter v");
    d.text("AI policy v2").keys("tab end backspace backspace backspace").text("5.2/1-2, 4").keys("ctrl-s");
    assert_eq!(d.field("evidence", 1, "shows"), "5.2/1, 5.2/2, 5.2/4");
    for words in ["not seen yet", "proves 5.2/1, 5.2/2, 5.2/4"] {
        assert!(
            d.picture().contains(words),
            "{words}
{}",
            d.picture()
        );
    }
    d.keys("v").keys("enter").text("Whole").keys("ctrl-s");
    assert!(d.words().contains("It names each of the 8 checks of 5.2"), "{}", d.picture());
}
