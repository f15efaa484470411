//! The way from nothing to a plan: told once, left and joined anywhere, suggestions that count only when taken.

use super::harness::Driver;
use clausewise::tui::keymap::{AtHome, OnScreen};
use clausewise::tui::screen::Screen;

/// Every size the screens have to stand at.
const SIZES: [(u16, u16); 5] = [(60, 16), (80, 24), (100, 30), (120, 40), (200, 60)];

/// The guided start of a new file, at its first question.
pub(crate) fn begun(size: (u16, u16)) -> Driver {
    let mut d = Driver::home(size);
    d.app.run(AtHome::Guided.into());
    d.text("Nine Ltd").keys("enter");
    let path = d.folder.path().join("nine.aims").display().to_string();
    d.text(&path).keys("enter");
    d
}

/// As [`begun`], with everything told: two tools, nine people at most, all of it, 8 hours, in a year.
fn told(size: (u16, u16)) -> Driver {
    let mut d = begun(size);
    d.keys("enter enter").text("ChatGPT").keys("enter").text("drafting mails").keys("enter").text("OpenAI");
    d.keys("enter up enter").text("Copilot").keys("ctrl-s");
    d.keys("enter down enter enter down down enter down down enter");
    d
}

fn checked(size: (u16, u16)) -> Driver {
    let mut d = told(size);
    for _ in 0..18 {
        d.keys("2");
    }
    d
}

#[test]
fn the_guided_start_keeps_each_thing_at_once_and_goes_on_where_it_was_left() {
    let mut d = begun((80, 24));
    assert_eq!(d.app.shell.screen, Screen::Start, "{}", d.picture());
    assert!(d.picture().contains("1 of 6"), "{}", d.picture());
    d.keys("enter");
    assert_eq!(d.facts()["about.roles"], "user");
    d.settle();
    d.keys("esc");
    assert_eq!(d.app.shell.screen, Screen::Home, "{}", d.picture());
    let path = d.folder.path().join("nine.aims");
    d.app.open(&path).unwrap();
    d.app.run(OnScreen::GoOn.into());
    assert!(d.picture().contains("2 of 6") && d.picture().contains("Which AI tools"), "{}", d.picture());
    d.keys("left");
    assert!(d.picture().contains("1 of 6"), "{}", d.picture());
}

#[test]
fn what_the_start_was_told_is_not_asked_again() {
    let d = told((80, 24));
    let facts = d.facts();
    assert_eq!(
        (d.field("system", 1, "vendor"), d.field("system", 2, "role")),
        ("OpenAI".into(), "user".into())
    );
    assert_eq!(facts["about.size"], "micro");
    assert_eq!(facts["about.scope"], "Use of ChatGPT and Copilot in the whole organisation");
    assert_eq!((facts["about.hours-per-week"].as_str(), facts["about.target"].as_str()), ("8", "2027-11-23"));
    assert_eq!(d.app.shell.screen, Screen::Quick, "{}", d.picture());
    assert!(d.picture().contains("3 of 20"), "two of the twenty are answered by the role\n{}", d.picture());
}

/// What was told where the file was made is said, the selection stands on it, and Enter keeps it without a change.
#[test]
fn what_the_file_holds_is_where_the_selection_stands_and_enter_keeps_it() {
    let held = [
        ("about.roles", "user"),
        ("about.size", "micro"),
        ("about.hours-per-week", "4"),
        ("about.scope", "Chatbots in the shop"),
    ];
    for size in SIZES {
        let mut d = begun(size);
        let desk = d.app.desk.as_mut().unwrap();
        desk.work.about(held.map(|(key, value)| (key, value.to_owned()))).unwrap();
        d.settle();
        d.keys("esc");
        let path = d.folder.path().join("nine.aims");
        d.app.open(&path).unwrap();
        d.app.run(OnScreen::GoOn.into());
        let events = d.app.desk.as_ref().unwrap().work.session().events().len();
        assert!(d.picture().contains("2 of 6"), "{}", d.picture());
        d.keys("down enter");
        for said in ["Told so far: micro", "Told so far: Chatbots in the shop", "Told so far: 4 h"] {
            assert!(d.picture().contains(said), "{said}\n{}", d.picture());
            d.keys("enter");
        }
        // Back over what was kept, the selection stands on it again.
        d.keys("left left left left left");
        assert!(
            d.picture().contains("1 of 6") && d.picture().contains("Told so far: Use"),
            "{}",
            d.picture()
        );
        d.keys("enter");
        let facts = d.facts();
        assert!(held.iter().all(|(key, value)| facts[*key] == *value), "{facts:?}");
        assert_eq!(d.app.desk.as_ref().unwrap().work.session().events().len(), events, "nothing was changed");
    }
}

/// Beside a question stands what the registers hold for it; one key takes that as the answer, and nothing answers by itself.
#[test]
fn a_question_says_what_the_registers_hold_and_one_key_takes_it() {
    for size in SIZES {
        let mut d = told(size);
        let fields = [("name", "AI policy"), ("state", "approved"), ("version", "1")];
        let draft = fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        let desk = d.app.desk.as_mut().unwrap();
        desk.work.put(&clausewise::model::record::DOCUMENT, None, &draft).unwrap();
        assert!(!d.words().contains("Looks like"), "what applies asks no register\n{}", d.picture());
        d.keys("1");
        assert!(d.picture().contains("4 of 20"), "{}", d.picture());
        // One of the two tools says what it is for.
        assert!(d.words().contains("Looks like Partly; = takes it"), "{}", d.picture());
        assert!(d.words().contains("Don't know"), "{}", d.picture());
        assert!(!d.words().contains("is not asked again"), "{}", d.picture());
        assert!(!d.facts().contains_key("quick.q4"), "nothing answers by itself");
        d.keys("=");
        assert_eq!(d.facts()["quick.q4"], "partly");
        // For the next one the registers hold nothing.
        d.keys("=");
        assert!(d.picture().contains("5 of 20") && !d.facts().contains_key("quick.q5"), "{}", d.picture());
        d.keys("1");
        let words = d.words();
        assert!(
            words.contains("Looks like Yes; = takes it") && words.contains("\"AI policy\""),
            "{}",
            d.picture()
        );
        d.keys("=");
        assert_eq!(d.facts()["quick.q6"], "yes");
        // Answered as it looks, it is not offered again; answered lower, it is.
        d.keys("left");
        assert!(!d.words().contains("Looks like"), "{}", d.picture());
        d.keys("1 left");
        assert!(d.words().contains("Looks like Yes"), "{}", d.picture());
        assert!(!d.facts().keys().any(|k| k.contains('/')), "no check is answered by it");
    }
}

#[test]
fn twenty_questions_suggest_and_count_nothing_until_a_suggestion_is_taken() {
    let mut d = checked((80, 24));
    assert!(d.picture().contains("Begun"), "{}", d.picture());
    d.keys("enter");
    assert_eq!(d.app.shell.screen, Screen::Ten, "{}", d.picture());
    assert!(d.words().contains("0 of 70 answered") && d.words().contains("10 things"), "{}", d.picture());
    // The first of them is opened, and taken over on its card.
    d.keys("enter");
    let desk = d.app.desk.as_ref().unwrap();
    let requirement = desk.card.spot.requirement;
    let at = clausewise::model::questionnaire::Target::Requirement(requirement);
    let suggested = desk.work.suggested(at);
    let check = desk.q().check(suggested[0].at).id.clone();
    assert!(!d.facts().contains_key(&check));
    assert!(d.words().contains("suggested by question"), "{}", d.picture());
    d.keys("=");
    assert_eq!(d.facts()[&check], "3");
    d.keys("u");
    assert!(!d.facts().contains_key(&check));
}

#[test]
fn a_quick_check_without_a_file_asks_for_one_at_its_end() {
    let mut d = Driver::home((80, 24));
    d.app.run(AtHome::Quick.into());
    for _ in 0..20 {
        d.keys("1");
    }
    d.keys("left 3 enter").text("Case").keys("enter");
    let path = d.folder.path().join("quick.aims").display().to_string();
    d.text(&path).keys("enter");
    assert_eq!(d.app.shell.screen, Screen::Ten, "{}", d.picture());
    let facts = d.facts();
    assert_eq!((facts["quick.q1"].as_str(), facts["quick.q20"].as_str()), ("no", "yes"));
    assert!(!facts.keys().any(|k| k.contains('/')), "it answers nothing");
}

#[test]
fn a_finished_clause_is_told_once_and_again_when_asked() {
    let mut d = checked((80, 24));
    d.keys("enter tab 3 3 3");
    assert_eq!(d.app.shell.screen, Screen::Question, "{}", d.picture());
    d.keys("3");
    assert_eq!(d.app.shell.screen, Screen::Clause, "{}", d.picture());
    assert!(
        d.picture().contains("what came out") && d.picture().contains("all 4 answered"),
        "{}",
        d.picture()
    );
    d.keys("tab");
    assert_eq!(d.app.shell.screen, Screen::Question);
    assert!(d.picture().contains("5.1"), "{}", d.picture());
    d.keys("left 4");
    assert_eq!(d.app.shell.screen, Screen::Question, "told once");
    d.keys("left");
    d.app.run(OnScreen::Clause.into());
    assert!(d.picture().contains("what came out"), "{}", d.picture());
    // Scores nobody is to see are not shown by it.
    d.keys("h");
    assert!(!d.picture().contains("what came out"), "{}", d.picture());
}

#[test]
fn a_clause_of_the_outline_is_told_in_short_and_esc_leads_back() {
    let mut d = Driver::sample((80, 24));
    d.keys("f2 home d");
    assert_eq!(d.app.shell.screen, Screen::Clause, "{}", d.picture());
    assert!(d.picture().contains("what came out") && d.picture().contains("step 4 of 4"), "{}", d.picture());
    d.keys("esc");
    assert_eq!(d.app.shell.screen, Screen::Outline, "{}", d.picture());
    // A requirement has details of its own.
    d.keys("down d");
    assert!(!d.app.shell.dialogs.is_empty(), "{}", d.picture());
}

#[test]
fn a_question_looked_up_from_a_clause_of_the_outline_leads_back_step_by_step() {
    let mut d = Driver::sample((120, 40));
    d.keys("f2 home d").keys("/").text("10.1").keys("enter");
    assert_eq!(d.app.shell.screen, Screen::Question, "{}", d.picture());
    d.keys("esc");
    assert_eq!(d.app.shell.screen, Screen::Clause, "{}", d.picture());
    d.keys("esc");
    assert_eq!(d.app.shell.screen, Screen::Outline, "{}", d.picture());
    // A clause asked for by itself leads to the card.
    d.app.run(OnScreen::Clause.into());
    d.keys("esc");
    assert_eq!(d.app.shell.screen, Screen::Question, "{}", d.picture());
}

#[test]
fn long_choices_of_the_start_are_whole() {
    for size in [(60, 16), (80, 24)] {
        let mut d = begun(size);
        for words in ["AI in other products", "loaded into a chatbot"] {
            assert!(d.words().contains(words), "{}", d.picture());
            d.keys("down down");
        }
        assert!(d.picture().lines().skip(2).all(|l| !l.contains('\u{2026}')), "{}", d.picture());
    }
}

#[test]
fn on_arrival_at_the_controls_it_is_told_what_they_are() {
    let mut d = Driver::empty((100, 30));
    let clauses: Vec<String> = (4..10).map(|n| n.to_string()).collect();
    for id in &clauses {
        d.app
            .desk
            .as_mut()
            .unwrap()
            .work
            .rate(id, Some(clausewise::model::Level::Written), None, false)
            .unwrap();
    }
    d.keys("/").text("10.1").keys("enter 3 3");
    assert_eq!(d.app.shell.screen, Screen::Clause, "{}", d.picture());
    let words = d.words();
    assert!(
        words.contains("Leaving one out is no fault") && words.contains("Some sound like"),
        "{}",
        d.picture()
    );
}

#[test]
fn screens_of_the_way_at_every_size() {
    for size in SIZES {
        let (width, height) = size;
        let take = |name: &str, d: &mut Driver| {
            d.settle();
            insta::assert_snapshot!(format!("way-{name}-{width}x{height}"), d.stable());
        };
        take("start", &mut begun(size));
        let mut d = told(size);
        take("quick", &mut d);
        for _ in 0..18 {
            d.keys("2");
        }
        d.keys("enter");
        take("ten", &mut d);
        d.keys("tab 3 3 3 3");
        take("clause", &mut d);
    }
}

#[test]
fn enter_on_a_clause_in_short_goes_on_and_its_own_key_leads_to_the_first_ten() {
    let mut d = checked((80, 24));
    d.keys("enter tab 3 3 3 3");
    assert_eq!(d.app.shell.screen, Screen::Clause, "{}", d.picture());
    let foot = d.picture().lines().last().unwrap_or_default().to_owned();
    assert!(foot.contains("Enter next card") && foot.contains("first ten"), "{foot}");
    d.keys("left");
    assert_eq!(d.app.shell.screen, Screen::Ten, "{}", d.picture());
    d.app.run(OnScreen::Clause.into());
    d.keys("enter");
    assert_eq!(d.app.shell.screen, Screen::Question, "{}", d.picture());
    assert!(d.picture().contains("5.1"), "{}", d.picture());
}

#[test]
fn behind_the_last_card_nothing_is_rated_and_it_is_told_what_next() {
    let mut d = Driver::empty((80, 24));
    let q = d.app.desk.as_ref().unwrap().q().clone();
    let last = q.requirements.last().unwrap().id.clone();
    let work = &mut d.app.desk.as_mut().unwrap().work;
    for r in q.requirements.iter().filter(|r| r.id != last) {
        work.rate(&r.id, Some(clausewise::model::Level::Written), None, false).unwrap();
    }
    d.keys("/").text(&last).keys("enter 3");
    assert_eq!(d.app.shell.screen, Screen::Clause, "{}", d.picture());
    let words = d.words();
    assert!(
        words.contains("Every card is answered") && words.contains("first ten things"),
        "{}",
        d.picture()
    );
    assert!(words.contains("F5 all gaps") || words.contains("all gaps in their order"), "{}", d.picture());
    let before = d.facts();
    d.keys("1 5");
    assert_eq!(d.facts(), before, "{}", d.picture());
    d.keys("enter");
    assert_eq!(d.app.shell.screen, Screen::Ten, "{}", d.picture());
}

#[test]
fn with_a_file_open_the_list_of_commands_begins_its_own_quick_check_and_start() {
    for (typed, screen) in [("quick check", Screen::Quick), ("guided start", Screen::Start)] {
        let mut d = Driver::empty((80, 24));
        d.keys("f1").text(typed);
        assert!(!d.picture().contains("not on this screen: F8"), "{}", d.picture());
        d.keys("enter");
        assert_eq!(d.app.shell.screen, screen, "{}", d.picture());
        assert!(d.app.desk.is_some() && d.app.shell.dialogs.is_empty());
    }
}

#[test]
fn a_file_left_on_the_way_is_joined_there_and_at_its_card_once_cards_are_answered() {
    let mut d = begun((80, 24));
    let path = d.folder.path().join("nine.aims");
    d.keys("enter").settle();
    d.keys("esc");
    d.app.rejoin(&path).unwrap();
    assert_eq!(d.app.shell.screen, Screen::Start, "{}", d.picture());
    assert!(d.picture().contains("2 of 6") && !d.words().contains("Welcome back"), "{}", d.picture());
    d.app.run(clausewise::tui::keymap::AtHome::Quick.into());
    d.keys("2 2").settle();
    d.keys("esc");
    d.app.rejoin(&path).unwrap();
    assert_eq!(d.app.shell.screen, Screen::Quick, "{}", d.picture());
    d.keys("f3 3").settle();
    d.keys("f8");
    d.app.rejoin(&path).unwrap();
    assert_eq!(d.app.shell.screen, Screen::Question, "{}", d.picture());
    // What the quick check still asks is said where one looks for what comes next.
    d.app.run(OnScreen::FirstTen.into());
    assert!(d.words().contains("of the quick check are open: F1 quick check"), "{}", d.picture());
}

#[test]
fn a_tool_told_at_the_start_can_be_corrected_and_removed_there() {
    let mut d = begun((80, 24));
    d.keys("enter");
    assert!(d.words().contains("name, what for, supplier") && !d.words().contains("with commas"));
    d.keys("enter").text("ChatGTP").keys("ctrl-s");
    d.keys("home enter");
    assert!(d.words().contains("nothing in Name removes it"), "{}", d.picture());
    d.keys("backspace backspace backspace").text("GPT").keys("ctrl-s");
    assert_eq!(d.app.shell.screen, Screen::Start);
    assert_eq!(d.field("system", 1, "name"), "ChatGPT");
    d.keys("home enter");
    for _ in 0..7 {
        d.keys("backspace");
    }
    // It asks before it takes away.
    d.keys("ctrl-s enter");
    assert!(!d.picture().contains("ChatG"), "{}", d.picture());
}

#[test]
fn the_start_says_nothing_of_a_plan_nobody_has_yet() {
    let mut d = begun((80, 24));
    d.keys("enter down enter down enter down enter down down enter");
    assert!(d.picture().contains("6 of 6"), "{}", d.picture());
    assert!(!d.words().contains("Nothing to plan"), "{}", d.picture());
}

#[test]
fn one_step_back_in_the_quick_check_the_answer_given_is_marked() {
    let mut d = told((80, 24));
    d.keys("3 left");
    let marked =
        |d: &Driver, word: &str| d.picture().lines().any(|l| l.contains('\u{258c}') && l.contains(word));
    assert!(marked(&d, "3  Yes") && !marked(&d, "2  Partly"), "{}", d.picture());
}

#[test]
fn what_has_no_room_among_the_ten_and_the_questions_is_said() {
    let mut d = checked((60, 16));
    d.keys("enter");
    assert!(d.picture().contains("3 more below"), "{}", d.picture());
    d.keys("end");
    assert!(!d.picture().contains("more below") && d.picture().contains(" 10 "), "{}", d.picture());
    let d = told((120, 40));
    assert!(d.picture().contains("more below"), "{}", d.picture());
    // At 80 columns the detail says what to do; hours and day stand in the row.
    let mut d = checked((80, 24));
    d.keys("enter");
    let picture = d.picture();
    assert!(picture.contains("\u{2502} Do ") && !picture.contains("\u{2502} When"), "{picture}");
    assert!(picture.contains("2 h   4 Dec"), "{picture}");
    assert!(d.words().contains("with time kept for open cards, at 8 h a week"), "{picture}");
}

#[test]
fn in_a_wide_window_figures_stand_beside_their_names() {
    let mut d = checked((200, 60));
    d.keys("enter tab 3 3 3 3");
    let picture = d.picture();
    for row in ["4.1  ", "0 of 6"] {
        let line = picture.lines().find(|l| l.contains(row)).unwrap_or_default();
        assert!(!line.trim_end_matches([' ', '\u{2502}']).contains(&" ".repeat(60)), "{line}");
    }
    let d = told((200, 60));
    let picture = d.picture();
    let beside = picture.lines().find(|l| l.contains("Can what your AI") && l.contains("All questions"));
    assert!(beside.is_some() && !picture.contains("more below"), "{picture}");
}
