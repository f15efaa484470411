//! Results: three sentences that are the same in the window and in plain mode, gates that lead to what holds them back,
//! and a fold that says what lies below.

use super::harness::{Driver, today};
use clausewise::model::record::KINDS;
use clausewise::model::standing;
use clausewise::model::{GapList, Level};
use clausewise::plain::{self, Start};
use clausewise::tui::screen::Screen;
use clausewise::tui::screen::results::ResultRow;
use clausewise::words::{day, headline};

fn sentences(d: &Driver) -> [String; 3] {
    let work = &d.app.desk.as_ref().unwrap().work;
    headline::sentences(work.q(), work.a(), work.scores(), work.verdict(), &work.plan().1, today())
}

/// Goes to a row of the results.
fn to(d: &mut Driver, wanted: ResultRow) {
    let desk = d.app.desk.as_mut().unwrap();
    let at = desk.results.rows(&desk.work).iter().position(|r| *r == wanted).unwrap();
    desk.results.cursor.at = at;
}

#[test]
fn the_three_sentences_stand_whole_at_every_size_and_in_plain_mode() {
    let mut all = Vec::new();
    for size in [(60, 16), (80, 24), (100, 30), (120, 40), (200, 60)] {
        let mut d = Driver::sample(size);
        d.keys("f4");
        let said = sentences(&d);
        for sentence in &said {
            assert!(d.words().contains(sentence.as_str()), "{sentence} {size:?}\n{}", d.picture());
        }
        all = said.to_vec();
    }
    let d = Driver::sample((80, 24));
    let path = d.app.desk.as_ref().unwrap().work.path().to_owned();
    let (folder, q) = (d.folder, clausewise::bank::embedded().unwrap());
    d.app.desk.unwrap().work.into_session().close().unwrap();
    let start = Start { bank: q, kinds: KINDS, file: Some(&path), today: today(), by: "tester", echo: false };
    let mut out = Vec::new();
    plain::run(start, &mut "results\nquit\n".as_bytes(), &mut out).unwrap();
    let said = String::from_utf8(out).unwrap();
    for sentence in all {
        assert!(said.contains(&sentence), "{sentence}\n{said}");
    }
    drop(folder);
}

/// An action is said by its name; hours and dates are those of the plan.
#[test]
fn the_sentences_say_what_the_figures_say() {
    let d = Driver::sample((80, 24));
    let work = &d.app.desk.as_ref().unwrap().work;
    let (c, map) = (work.scores().all.counts, &work.plan().1);
    let [stand, blocks, next] = sentences(&d);
    let of = format!(
        "of {} requirements {} are met, {} partly, {} missing, {} still open",
        c.total(),
        c.met,
        c.partial,
        c.gap,
        c.open
    );
    assert!(stand.contains(&of), "{stand}");
    let first = map.next(today()).next().unwrap();
    assert!(
        next.contains(&day::whole(first.end)) && next.contains(&day::whole(map.finish.unwrap())),
        "{next}"
    );
    // Every group of gates is named by how far it is.
    let gates = standing::of_gates(work.q(), work.a(), work.verdict());
    for s in gates.iter().filter(|s| s.blocks()) {
        let words = match s.level {
            Some(Level::Nothing | Level::Planned) => "not there yet",
            Some(Level::Written | Level::InUse) => "only begun",
            _ => "nobody knows",
        };
        assert!(blocks.contains(words), "{s:?} {blocks}");
    }
    let mut empty = Driver::empty((80, 24));
    let [stand, blocks, next] = sentences(&empty);
    assert!(stand.contains("none of 70 requirements is answered yet"), "{stand}");
    assert!(blocks.contains("Nothing blocks"), "{blocks}");
    assert!(next.contains("answer the 70 requirements"), "{next}");
    // Everything proven as claimed: evidence is what blocks.
    let q = empty.app.desk.as_ref().unwrap().q().clone();
    empty.keys("f3");
    for _ in 0..q.requirements.len() {
        // A finished clause is told in short before the next card.
        empty.keys("5 f3");
    }
    let blocks = sentences(&empty)[1].clone();
    assert!(blocks.contains("have no evidence"), "{blocks}");
    let gaps: &GapList = &empty.app.desk.as_ref().unwrap().work.plan().0;
    assert!(gaps.gaps.is_empty());
}

#[test]
fn a_gate_leads_to_the_first_check_that_is_not_proven_and_an_action_to_its_card() {
    let mut d = Driver::sample((120, 40));
    d.keys("f4");
    let (gate, check) = {
        let work = &d.app.desk.as_ref().unwrap().work;
        let (q, a) = (work.q(), work.a());
        let proven = |c: usize| a.level(q, c).is_some_and(|(l, _)| l == Level::Proven);
        let gates = standing::of_gates(q, a, work.verdict());
        let s = gates.iter().find(|s| s.blocks()).unwrap();
        (s.gate, q.checks_of_gate(s.gate).find(|c| !proven(*c)).unwrap())
    };
    to(&mut d, ResultRow::Gate(gate));
    d.keys("enter");
    assert_eq!(d.app.shell.screen, Screen::Question);
    let desk = d.app.desk.as_ref().unwrap();
    assert_eq!(desk.id_of(desk.card.spot), desk.q().check(check).id);
    d.keys("b");
    assert_eq!(d.app.shell.screen, Screen::Results, "and back");
    let item = d.app.desk.as_ref().unwrap().work.plan().1.next(today()).next().unwrap().requirement;
    let at = d.app.desk.as_ref().unwrap().results.rows(&d.app.desk.as_ref().unwrap().work);
    let action = at.into_iter().find(|r| matches!(r, ResultRow::Action(_))).unwrap();
    to(&mut d, action);
    d.keys("enter");
    assert_eq!(d.app.desk.as_ref().unwrap().card.spot.requirement, item);
}

/// Nothing lies outside the window without a sign of it, and every row is reached.
#[test]
fn the_fold_says_what_lies_below_and_every_row_is_reached() {
    for size in [(60, 16), (80, 24), (100, 30), (120, 40), (200, 60)] {
        let mut d = Driver::sample(size);
        d.keys("f4");
        let rows = d.app.rows();
        assert_eq!(d.picture().contains("More below"), size.1 < 60, "{size:?}\n{}", d.picture());
        for n in 0..rows {
            let picture = d.picture();
            assert!(picture.contains('\u{258c}'), "row {n} {size:?}\n{picture}");
            d.keys("down");
        }
        assert!(!d.picture().contains("More below"), "{size:?}\n{}", d.picture());
        assert_eq!(d.picture().contains("Above"), size.1 < 60, "{size:?}\n{}", d.picture());
        d.keys("home");
        assert!(d.words().contains(&sentences(&d)[0]), "{}", d.picture());
    }
}
