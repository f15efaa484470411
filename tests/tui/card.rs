//! The question card: the selected check open in place, whole, with what was written here before what helps; and what
//! lies above and below is said.

use super::harness::Driver;
use clausewise::model::questionnaire::Target;
use clausewise::tui::spot::Spot;

const SIZES: [(u16, u16); 5] = [(60, 16), (80, 24), (100, 30), (120, 40), (200, 60)];

/// The requirement with the most checks.
fn longest(d: &Driver) -> usize {
    let q = d.app.desk.as_ref().unwrap().q();
    (0..q.requirements.len()).max_by_key(|r| q.requirements[*r].checks.len()).unwrap()
}

/// The words of what is marked as selected, row by row of its pane.
fn block(d: &Driver) -> String {
    let picture = d.picture();
    let panes = picture.split(['\n', '\u{2502}']).filter_map(|part| part.strip_prefix('\u{258c}'));
    panes.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_check_of_the_longest_card_opens_whole_at_every_size() {
    for size in SIZES {
        let mut d = Driver::sample(size);
        let r = longest(&d);
        let q = d.app.desk.as_ref().unwrap().q().clone();
        d.keys("f3");
        let spot = Spot { requirement: r, row: 0 };
        let desk = d.app.desk.as_mut().unwrap();
        (desk.card.spot, desk.card.cursor.at) = (spot, 0);
        for c in q.checks_of(r) {
            d.keys("down");
            let id = q.id_of(Target::Check(c));
            let block = block(&d);
            // The level stands at the end of the first row.
            let last = q.check(c).question.split_whitespace().last().unwrap();
            assert!(block.contains(last), "{id} {size:?}\n{}", d.picture());
            assert!(block.contains("5 Proven") && block.contains("Met by"), "{id} {size:?}\n{}", d.picture());
            let label = format!("1-5 answers {}", id.strip_prefix(&q.requirements[r].id).unwrap());
            assert!(d.picture().contains(&label), "{id} {size:?}\n{}", d.picture());
        }
    }
}

#[test]
fn what_lies_above_and_below_is_said_and_the_one_above_stays_in_sight() {
    for size in SIZES {
        let mut d = Driver::sample(size);
        let r = longest(&d);
        let checks = d.app.desk.as_ref().unwrap().q().requirements[r].checks.len();
        let desk = d.app.desk.as_mut().unwrap();
        (desk.card.spot, desk.card.cursor.at) = (Spot { requirement: r, row: 0 }, 0);
        d.keys("f3 down down down down down down down down");
        let picture = d.picture();
        let shown: Vec<usize> = (1..=checks).filter(|n| picture.contains(&format!("/{n} "))).collect();
        let (above, below) = (picture.contains('\u{25b2}'), picture.contains('\u{25bc}'));
        assert_eq!(above, shown[0] > 1, "{size:?}\n{picture}");
        assert_eq!(below, shown[shown.len() - 1] < checks, "{size:?}\n{picture}");
        if size.1 >= 30 {
            assert!(shown.contains(&7) && shown.contains(&8), "{size:?}\n{picture}");
        }
    }
}

/// A note is not cut for a text that only helps, and what is missing says with which key it is written.
#[test]
fn what_was_written_stands_whole_before_what_helps() {
    let note = "We asked three suppliers in March and two of them answered in writing; the third one has not \
                been asked again, because the contract ends in June.";
    for size in [(80, 24), (100, 30), (120, 40), (200, 60)] {
        let mut d = Driver::empty(size);
        assert!(d.picture().contains("none: e") && d.picture().contains("none: v"), "{}", d.picture());
        d.keys("down e").text(note).keys("ctrl-s");
        let picture = d.picture();
        // Beside the checks the words of two panes alternate.
        let pane = |l: &str| l.rsplit('\u{2502}').nth(1).map_or(l.to_owned(), str::to_owned);
        let words: Vec<String> = picture.lines().map(pane).collect();
        let words = words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(note), "{size:?}\n{picture}");
        assert!(!picture.contains("none: e") && picture.contains("none: v"), "{size:?}\n{picture}");
        // It is the check's; the whole has none of its own.
        d.keys("up");
        assert!(d.picture().contains("none: e"), "{size:?}\n{}", d.picture());
    }
}

/// An answer to the whole is told in words at each check, until one is set apart.
#[test]
fn an_answer_to_the_whole_is_said_as_such() {
    for size in [(80, 24), (120, 40)] {
        let mut d = Driver::empty(size);
        d.keys("3 left");
        assert!(d.picture().contains("~ 3 as whole") && !d.picture().contains('*'), "{}", d.picture());
        d.keys("down 5 up");
        assert!(d.picture().contains("+ 5 Proven"), "{}", d.picture());
    }
}
