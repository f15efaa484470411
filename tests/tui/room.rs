//! What a whole room reads: the question, the results, a gap and an action in large letters, and the answers of several
//! people; at the sizes of a projector and of a wall, with and without block signs.

use super::harness::Driver;
use clausewise::model::Level;
use clausewise::model::record::PERSON;
use clausewise::tui::large::{Size, narrow, rows_of};
use clausewise::tui::screen::Screen;
use clausewise::words::large;
use ratatui::style::Modifier;
use ratatui::text::Line;

/// A projector in a small room and in a large one, and a wall.
const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (240, 67)];

/// Name and keys of each form.
const FORMS: [(&str, &str); 5] = [
    ("question", "f3 tab p"),
    ("results", "f4 p"),
    ("gap", "f5 p down down"),
    ("action", "f6 p down down"),
    ("votes", "a home tab + A n a enter Q A enter + B o enter enter f3 p r 5"),
];

/// The picture; a blank in the opposite colours, of which letters without block signs are made, as `#`.
fn inked(d: &Driver) -> String {
    let (buffer, _) = d.buffer();
    let rows = buffer.content.chunks(usize::from(buffer.area.width)).map(|row| {
        let ink = |cell: &ratatui::buffer::Cell| {
            let reversed = cell.modifier.contains(Modifier::REVERSED);
            if reversed && cell.symbol() == " " { "#".to_owned() } else { cell.symbol().to_owned() }
        };
        row.iter().map(ink).collect::<String>().trim_end().to_owned()
    });
    rows.collect::<Vec<_>>().join("\n")
}

/// Whether the words stand somewhere in letters of some size.
fn has_large(picture: &str, words: &str) -> bool {
    let block = |size, wide, high| Size::Blocks(size, wide, high);
    let sizes = [
        Size::Narrow,
        block(tui_big_text::PixelSize::Quadrant, 4, 4),
        block(tui_big_text::PixelSize::HalfHeight, 8, 4),
        block(tui_big_text::PixelSize::Full, 8, 8),
    ];
    let lines: Vec<&str> = picture.lines().collect();
    sizes.iter().any(|size| {
        let rows = rows_of(&Line::raw(words.to_owned()), *size);
        lines
            .windows(rows.len())
            .any(|part| rows.iter().zip(part).all(|(row, line)| line.contains(row.to_string().trim_end())))
    })
}

/// Whether the words stand somewhere in the smallest letters.
fn has_narrow(picture: &str, words: &str) -> bool {
    let lines: Vec<&str> = picture.lines().collect();
    lines
        .windows(3)
        .any(|three| narrow(words).iter().zip(three).all(|(row, line)| line.contains(row.trim_end())))
}

#[test]
fn every_form_for_a_room_on_projectors_and_on_a_wall() {
    for (name, keys) in FORMS {
        for (width, height) in SIZES {
            let mut d = Driver::sample((width, height));
            d.keys(keys).settle();
            // Those of the usual sizes are drawn with all other screens.
            if width > 200 || name == "votes" {
                insta::assert_snapshot!(format!("wall-{name}-{width}x{height}"), inked(&d));
            }
            d.app.shell.theme.ascii = true;
            assert!(d.picture().is_ascii(), "{name}: {}", d.picture());
            if width < 100 {
                insta::assert_snapshot!(format!("ascii-{name}-{width}x{height}"), inked(&d));
            }
        }
    }
}

#[test]
fn the_key_shows_each_of_them_to_the_room_and_leads_back() {
    for keys in ["f3", "f4", "f5", "f6"] {
        let mut d = Driver::sample((120, 40));
        d.keys(keys);
        let (screen, small) = (d.app.shell.screen, d.picture());
        for back in ["p", "esc"] {
            d.keys("p");
            assert_ne!(d.picture(), small, "{keys}");
            d.keys(back);
            assert_eq!((d.app.shell.screen, d.picture()), (screen, small.clone()), "{keys} {back}");
        }
    }
    // Where one goes while a room reads, it goes on reading.
    let mut d = Driver::sample((120, 40));
    d.keys("f4 p f5");
    assert!(d.app.shell.in_large() && d.picture().contains("1 of 48"), "{}", d.picture());
    d.keys("f3");
    assert_eq!(d.app.shell.screen, Screen::Room);
    d.keys("f2 f6");
    assert!(d.app.shell.in_large());
}

#[test]
fn a_gap_goes_to_its_question_and_that_back_to_the_gap() {
    let mut d = Driver::sample((80, 24));
    d.keys("f4 p enter");
    assert!(d.app.shell.screen == Screen::Gaps && d.app.shell.in_large());
    // A page is one gap.
    assert!(d.picture().contains("1 of 48"), "{}", d.picture());
    d.keys("down pgdn");
    let (gap, picture) = (d.app.desk.as_ref().unwrap().selected(Screen::Gaps), d.picture());
    assert!(picture.contains("3 of 48"), "{picture}");
    d.keys("enter");
    assert_eq!(
        (d.app.shell.screen, d.app.desk.as_ref().unwrap().selected(Screen::Room)),
        (Screen::Room, gap)
    );
    d.keys("esc");
    assert_eq!(d.picture(), picture);
    // One more step out is the list, on the same gap.
    d.keys("esc");
    assert!(!d.app.shell.large && d.picture().contains("rank 3 of 48"), "{}", d.picture());
    // A row one stepped into is shown as a whole.
    d.keys("enter p down");
    assert!(d.picture().contains("4 of 48"), "{}", d.picture());
    d.keys("p");
    assert!(!d.app.desk.as_ref().unwrap().gaps.detail.is_open());
}

#[test]
fn the_room_goes_through_the_list_as_it_is_filtered_and_ordered() {
    let mut d = Driver::sample((120, 40));
    d.keys("f5 f down enter s");
    let order: Vec<Option<String>> = (0..3)
        .map(|_| {
            let id = d.app.desk.as_ref().unwrap().selected(Screen::Gaps);
            d.keys("down");
            id
        })
        .collect();
    d.keys("home p");
    for (n, id) in order.into_iter().enumerate() {
        assert_eq!(d.app.desk.as_ref().unwrap().selected(Screen::Gaps), id);
        let picture = d.picture();
        assert!(picture.contains("Shown: ") && picture.contains(&format!("; {} of ", n + 1)), "{picture}");
        d.keys("down");
    }
    let mut d = Driver::empty((80, 24));
    d.keys("f5 p");
    let gaps = d.picture();
    d.keys("f6");
    let plan = d.picture();
    for picture in [&gaps, &plan] {
        // It says so in large letters, and counts nothing.
        assert!(picture.contains('\u{2588}') && !picture.contains(" of 0"), "{picture}");
    }
    assert_ne!(gaps, plan);
}

#[test]
fn hidden_scores_stay_hidden_from_a_room() {
    for keys in ["h f4 p", "f4 p h", "f5 p h", "f6 p h"] {
        let mut d = Driver::sample((80, 24));
        d.keys(keys);
        let picture = d.picture();
        assert!(picture.contains("shows them again") && !picture.contains("gates passed"), "{picture}");
        d.keys("enter");
        assert!(d.app.shell.dialogs.is_empty());
    }
}

/// The figures of the room are those of the results.
#[test]
fn a_room_reads_the_figures_of_the_results() {
    let mut d = Driver::sample((120, 40));
    d.keys("f4 p");
    let work = &d.app.desk.as_ref().unwrap().work;
    let gates = clausewise::model::standing::of_gates(work.q(), work.a(), work.verdict());
    let passed = clausewise::model::standing::passed(&gates);
    assert_eq!(large::gates(&gates).0, format!("{passed} of {}", gates.len()));
    d.keys("p");
    assert!(d.picture().contains(&format!(
        "Stops a Stage 1 audit: {} of {}",
        gates.len() - passed,
        gates.len()
    )));
    let work = &d.app.desk.as_ref().unwrap().work;
    let (day, _) = large::end(&work.plan().1).unwrap();
    assert!(d.picture().contains(&day), "{day}");
}

#[test]
fn what_an_action_waits_for_is_called_by_its_name() {
    let d = Driver::sample((80, 24));
    let work = &d.app.desk.as_ref().unwrap().work;
    let map = &work.plan().1;
    let item = map.items.iter().find(|i| i.depends_on.len() > 1).unwrap();
    let said = large::waits(map, item).unwrap();
    let first = map.items.iter().find(|i| item.depends_on.contains(&i.id)).unwrap();
    assert_eq!(said, format!("waits for {} and {} more", first.name, item.depends_on.len() - 1));
    let free = map.items.iter().find(|i| i.depends_on.is_empty()).unwrap();
    assert_eq!(large::waits(map, free), None);
}

/// From the back one sees at which step of the flow the room is, also in the smallest window a projector has.
#[test]
fn the_step_is_in_large_letters() {
    let mut d = poll((80, 24), 1);
    d.keys("esc");
    assert!(has_narrow(&d.picture(), "VOTE") && d.picture().contains("[vote]"), "{}", d.picture());
    d.keys("space 5 5 esc");
    assert!(has_narrow(&d.picture(), "REVEAL") && d.picture().contains("[reveal]"), "{}", d.picture());
    // Letters without block signs are higher.
    d.app.shell.theme.ascii = true;
    d.size = (120, 40);
    let ascii = inked(&d);
    // The upper row of REVEAL.
    assert!(ascii.contains("##  ### # # ###  #  #"), "{ascii}");
}

fn poll(size: (u16, u16), people: usize) -> Driver {
    let mut d = Driver::empty(size);
    let work = &mut d.app.desk.as_mut().unwrap().work;
    for n in 0..people {
        let person = [("name", format!("Voter {n}")), ("role", "Head of everything there is".to_owned())];
        let person = person.map(|(k, v)| (k.to_owned(), v));
        work.put(&PERSON, None, &person.into()).unwrap();
    }
    d.keys("p r");
    d
}

/// The key of the next step does the same in the dialog of the answers as on the card: it shows them once everybody has answered.
#[test]
fn the_key_of_the_next_step_shows_the_answers_once_all_have_answered() {
    let mut d = poll((80, 24), 2);
    // The third is who sits here.
    d.keys("4 2 space");
    assert!(d.words().contains("2 of 3 have answered; Enter shows them all the same."), "{}", d.picture());
    assert!(!d.facts().keys().any(|k| k.starts_with("votes-shown.")));
    d.keys("3 space");
    assert!(d.facts().keys().any(|k| k.starts_with("votes-shown.")), "{}", d.picture());
    d.keys("space");
    assert!(d.app.shell.dialogs.is_empty() && d.words().contains("[agree]"), "{}", d.picture());
}

#[test]
fn who_has_answered_is_large_where_a_room_reads_it() {
    let mut d = poll((120, 40), 4);
    assert!(has_narrow(&d.picture(), "Voter 0") && !has_narrow(&d.picture(), "answered"), "{}", d.picture());
    d.keys("3");
    assert!(
        has_narrow(&d.picture(), "answered") && !has_narrow(&d.picture(), "3 Written"),
        "{}",
        d.picture()
    );
    assert!(has_narrow(&d.picture(), "1 none"), "{}", d.picture());
    d.keys("enter");
    assert!(has_narrow(&d.picture(), "3 Written"), "{}", d.picture());
    // On the card itself nobody reads it from afar.
    d.keys("esc p r");
    assert!(d.picture().contains("Voter 0, Head of everything there is"), "{}", d.picture());
    // On a wall it is large wherever it is, the keys of the levels too.
    d.size = (240, 67);
    let quadrant = Size::Blocks(tui_big_text::PixelSize::Quadrant, 4, 4);
    let rows = rows_of(&Line::raw("Voter 0, Head of everything there is"), quadrant);
    let picture = d.picture();
    assert!(rows.iter().any(|row| picture.contains(row.to_string().trim())), "{picture}");
    assert!(!picture.contains("not done"), "{picture}");
}

#[test]
fn of_many_people_the_one_who_answers_is_in_sight_and_the_rest_is_counted() {
    for size in [(80, 24), (120, 40), (240, 67), (60, 16)] {
        let mut d = poll(size, 30);
        for n in 0..30 {
            d.keys("4");
            assert!(d.picture().contains(" more "), "{size:?} {n}: {}", d.picture());
        }
        let given = d.facts().values().filter(|v| **v == Level::InUse.key()).count();
        assert!(given >= 30, "{size:?}");
    }
}

/// What the room answers with is read from six metres too: at most seven lines of large letters, and no word is cut.
#[test]
fn the_levels_are_large_on_a_projector_and_no_word_is_cut() {
    let mut d = poll((80, 24), 3);
    d.keys("esc");
    for words in ["1 NONE 2 PLAN", "3 PAPER 4 PART", "5 RECORDS 0 ?", "VOTE"] {
        assert!(has_narrow(&d.picture(), words), "{words}: {}", d.picture());
    }
    let rows = d.picture().lines().filter(|l| l.contains('\u{2588}') || l.contains('\u{2580}')).count();
    assert!(rows <= 7 * 3, "{rows}: {}", d.picture());
    // Who said what: a name that has no room is said in fewer of its words, a role that has none is left out.
    for (size, names) in [((80, 24), ["Maximilian W.", "Ana Sousa"]), ((60, 16), ["Maximilian", "Ana Sousa"])]
    {
        let mut d = Driver::empty(size);
        let work = &mut d.app.desk.as_mut().unwrap().work;
        for name in ["Maximilian Winterhalter", "Ana Sousa"] {
            let person = [("name", name), ("role", "Managing director of everything")];
            work.put(&PERSON, None, &person.map(|(k, v)| (k.to_owned(), v.to_owned())).into()).unwrap();
        }
        d.keys("p r 5 2 4 enter esc");
        let picture = d.picture();
        let body: Vec<&str> = picture.lines().skip(2).collect();
        let body = &body[..body.len() - 2];
        assert!(names.iter().all(|name| picture.contains(name)), "{size:?}: {picture}");
        assert!(body.iter().all(|line| !line.contains('\u{2026}')), "{size:?}: {picture}");
    }
}

#[test]
fn the_answers_do_not_cover_the_question() {
    for size in SIZES {
        let mut d = poll(size, 8);
        for _ in 0..3 {
            let picture = d.picture();
            let lines: Vec<&str> = picture.lines().collect();
            let top = lines.iter().position(|l| l.contains("Answers to")).unwrap();
            let ink = |line: &&&str| line.chars().any(|c| ('\u{2580}'..='\u{259f}').contains(&c));
            // Head and question stand above it whole.
            assert!(lines[2..top].iter().filter(ink).count() >= 6, "{size:?}: {picture}");
            // On a projector the last row of its letters is blank for the most part already.
            let whole = if size.0 == 80 {
                has_narrow(&picture, "AND IN WHAT ROLE?")
            } else {
                lines[top - 1].trim().is_empty()
            };
            assert!(whole, "{size:?}: {picture}");
            d.keys("4");
        }
    }
}

/// Many people and long roles: whole words, shorter names where it gets tight, and who has no room is counted.
#[test]
fn nobody_is_cut_off_in_what_the_room_is_shown() {
    let names = ["Maximilian Winterhalter", "Ana Sousa", "Bo Zimt", "Cleo Marr", "Dario Conti", "Eva Lind"];
    for size in [(60, 16), (80, 24), (120, 40), (240, 67)] {
        let mut d = Driver::empty(size);
        let work = &mut d.app.desk.as_mut().unwrap().work;
        for name in names {
            let person = [("name", name), ("role", "Managing director of everything there is")];
            work.put(&PERSON, None, &person.map(|(k, v)| (k.to_owned(), v.to_owned())).into()).unwrap();
        }
        d.keys("p r down 4 4 4 4 4 4 enter esc");
        let picture = d.picture();
        let body: Vec<&str> = picture.lines().skip(2).collect();
        let body = &body[..body.len() - 2];
        assert!(body.iter().all(|line| !line.contains('\u{2026}')), "{size:?}: {picture}");
        // On a wall all of it is in large letters.
        if size.0 < 200 {
            let words = d.words();
            assert!(words.contains("1 gave no answer"), "{size:?}: {picture}");
            // Everybody is named, or counted.
            let all = names.iter().all(|name| words.contains(name.split(' ').next().unwrap()));
            assert!(all || words.contains(" more") || words.contains("6 people"), "{size:?}: {picture}");
        }
    }
}

/// A level that stood before this sitting is nothing the room said: the key of the next step asks each first. What the room itself
/// gives goes on to dissent, and hidden scores hide what stood.
#[test]
fn the_room_is_asked_although_a_level_stands() {
    let mut d = poll((120, 40), 2);
    d.keys("esc");
    d.app.desk.as_mut().unwrap().work.rate("4.1", Some(Level::Written), None, false).unwrap();
    d.settle();
    assert!(d.words().contains("[vote]"), "{}", d.picture());
    let large = |d: &mut Driver| has_large(&d.picture(), "3 WRITTEN");
    d.keys("h");
    assert!(!large(&mut d), "{}", d.picture());
    d.keys("h space");
    assert!(d.words().contains("Answers to 4.1"), "{}", d.picture());
    d.keys("2 esc");
    assert!(!large(&mut d), "a vote is open: {}", d.picture());
    // A level beside hidden answers says so, and agrees on nothing.
    d.keys("4");
    assert!(d.words().contains("4.1: In use stands, and the answers are hidden still."), "{}", d.picture());
    assert!(d.words().contains("[vote]"), "{}", d.picture());
    d.keys("/").text("4.2").keys("enter 3");
    assert!(d.words().contains("[dissent]"), "{}", d.picture());
}

/// Whoever opens the answers again goes on with who has not answered.
#[test]
fn the_answers_open_at_who_has_not_answered() {
    let mut d = poll((80, 24), 3);
    d.keys("down 3 esc r 2 4 esc");
    let facts = d.facts();
    let votes: Vec<&str> =
        facts.iter().filter(|(k, _)| k.starts_with("vote.")).map(|(_, v)| v.as_str()).collect();
    assert_eq!(votes.len(), 3, "{facts:?}");
    d.keys("r");
    assert!(d.words().contains("> Voter 2"), "{}", d.picture());
}

/// A vote that changes after the room agreed leads back to the step that agrees, on the room's picture and on the card; agreed on
/// again, it goes on.
#[test]
fn a_vote_after_the_agreement_leads_back_to_agreeing() {
    let mut d = poll((120, 40), 2);
    d.keys("4 2 3 space esc");
    assert!(d.words().contains("[agree]"), "{}", d.picture());
    d.keys("3");
    assert!(d.words().contains("[dissent]"), "{}", d.picture());
    let since = "agreed before answers came in since";
    assert!(!d.words().contains(since), "{}", d.picture());
    d.keys("r 5 esc");
    assert!(d.words().contains("[agree]") && d.words().contains(since), "{}", d.picture());
    assert!(!has_large(&d.picture(), "3 WRITTEN"), "{}", d.picture());
    d.keys("p");
    assert!(d.words().contains(&format!("[{since}]")), "{}", d.picture());
    d.keys("p 3");
    assert!(d.words().contains("[dissent]") && !d.words().contains(since), "{}", d.picture());
}
