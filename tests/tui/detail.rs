//! Stepping into a gap or an action: what is shown of it is what can be acted on, and Esc leads back to its row.

use clausewise::tui::dialog::Dialog;
use clausewise::tui::keymap::OnCard;
use clausewise::tui::screen::Screen;

use crate::tui::harness::Driver;

/// Steps into the selected row and down to the line of this name, by what the footer and the picture show.
fn to_line(d: &mut Driver, name: &str) {
    d.keys("home");
    for _ in 0..60 {
        let picture = d.picture();
        let marked = |l: &&str| {
            let mut parts = l.split(['\u{258c}', '\u{2502}']).map(str::trim_start);
            l.contains('\u{258c}') && parts.any(|part| part.starts_with(name))
        };
        if picture.lines().find(marked).is_some() {
            return;
        }
        d.keys("down");
    }
    panic!("no line {name}: {}", d.picture());
}

fn gap_ids(d: &Driver) -> Vec<String> {
    let work = &d.app.desk.as_ref().unwrap().work;
    work.plan().0.gaps.iter().map(|g| work.q().requirements[g.requirement].id.clone()).collect()
}

fn in_row(d: &Driver) -> bool {
    let desk = d.app.desk.as_ref().unwrap();
    desk.gaps.detail.is_open() || desk.roadmap.detail.is_open()
}

#[test]
fn every_line_that_can_be_selected_does_something_and_says_what() {
    for (size, screen) in [((60, 16), "f6"), ((120, 40), "f5")] {
        let mut walk = Driver::sample(size);
        walk.keys(screen).keys("enter");
        let lines = walk.app.desk.as_ref().unwrap().rows(walk.app.shell.screen);
        assert!(lines > 10, "{}", walk.picture());
        let footer = |d: &Driver| d.picture().lines().last().unwrap_or_default().trim().to_owned();
        let mut tried = Vec::new();
        for n in 0..lines {
            let says = footer(&walk);
            walk.keys("down");
            assert!(says.starts_with("Enter "), "{says}");
            // One of the rows that wait is as the other.
            if says.starts_with("Enter goes there") && tried.contains(&says) {
                continue;
            }
            tried.push(says);
            let mut d = Driver::sample(size);
            d.keys(screen).keys("enter");
            d.keys(&"down ".repeat(n));
            let before = (d.picture(), d.facts());
            d.keys("enter");
            assert!((d.picture(), d.facts()) != before, "line {n} of {screen}: {}", before.0);
        }
    }
}

#[test]
fn enter_enter_opens_the_question_and_esc_leads_back_to_the_row() {
    for size in [(80, 24), (120, 40)] {
        let mut d = Driver::sample(size);
        d.keys("f5 down down enter");
        assert!(in_row(&d), "{}", d.picture());
        let id = gap_ids(&d)[2].clone();
        d.keys("enter");
        assert_eq!(d.app.shell.screen, Screen::Question);
        assert!(d.picture().contains(&id), "{}", d.picture());
        d.keys("f5");
        assert!(in_row(&d), "one comes back to where one was");
        d.keys("esc");
        assert!(!in_row(&d) && d.app.shell.screen == Screen::Gaps, "{}", d.picture());
        assert_eq!(d.app.desk.as_ref().unwrap().gaps.cursor.at, 2);
        d.keys("esc");
        assert_eq!(d.app.shell.screen, Screen::Question, "a second one leaves the list");
    }
}

#[test]
fn owner_hours_rank_and_days_are_said_line_by_line() {
    for size in [(80, 24), (120, 40)] {
        let mut d = Driver::sample(size);
        d.keys("f5 down enter");
        let id = gap_ids(&d)[1].clone();
        to_line(&mut d, "Owner");
        d.keys("enter");
        assert!(matches!(d.app.shell.dialogs.last(), Some(Dialog::People(_))), "{}", d.picture());
        d.text("Ana").keys("enter");
        to_line(&mut d, "Hours");
        d.keys("enter ctrl-u").text("1.5 d").keys("enter");
        assert!(d.words().contains("12 h, by hand"), "{}", d.picture());
        to_line(&mut d, "Due");
        d.keys("enter").text("in 9 months").keys("enter");
        to_line(&mut d, "Not before");
        d.keys("enter").text("20 Jan 2027").keys("enter");
        let facts = d.facts();
        let of = |key: &str| facts.get(&format!("{key}.{id}")).cloned();
        assert_eq!(of("owner"), Some("Ana".to_owned()), "{facts:?}");
        let found: Vec<String> =
            facts.iter().filter(|(k, _)| k.ends_with(&format!(".{id}"))).map(|(_, v)| v.clone()).collect();
        for value in ["12", "2027-08-23", "2027-01-20"] {
            assert!(found.iter().any(|v| v == value), "{value} in {found:?}");
        }
        // The first to be done now, and so another row; it is still the one that was stepped into.
        to_line(&mut d, "Rank");
        d.keys("enter ctrl-u").text("1 the customer asks for it").keys("enter");
        assert_eq!(gap_ids(&d)[0], id, "{}", d.picture());
        assert!(d.picture().contains("by hand: the"), "{}", d.picture());
        d.keys("esc");
        assert_eq!(d.app.desk.as_ref().unwrap().gaps.cursor.at, 0, "{}", d.picture());
    }
}

#[test]
fn what_waits_and_what_comes_first_lead_to_their_rows() {
    let mut d = Driver::sample((120, 40));
    d.keys("f5 enter");
    let first = d.app.desk.as_ref().unwrap().gaps.selected(&d.app.desk.as_ref().unwrap().work);
    let lines = d.app.desk.as_ref().unwrap().rows(Screen::Gaps);
    // The last of those that wait stands above the two lines of the whole plan.
    d.keys(&"down ".repeat(lines - 3));
    assert!(d.picture().contains("goes there"), "{}", d.picture());
    d.keys("enter");
    let desk = d.app.desk.as_ref().unwrap();
    assert!(in_row(&d) && desk.gaps.selected(&desk.work) != first, "{}", d.picture());
    to_line(&mut d, "Planned");
    d.keys("enter");
    assert!(in_row(&d) && d.app.shell.screen == Screen::Roadmap, "{}", d.picture());
    to_line(&mut d, "After");
    d.keys("enter");
    assert!(in_row(&d), "{}", d.picture());
    d.keys("b");
    assert_eq!(d.app.shell.screen, Screen::Gaps, "back to where one came from: {}", d.picture());
}

#[test]
fn a_split_is_made_and_taken_back_from_the_lines() {
    let mut d = Driver::sample((80, 24));
    d.keys("f6 enter");
    let items = |d: &Driver| d.app.desk.as_ref().unwrap().work.plan().1.items.len();
    let before = items(&d);
    to_line(&mut d, "Split");
    d.keys("enter tab").text("1 Show it around").keys("ctrl-s");
    assert_eq!(items(&d), before + 1, "{}", d.picture());
    assert!(!in_row(&d), "the row is two now: {}", d.picture());
    d.keys("home enter");
    to_line(&mut d, "Take back");
    d.keys("enter enter");
    assert_eq!(items(&d), before, "{}", d.picture());
    d.keys("home enter");
    to_line(&mut d, "Hours a week");
    d.keys("enter ctrl-u").text("2 d").keys("enter");
    assert_eq!(d.facts()["about.hours-per-week"], "16");
    to_line(&mut d, "Records");
    d.keys("enter");
    assert!(matches!(d.app.shell.dialogs.last(), Some(Dialog::Read(_))), "{}", d.picture());
}

#[test]
fn a_click_beside_the_list_selects_the_line() {
    let mut d = Driver::sample((120, 40));
    d.keys("f5 enter");
    let picture = d.picture();
    let (y, line) = picture.lines().enumerate().find(|(_, l)| l.contains("Owner  ")).unwrap();
    let x = clausewise::tui::text::width(line.split("Owner  ").next().unwrap());
    let place = ratatui::layout::Position { x: u16::try_from(x).unwrap(), y: u16::try_from(y).unwrap() };
    for _ in 0..2 {
        d.app.update(clausewise::tui::input::Input::Click(place));
        d.picture();
    }
    assert!(matches!(d.app.shell.dialogs.last(), Some(Dialog::People(_))), "{}", d.picture());
}

#[test]
fn forms_pick_people_of_the_register_and_take_new_and_free_names() {
    let mut d = Driver::sample((100, 30));
    d.keys("a home tab +").text("Ana Sousa").keys("enter enter f3 k").text("Who signs?").keys("enter enter");
    // A letter lists whom it may mean; Enter takes the one that is marked, and what is asked goes on.
    d.text("so");
    assert!(matches!(d.app.shell.dialogs.last(), Some(Dialog::People(_))), "{}", d.picture());
    assert!(d.picture().contains("Ana Sousa") && d.picture().contains("+ a new person"), "{}", d.picture());
    d.keys("enter");
    assert_eq!(d.field("parked", 1, "owner"), "Ana Sousa", "{}", d.picture());
    // What nobody of the register is called may stand as it was typed, and the other keys of the form hold.
    d.keys("k").text("Who pays?").keys("enter enter").text("the bank").keys("ctrl-s");
    assert_eq!(d.field("parked", 2, "owner"), "the bank", "{}", d.picture());
    // The last line adds somebody to the register.
    d.keys("k").text("Who checks?").keys("enter enter").text("Ola").keys("down down down enter");
    // It asks first: Esc leads back to the names, Enter takes the new one.
    assert!(d.words().contains("There is no Ola in your register"), "{}", d.picture());
    d.keys("esc enter enter");
    assert_eq!(d.field("parked", 3, "owner"), "Ola", "{}", d.picture());
    let people = |d: &Driver| d.app.desk.as_ref().unwrap().work.a().people().len();
    assert_eq!(people(&d), 2, "{}", d.picture());
    // Esc leaves the list with what was typed, and a second one the form.
    d.keys("k").text("Who reads?").keys("enter enter").text("Kim L").keys("esc");
    assert!(matches!(d.app.shell.dialogs.last(), Some(Dialog::Form(_))) && d.picture().contains("Kim L"));
    d.keys("esc");
    assert_eq!(people(&d), 2);
    // Evidence is seen by people of the register: several, and a new one joins it.
    d.keys("v").text("Minutes").keys("tab tab tab tab tab tab tab tab").text("ana, Pia");
    assert!(!d.picture().contains("as written"), "only the register counts here: {}", d.picture());
    d.keys("enter enter");
    assert!(d.field("evidence", 1, "seen-by").contains("Ana Sousa"), "{}", d.picture());
    assert!(d.field("evidence", 1, "seen-by").contains("Pia") && people(&d) == 3, "{}", d.picture());
    // Whom to ask about a Don't know.
    d.keys("0");
    d.app.run(OnCard::Reason.into());
    d.text("an");
    assert!(matches!(d.app.shell.dialogs.last(), Some(Dialog::People(_))), "{}", d.picture());
    d.keys("enter");
    assert!(d.facts().iter().any(|(k, v)| k.starts_with("ask.") && v == "Ana Sousa"), "{:?}", d.facts());
}

/// Where a change gives the selected gap or action another place, the selection goes with it.
#[test]
fn the_selection_follows_its_gap_and_its_action_through_every_change() {
    for size in [(80, 24), (120, 40)] {
        let mut d = Driver::sample(size);
        let selected = |d: &Driver| {
            d.picture();
            let desk = d.app.desk.as_ref().unwrap();
            desk.selected(d.app.shell.screen).unwrap()
        };
        let row = |d: &mut Driver| {
            let screen = d.app.shell.screen;
            d.app.desk.as_mut().unwrap().cursor(screen).unwrap().at
        };
        // By owner: another one moves it. From there one goes on.
        d.keys("f5 s s down");
        let (id, at) = (selected(&d), row(&mut d));
        d.keys("o").text("Zoe").keys("enter");
        assert_eq!(selected(&d), id, "{}", d.picture());
        let now = row(&mut d);
        assert_ne!(now, at, "{}", d.picture());
        d.keys("up");
        assert_eq!(row(&mut d), now - 1, "{}", d.picture());
        // By rank, with no word of the key that shows the list one looks at.
        d.keys("s s");
        d.keys("end up up up");
        let id = selected(&d);
        d.keys("enter");
        to_line(&mut d, "Rank");
        d.keys("enter ctrl-u").text("1 the customer asks for it").keys("enter");
        assert!(d.picture().contains(&format!("Rank of {id} kept.")), "{}", d.picture());
        assert!(!d.picture().contains("F5 shows it"), "{}", d.picture());
        d.keys("esc");
        assert_eq!((selected(&d), row(&mut d)), (id.clone(), 0), "{}", d.picture());
        // In the plan much work comes on other days than little.
        d.keys("f6");
        let of = |d: &Driver| {
            d.picture();
            let desk = d.app.desk.as_ref().unwrap();
            desk.roadmap.item(&desk.work).map(|i| i.id.clone())
        };
        d.keys("down down");
        let mine = of(&d).unwrap();
        d.keys("t ctrl-u").text("400").keys("enter");
        assert_eq!(of(&d), Some(mine), "{}", d.picture());
    }
}
