//! The worked firms in the window: chosen at home, quoted on the card, read at every size.

use super::harness::Driver;
use clausewise::bank;
use clausewise::model::assessment::keys;
use clausewise::model::format::Firm;
use clausewise::tui::screen::Screen;
use clausewise::words::advice;

const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (60, 16)];

/// The list of samples, by size of firm, and last the one under way.
#[test]
fn a_firm_is_chosen_at_home() {
    let firms = bank::embedded().unwrap().firms;
    for size in SIZES {
        let mut d = Driver::home(size);
        // The guides are the last row.
        d.keys("end up enter");
        let words = d.words();
        let abouts = Firm::ALL.map(|f| firms.of(f).unwrap().about.clone());
        // In a narrow window the ends may be cut.
        let at =
            |about: &str| words.find(about.get(..20).unwrap()).unwrap_or_else(|| panic!("{about}: {words}"));
        assert!(abouts.windows(2).all(|w| at(&w[0]) < at(&w[1])), "{words}");
        assert!(words.contains("some weeks into"), "{words}");
        d.keys("esc");
        assert_eq!(d.app.shell.screen, Screen::Home);
    }
}

/// All text of a reader, gathered by scrolling.
fn read(d: &mut Driver) -> String {
    let mut all = String::new();
    for _ in 0..400 {
        let before = d.words();
        all.push_str(&before);
        d.keys("down");
        if d.words() == before {
            return all;
        }
    }
    panic!("no end: {}", d.picture());
}

/// The nearest firm comes first in the details, at every size, and on the card where it is wide.
#[test]
fn what_the_nearest_firm_wrote_is_read_at_every_size() {
    let q = bank::embedded().unwrap();
    for size in SIZES {
        let mut d = Driver::sample(size);
        // The sample uses AI and has 10 to 49 people.
        assert_eq!(d.app.desk.as_ref().unwrap().work.a().get(keys::SIZE), Some("small"));
        let order = q.firms_like(d.app.desk.as_ref().unwrap().work.a());
        d.keys("f3");
        let r = &q.requirements[d.app.desk.as_ref().unwrap().card.spot.requirement];
        let start = |firm: Firm| advice::wrote(&q, r, firm).unwrap().split(", at").next().unwrap().to_owned();
        if size.0 >= 120 {
            let card = d.words();
            assert!(card.contains("Others"), "{}", d.picture());
            assert!(card.contains(&start(order[0])), "{}", d.picture());
        }
        d.keys("d");
        let all = read(&mut d);
        // A line more at each step: each firm's words are found whole somewhere.
        let first = |firm: Firm| {
            let start = start(firm);
            all.find(&start).unwrap_or_else(|| panic!("{start} {size:?}"))
        };
        assert!(first(order[0]) < first(order[1]) && first(order[1]) < first(order[2]), "{size:?}");
        for title in
            ["What is enough", "What an auditor typically finds", "AI today", "What other firms wrote"]
        {
            assert!(all.contains(title), "{title} {size:?}");
        }
    }
}

/// A room reads the short question, not the title of the standard.
#[test]
fn the_room_reads_the_short_question() {
    let q = bank::embedded().unwrap();
    let mut d = Driver::sample((60, 16));
    d.keys("f3 p");
    let spot = d.app.desk.as_ref().unwrap().card.spot.requirement;
    assert!(d.words().contains(q.requirements[spot].short_question()), "{}", d.picture());
}
