//! Results: three sentences that are the same in the window and in plain mode, gates that lead to what holds them back,
//! and a fold that says what lies below.

use super::harness::{Driver, today};
use clausewise::model::priority::hours;
use clausewise::model::record::KINDS;
use clausewise::model::score::percent;
use clausewise::model::standing;
use clausewise::model::{GapList, Level};
use clausewise::plain::{self, Start};
use clausewise::tui::screen::Screen;
use clausewise::tui::screen::results::ResultRow;
use clausewise::words::{Words as _, day, headline, results};

fn sentences(d: &Driver) -> [String; 3] {
    let work = &d.app.desk.as_ref().unwrap().work;
    headline::sentences(work.q(), work.a(), work.scores(), work.verdict(), &work.plan().1, today())
}

/// The words of the picture without the large figures, which stand behind three blanks at least.
fn left_of_figures(d: &Driver) -> String {
    let picture = d.picture();
    let left = picture.lines().map(|line| {
        let line = line.trim_matches(['\u{2502}', ' ']).trim_start_matches('\u{258c}');
        line.split("   ").next().unwrap_or_default().trim().to_owned()
    });
    left.collect::<Vec<_>>().join(" ")
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
            assert!(left_of_figures(&d).contains(sentence.as_str()), "{sentence} {size:?}\n{}", d.picture());
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
        assert!(left_of_figures(&d).contains(&sentences(&d)[0]), "{}", d.picture());
    }
}

/// How many of these rows of a picture have something between two columns.
fn told(picture: &[Vec<char>], rows: std::ops::Range<usize>, columns: std::ops::Range<usize>) -> usize {
    let ink = |c: &char| !c.is_whitespace() && *c != '\u{2502}';
    let row = |y: &usize| picture[*y].iter().skip(columns.start).take(columns.len()).any(ink);
    rows.filter(row).count()
}

#[test]
fn no_third_of_a_wide_screen_stands_empty() {
    for size in [(120, 40), (200, 60)] {
        for keys in ["f4", "f2 down down", "f3"] {
            let mut d = Driver::sample(size);
            d.keys(keys);
            let picture: Vec<Vec<char>> = d.picture().lines().map(|l| l.chars().collect()).collect();
            let (width, height) = (usize::from(size.0), picture.len());
            for n in 0..3 {
                let columns = n * width / 3..(n + 1) * width / 3;
                let rows = n * height / 3..(n + 1) * height / 3;
                let upright = told(&picture, 0..height, columns);
                assert!(upright * 5 > height * 2, "{keys} {size:?} column {n}\n{}", d.picture());
                let level = told(&picture, rows.clone(), 0..width);
                assert!(level * 3 > rows.len() * 2, "{keys} {size:?} row {n}\n{}", d.picture());
            }
        }
    }
}

/// The window draws what plain mode says: each requirement with its sign, and figures over time once there are two states.
#[test]
fn the_map_has_every_requirement_and_time_is_told_from_two_states_on() {
    let mut d = Driver::sample((200, 60));
    d.keys("f4");
    let work = &d.app.desk.as_ref().unwrap().work;
    let map = results::map(work).join("\n");
    for (r, requirement) in work.q().requirements.iter().enumerate() {
        let cell = format!("{} {}", work.scores().status(r).sign(), requirement.id);
        assert!(map.contains(&cell), "{cell}\n{map}");
    }
    assert!(results::over_time(work).is_empty() && !d.picture().contains("Over time"), "{}", d.picture());
    let first = results::start(work);
    assert!(
        first.len() > 3 && first[0].contains(&work.plan().1.next(today()).next().unwrap().name),
        "{first:?}"
    );
    d.keys("+").text("Before").keys("enter");
    let work = &d.app.desk.as_ref().unwrap().work;
    assert_eq!(results::over_time(work).len(), 2);
    let share = work.trend().points[0].so_far.map(percent).unwrap();
    assert!(
        results::over_time(work)[0].contains(&share) && d.picture().contains("Over time"),
        "{}",
        d.picture()
    );
}

#[test]
fn beside_the_clauses_stands_what_there_is_to_know_of_the_selected_row() {
    let mut d = Driver::sample((200, 60));
    d.keys("f4");
    let work = &d.app.desk.as_ref().unwrap().work;
    let gate = &work.q().gates[1];
    let questions: Vec<String> = work
        .q()
        .checks_of_gate(1)
        .map(|c| work.a().check(work.q(), c).question.chars().take(30).collect())
        .collect();
    let (title, action) = (gate.title.clone(), work.plan().1.next(today()).next().unwrap().done_when.clone());
    to(&mut d, ResultRow::Gate(1));
    assert!(
        questions.iter().all(|q| d.words().contains(q.as_str())) && d.words().contains(&title),
        "{}",
        d.picture()
    );
    let rows = d.app.desk.as_ref().unwrap().results.rows(&d.app.desk.as_ref().unwrap().work);
    to(&mut d, rows.into_iter().find(|r| matches!(r, ResultRow::Action(_))).unwrap());
    let begin: String = action.words().chars().take(24).collect();
    assert!(d.words().contains(&begin), "{begin}\n{}", d.picture());
    to(&mut d, ResultRow::Group(2));
    let work = &d.app.desk.as_ref().unwrap().work;
    for r in work.q().below(work.scores().groups[2].0) {
        let title = work.q().list_title(r);
        assert!(d.picture().contains(&title), "{title}\n{}", d.picture());
    }
}

/// The list has its figures right behind its names, and the page beside it what is missing by its name.
#[test]
fn the_outline_tells_what_is_missing_beside_its_rows() {
    for size in [(120, 40), (200, 60)] {
        let mut d = Driver::sample(size);
        d.keys("f2 down");
        let desk = d.app.desk.as_ref().unwrap();
        let at = desk.outline.selected(&desk.work).unwrap();
        let gap =
            desk.work.plan().0.gaps.iter().find(|g| desk.q().requirements[g.requirement].id == at).unwrap();
        let (name, hours) = (gap.action_name(desk.q(), desk.work.a()).to_owned(), hours(gap.effort_hours));
        let picture = d.picture();
        assert!(picture.contains(&name) && picture.contains(&hours), "{name} {hours}\n{picture}");
        // The longest name has its figures right behind it.
        let mut least = usize::MAX;
        for _ in 0..4 {
            for line in d.picture().lines() {
                let row = line.split('\u{2502}').nth(1).unwrap_or_default().trim().to_owned();
                let blanks = (1..row.len()).rev().find(|n| row.contains(&" ".repeat(*n)));
                least = least.min(blanks.unwrap_or(usize::MAX));
            }
            d.keys("pgdn");
        }
        assert!(least <= 3, "{least}\n{}", d.picture());
        d.keys("home");
        assert!(
            d.picture().contains("of these") || d.picture().contains("of your first ten"),
            "{}",
            d.picture()
        );
    }
}
