//! What the levels mean stands on the card of every check, at every size, whatever else is kept there.

use super::harness::Driver;
use clausewise::model::Level;
use clausewise::model::questionnaire::Target;
use clausewise::tui::spot::Spot;
use clausewise::words::advice;

const RATED: [Level; 5] = [Level::Nothing, Level::Planned, Level::Written, Level::InUse, Level::Proven];

/// So much of a text as one row shows: beside the list it is broken.
fn begin(text: &str, characters: usize) -> &str {
    let end = text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at);
    text.split_at_checked(end).unwrap().0
}

fn on_every_card(size: (u16, u16), characters: usize) {
    let mut d = Driver::sample(size);
    d.keys("f3");
    let q = d.app.desk.as_ref().unwrap().q().clone();
    let mut faults = Vec::new();
    for r in 0..q.requirements.len() {
        for c in q.checks_of(r) {
            let row = c - q.first_check[r] + 1;
            d.app.desk.as_mut().unwrap().card.spot = Spot { requirement: r, row };
            let words = d.words();
            for level in RATED {
                let meaning = advice::level_of(q.check(c), level);
                if !words.contains(begin(meaning, characters)) {
                    faults.push(format!("{}: {meaning}", q.id_of(Target::Check(c))));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} {size:?}\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn at_80x24() {
    on_every_card((80, 24), 24);
}

#[test]
fn at_60x16() {
    on_every_card((60, 16), 24);
}

#[test]
fn at_120x40() {
    on_every_card((120, 40), 9);
}
