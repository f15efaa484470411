//! Gap list and roadmap: named by what is to be done, with the detail beside the list, and this week.

use super::harness::Driver;
use clausewise::tui::screen::Screen;
use clausewise::tui::screen::roadmap::RoadRow;
use ratatui::style::Modifier;

const SIZES: [(u16, u16); 5] = [(60, 16), (80, 24), (100, 30), (120, 40), (200, 60)];

#[test]
fn a_row_has_the_name_of_the_action_and_its_id() {
    for size in SIZES {
        let mut d = Driver::sample(size);
        for (keys, screen) in [("f5", Screen::Gaps), ("f6", Screen::Roadmap)] {
            d.keys(keys);
            let seen = d.picture();
            let work = &d.app.desk.as_ref().unwrap().work;
            let g = &work.plan().0.gaps[0];
            let i = &work.plan().1.items[0];
            let (name, id) = if screen == Screen::Gaps {
                (g.action_name(work.q(), work.a()), work.q().requirements[g.requirement].id.as_str())
            } else {
                (i.name.as_str(), i.id.as_str())
            };
            let row = |l: &str| l.contains(name) && l.contains(&format!(" {id} "));
            assert!(seen.lines().any(row), "{size:?}\n{seen}");
        }
    }
}

#[test]
fn what_is_told_of_a_row_stands_beside_it_from_110_columns_and_below_it_else() {
    for (columns, beside) in [(109, false), (110, true), (120, true), (200, true)] {
        let mut d = Driver::sample((columns, 40));
        for keys in ["f5", "f6"] {
            let seen = d.keys(keys).picture();
            let row = seen.lines().position(|l| l.contains('\u{258c}')).unwrap();
            let told = seen.lines().position(|l| l.contains("Do    ")).unwrap();
            assert_eq!(told < row + 12, beside, "{columns} {keys}\n{seen}");
        }
    }
}

#[test]
fn the_bar_of_the_selected_row_has_no_holes() {
    for size in SIZES {
        let mut d = Driver::sample(size);
        for keys in ["f5 down", "f6 down", "f6 down"] {
            d.keys(keys);
            let (buffer, _) = d.buffer();
            let bar: Vec<(u16, u16)> = (0..size.1)
                .flat_map(|y| (0..size.0).map(move |x| (x, y)))
                .filter(|at| buffer[*at].modifier.contains(Modifier::REVERSED))
                .collect();
            let (first, last) = (bar[0], bar[bar.len() - 1]);
            assert_eq!(first.1, last.1, "one row: {}", d.picture());
            assert_eq!(usize::from(last.0 - first.0) + 1, bar.len(), "{}", d.picture());
            // The chart keeps its own colours.
            let least = if keys.starts_with("f6") { 36 } else { 55 };
            assert!(bar.len() >= least, "{}", d.picture());
        }
    }
}

#[test]
fn this_week_is_one_key_and_a_choice_away() {
    let mut d = Driver::sample((120, 40));
    d.keys("f6");
    assert!(d.picture().contains("This week, to 29 Nov"), "{}", d.picture());
    d.keys("f down enter");
    let desk = d.app.desk.as_ref().unwrap();
    let week = desk.work.plan().1.week(desk.work.today).count();
    let rows = desk.roadmap.rows(&desk.work);
    assert_eq!(rows.len(), week);
    assert!(week > 0 && rows.iter().all(|r| matches!(r, RoadRow::Item(_))));
    assert!(d.picture().contains("Shown: This week ("), "{}", d.picture());
    d.keys("f enter");
    assert!(!d.picture().contains("Shown: "), "{}", d.picture());
}

#[test]
fn nothing_is_cut_without_a_sign_where_the_page_is_short() {
    let mut d = Driver::sample((60, 16));
    for keys in ["f5", "f6"] {
        let seen = d.keys(keys).picture();
        let page: Vec<&str> =
            seen.lines().skip_while(|l| !l.contains("  Do ") && !l.contains("  When ")).collect();
        assert!(page.iter().any(|l| l.contains('\u{2026}')), "{seen}");
    }
}
