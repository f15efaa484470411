//! Registers and forms by their tables: a kind nobody wrote a line of code for, evidence and the people who
//! have seen it, people who leave, the history field by field.

use super::harness::Driver;
use clausewise::model::record::{EVIDENCE, Field, Init, KINDS, Kind, PERSON, SYSTEM, Type, write};
use clausewise::model::said::Matter;
use clausewise::tui::dialog::Dialog;
use clausewise::tui::input::Input;

const fn field(key: &'static str, typ: Type, word: &'static str, hint: &'static str) -> Field {
    Field { key, typ, word, hint, ..Field::BASE }
}

/// Made up here: whatever the window does with it, it does by this table alone.
static WIDGET: Kind = Kind {
    key: "widget",
    word: "widget",
    one: "a widget",
    counted: "{n|widget|widgets}",
    words: "Widgets",
    letter: 'W',
    fields: &[
        Field { need: true, ..field("name", Type::Line, "Name", "what is on the label") },
        Field { init: Init::Today, ..field("made-on", Type::Date, "Made on", "the day it left the shop") },
        field("shape", Type::Choice(&["round", "flat"]), "Shape", "as it lies on the table"),
        Field {
            when: Some(("shape", &["flat"])),
            need: true,
            ..field("side", Type::Choice(&["upper", "lower"]), "Side", "that is polished")
        },
        field("uses", Type::Words(&["lifting", "turning"]), "Uses", "what it is good for"),
        field("maker", Type::Link("person"), "Maker", "who made it"),
        field("loud", Type::Flag, "Loud", "whether one hears it"),
    ],
    columns: &["shape", "maker"],
    ..Kind::BASE
};

static WITH_WIDGETS: &[&Kind] = &[&PERSON, &SYSTEM, &EVIDENCE, &WIDGET];

fn with_widgets(size: (u16, u16)) -> Driver {
    let mut d = Driver::empty(size);
    let path = d.folder.path().join("case.aims");
    d.app.close().unwrap();
    d.app.shell.kinds = WITH_WIDGETS;
    d.app.open(&path).unwrap();
    d.keys("a home tab +").text("Ana Sousa").keys("enter enter");
    d
}

/// Labels of the fields the uppermost form asks.
fn asked(d: &Driver) -> Vec<&'static str> {
    let Some(Dialog::Form(form)) = d.app.shell.dialogs.last() else { panic!("no form: {}", d.picture()) };
    form.asked().map(|n| form.fields[n].label).collect()
}

fn focus(d: &Driver) -> &'static str {
    let Some(Dialog::Form(form)) = d.app.shell.dialogs.last() else { panic!("no form: {}", d.picture()) };
    form.fields[form.at].key
}

#[test]
fn a_made_up_kind_gets_register_form_history_and_copy_from_its_table() {
    for size in [(60, 16), (80, 24), (120, 40)] {
        let mut d = with_widgets(size);
        d.keys("a end");
        assert!(d.picture().contains("Widgets") && d.picture().contains("- add a widget"), "{}", d.picture());
        d.keys("enter");
        assert!(d.picture().contains("+ add a widget"), "{}", d.picture());
        d.keys("enter");
        assert_eq!(asked(&d), ["Name", "Made on", "Shape", "Uses", "Maker", "Loud"]);
        assert!(d.picture().contains("Name*") && d.picture().contains("(needed)"), "{}", d.picture());
        d.text("Gearbox").keys("enter");
        assert!(d.picture().contains("23 Nov 2026"), "the day is there already: {}", d.picture());
        d.keys("enter");
        assert!(d.picture().contains("round, flat"), "which values there are: {}", d.picture());
        d.text("square").keys("ctrl-s");
        assert!(d.words().contains("not one of: round, flat"), "{}", d.picture());
        assert_eq!(focus(&d), "shape");
        d.keys("ctrl-u").text("Flat");
        assert_eq!(asked(&d), ["Name", "Made on", "Shape", "Side", "Uses", "Maker", "Loud"]);
        d.keys("ctrl-s");
        assert_eq!(focus(&d), "side", "what is asked now and needed: {}", d.picture());
        d.text("upper").keys("enter").text("turning, lifting").keys("enter");
        assert!(d.picture().contains("Ana Sousa"), "people by name: {}", d.picture());
        d.text("Bo").keys("ctrl-s");
        assert_eq!(focus(&d), "maker");
        let words = d.words();
        assert!(
            words.contains("no person \"Bo\"") && words.contains("under People adds a person"),
            "{words}"
        );
        d.keys("ctrl-u").text("ana sousa").keys("enter").text("yes").keys("enter");
        assert!(d.app.shell.dialogs.is_empty(), "{}", d.picture());
        let of = |f: &str| d.field("widget", 1, f);
        assert_eq!(
            (of("side"), of("uses"), of("maker"), of("loud")),
            ("upper".into(), "lifting, turning".into(), "Ana Sousa".into(), "yes".into())
        );
        assert!(d.picture().contains("Gearbox") && d.picture().contains("W-1"), "{}", d.picture());
        // Another shape: what it says of its side stays, and is not asked.
        d.keys("a enter enter enter enter ctrl-u").text("round");
        assert!(!asked(&d).contains(&"Side"), "{:?}", asked(&d));
        d.keys("ctrl-s C");
        assert_eq!(d.field("widget", 1, "side"), "upper");
        let copied = d.app.text_to_copy().unwrap();
        assert!(copied.starts_with("Gearbox") && copied.contains("Uses: lifting, turning\n"), "{copied}");
        assert!(!copied.contains("Side"), "{copied}");
        d.keys("i d");
        let picture = d.picture();
        assert!(picture.contains("W-1 Gearbox") && picture.contains("Shape: flat -> round"), "{picture}");
        d.keys("esc u u");
        // Its number stays given: somebody may have it on paper.
        let left: Vec<_> = d.facts().into_keys().filter(|k| k.starts_with("widget.")).collect();
        assert!(left.len() == 1 && left[0].split('.').next_back() == Some("no"), "{left:?}");
    }
}

#[test]
fn an_empty_name_removes_and_a_register_of_thousands_is_walked_in_a_moment() {
    let mut d = with_widgets((80, 24));
    let desk = d.app.desk.as_mut().unwrap();
    let drafts: Vec<_> =
        (0..5000).map(|n| write::Draft::from([("name".to_owned(), format!("Part {n}"))])).collect();
    desk.work.put_all(&WIDGET, &drafts).unwrap();
    d.app.close().unwrap();
    let path = d.folder.path().join("case.aims");
    d.app.open(&path).unwrap();
    d.keys("a end enter end up");
    assert!(d.picture().contains("Part 4999"), "{}", d.picture());
    let began = std::time::Instant::now();
    for _ in 0..20 {
        d.keys("up");
        d.buffer();
    }
    let each = began.elapsed() / 20;
    assert!(each.as_millis() < 60, "a key and a picture take {each:?}");
    d.keys("end up enter ctrl-u ctrl-s");
    assert!(d.words().contains("Take W-5000 out of Widgets?"), "it asks first: {}", d.picture());
    d.keys("enter");
    assert!(d.picture().contains("Removed."), "{}", d.picture());
    assert!(d.picture().contains("Part 4998") && !d.picture().contains("Part 4999"), "{}", d.picture());
    d.keys("u");
    assert!(d.picture().contains("Part 4999"), "{}", d.picture());
}

fn person(d: &mut Driver, name: &str) {
    d.keys("a home tab +").text(name).keys("ctrl-s f3");
}

#[test]
fn evidence_begins_at_its_check_and_only_people_of_the_register_have_seen_it() {
    for size in [(60, 16), (80, 24)] {
        let mut d = Driver::empty(size);
        d.keys("down v");
        d.text("Policy v2").keys("up up up");
        assert!(d.picture().contains("4.1/1"), "{}", d.picture());
        d.keys("tab tab tab tab tab tab tab tab").text("nobody yet").keys("ctrl-s");
        let picture = d.picture();
        let flat = d.words();
        assert!(flat.contains("no person \"nobody yet\""), "{picture}");
        assert!(flat.contains("a, then + under People adds a person"), "{picture}");
        assert_eq!(focus(&d), "seen-by");
        // As it says: nothing that was typed is lost on the way to the register and back.
        d.keys("esc");
        person(&mut d, "Ana Sousa");
        d.keys("v");
        assert!(d.picture().contains("nobody yet"), "{}", d.picture());
        d.keys("ctrl-u").text("Ana Sousa").keys("enter");
        assert_eq!(d.field("evidence", 1, "seen-by"), "Ana Sousa: 2026-11-23");
        assert_eq!(
            (d.field("evidence", 1, "what"), d.field("evidence", 1, "shows")),
            ("Policy v2".into(), "4.1/1".into())
        );
        d.keys("down up");
        let card = d.words();
        assert!(card.contains("[evidence]"), "{card}");
        // The smallest card has no row left for it; the list of evidence says it there.
        assert!(size.1 < 24 || card.contains("seen by Ana Sousa on 2026-11-23"), "{card}");
        d.keys("v down enter up").keys("ctrl-s v down enter");
        for _ in 0..8 {
            d.keys("tab");
        }
        d.keys("ctrl-u").text("Ana Sousa: 2026-11-20").keys("ctrl-s");
        assert_eq!(d.field("evidence", 1, "seen-by"), "Ana Sousa: 2026-11-20", "{}", d.picture());
        d.keys("v");
        assert!(d.picture().contains("E-1"), "{}", d.picture());
    }
}

#[test]
fn what_was_typed_at_one_question_does_not_prove_another() {
    let mut d = Driver::empty((80, 24));
    d.keys("down v").text("Minutes").keys("esc right v");
    let picture = d.picture();
    assert!(!picture.contains("Minutes") && picture.contains("4.2"), "{picture}");
    d.keys("esc left down v");
    let picture = d.picture();
    assert!(picture.contains("Minutes") && picture.contains("4.1/1"), "{picture}");
}

#[test]
fn a_person_who_leaves_keeps_what_they_said_and_it_is_told() {
    let mut d = Driver::empty((120, 40));
    d.app.desk.as_mut().unwrap().work.remove_named(&clausewise::model::record::PERSON, "1").unwrap();
    person(&mut d, "Ana Sousa");
    for name in ["Plan", "Minutes"] {
        d.keys("v");
        if name == "Minutes" {
            d.keys("enter");
        }
        d.text(name);
        for _ in 0..8 {
            d.keys("tab");
        }
        d.text("Ana Sousa").keys("enter");
    }
    for id in ["5.1", "5.2", "5.3"] {
        d.keys("/").text(id).keys("enter r 5 enter enter");
    }
    let before = d.facts();
    d.keys("a home tab enter enter ctrl-u ctrl-s");
    let asked = d.words();
    assert!(asked.contains("2 pieces of evidence count as not seen then"), "{asked}");
    assert!(asked.contains("3 answers stay under Ana Sousa"), "{asked}");
    d.keys("enter");
    let picture = d.words();
    assert!(picture.contains("2 pieces of evidence count as not seen now"), "{picture}");
    assert!(picture.contains("3 answers stay under Ana Sousa"), "{picture}");
    d.keys("tab tab");
    let register = d.picture();
    assert!(register.contains("Ana Sousa (removed)"), "no id on a screen: {register}");
    person(&mut d, "Bo Lind");
    d.keys("/").text("5.2").keys("enter r");
    let picture = d.picture();
    let row = |name: &str| {
        picture.lines().find(|l| l.contains(name)).unwrap_or_else(|| panic!("{picture}")).to_owned()
    };
    assert!(row("Ana Sousa").contains("(removed)") && row("Ana Sousa").contains("5 Proven"), "{picture}");
    assert!(row("Bo Lind").contains('-') && !row("Bo Lind").contains("Proven"), "{picture}");
    d.keys("down 1");
    assert!(d.picture().contains("5 Proven"), "nobody answers for who is gone: {}", d.picture());
    d.keys("enter");
    assert_eq!(d.facts().iter().filter(|(k, _)| k.starts_with("vote.")).count(), 3);
    d.keys("u u");
    // Bo never was, but nobody else gets his number.
    let mut after = d.facts();
    after.retain(|k, v| !(k.starts_with("person.") && k.split('.').next_back() == Some("no") && v == "3"));
    assert_eq!(after, before);
    d.keys("f3 /").text("4.1").keys("enter");
    assert!(d.picture().contains("seen by Ana Sousa"), "{}", d.picture());
}

#[test]
fn a_change_is_read_in_full_and_pasted_lines_do_not_stretch_a_row() {
    let mut d = Driver::empty((60, 16));
    d.keys("e");
    d.app.update(Input::Paste(format!("first line\n{} the end", "word ".repeat(40))));
    d.keys("ctrl-s i");
    assert!(d.picture().contains("note 4.1: note: nothing yet -> fir"), "{}", d.picture());
    assert!(!d.picture().contains("the end"));
    d.keys("d");
    let picture = d.picture();
    assert!(picture.contains("note: first line"), "{picture}");
    d.keys("end");
    assert!(d.picture().contains("the end"), "{}", d.picture());
    d.keys("esc enter");
    assert_eq!(d.app.shell.screen, clausewise::tui::screen::Screen::Question, "Enter goes to the place");
}

#[test]
fn registers_of_the_product_are_those_people_fill_in() {
    let mut d = Driver::empty((80, 24));
    let listed = || KINDS.iter().filter(|k| k.is_listed());
    let first: Vec<_> = listed().filter(|k| !k.on_demand).collect();
    let heads = |d: &mut Driver, n: usize| -> Vec<String> {
        let one = |d: &mut Driver| {
            d.keys("tab");
            let picture = d.picture();
            let head = picture.lines().find(|l| l.starts_with(" > ")).unwrap_or_else(|| panic!("{picture}"));
            let words: String = head.trim_start_matches(" > ").trim().to_owned();
            words.split([' ', '-', '(']).next().unwrap_or("").to_owned()
        };
        (0..n).map(|_| one(d)).collect()
    };
    let word = |k: &&Kind| k.words.split(' ').next().unwrap_or("").to_owned();
    d.keys("a home");
    let mut few: Vec<String> = first.iter().map(|k| word(k)).collect();
    few.push("More".to_owned());
    assert_eq!(heads(&mut d, few.len()), few, "those nobody needs take one row");
    assert!(d.words().contains("- documents, likelihoods"), "{}", d.picture());
    assert_eq!(heads(&mut d, 1), few[..1], "and round again");
    d.keys("a end enter");
    let mut all: Vec<String> = first.iter().map(|k| word(k)).collect();
    all.extend(listed().filter(|k| k.on_demand).map(word));
    d.keys("home");
    assert_eq!(heads(&mut d, all.len()), all);
    let words: Vec<_> = listed().map(|k| k.words).collect();
    assert!(!words.contains(&"Actions") && !words.contains(&"Frozen states"));
}

/// A register is a list of its own: columns, the selected record whole, what it lacks, and the ways in and out.
#[test]
fn a_register_opens_as_a_list_and_esc_goes_back_to_all() {
    for size in [(60, 16), (80, 24), (120, 40)] {
        let mut d = Driver::empty(size);
        d.keys("a home tab tab +")
            .text("Chat assistant")
            .keys("enter")
            .text("answers customers")
            .keys("ctrl-s");
        assert!(d.words().contains("Your role (what is asked of you depends on it)"), "{}", d.picture());
        let picture = d.picture();
        assert!(picture.contains("AI systems (1)") && picture.contains("1 lacks something"), "{picture}");
        d.keys("enter");
        let picture = d.picture();
        assert!(picture.contains("Stage") && picture.contains("S-1*"), "columns and mark: {picture}");
        assert!(d.words().contains("Lacks: Your role"), "{picture}");
        if size.1 > 20 {
            assert!(picture.contains("Used for") && picture.contains("answers customers"), "{picture}");
        }
        d.keys("tab");
        assert!(d.picture().contains("+ add a piece of evidence"), "Tab opens the next: {}", d.picture());
        d.keys("esc");
        assert!(d.picture().contains(">   Evidence"), "{}", d.picture());
        d.keys("up");
        assert!(d.picture().contains(">   AI systems"), "where one was: {}", d.picture());
        d.keys("-");
        assert!(d.words().contains("Enter opens the register"), "{}", d.picture());
        d.keys("enter -");
        assert!(d.words().contains("Take S-1 out of AI systems?"), "{}", d.picture());
        d.keys("enter");
        assert!(d.words().contains("Removed."), "{}", d.picture());
        d.keys("u");
        assert!(d.picture().contains("Chat assistant"), "{}", d.picture());
        d.keys("esc esc");
        assert_eq!(d.app.shell.screen, clausewise::tui::screen::Screen::Question);
    }
}

/// One sees what one added, and who approved a document is asked by the form that says it is approved.
#[test]
fn what_was_added_is_selected_and_an_approved_document_is_asked_by_whom() {
    let mut d = Driver::empty((100, 32));
    register(&mut d, "Documents");
    d.keys("enter +").text("First page").keys("ctrl-s");
    d.keys("+").text("Second page").keys("ctrl-s");
    assert!(d.picture().lines().any(|l| l.contains("> Second page")), "{}", d.picture());
    d.keys("+").text("Third page");
    assert!(!asked(&d).contains(&"Approved by"), "{:?}", asked(&d));
    for _ in 0..20 {
        if focus(&d) == "state" {
            break;
        }
        d.keys("down");
    }
    d.text("approved").keys("down");
    assert!(asked(&d).contains(&"Approved by") && asked(&d).contains(&"Approved on"), "{:?}", asked(&d));
    d.keys("ctrl-s");
    assert!(d.picture().lines().any(|l| l.contains("> Third page")), "{}", d.picture());
}

#[test]
fn enter_on_a_day_there_is_not_stays_on_its_field() {
    let mut d = Driver::empty((100, 32));
    register(&mut d, "Evidence");
    d.keys("enter +").text("Rules");
    for _ in 0..20 {
        if focus(&d) == "date" {
            break;
        }
        d.keys("down");
    }
    d.text("31 feb").keys("enter");
    assert_eq!(focus(&d), "date", "{}", d.picture());
    assert!(d.words().contains("That is no day"), "{}", d.picture());
    // To look elsewhere first is not to go on.
    d.keys("down");
    assert_ne!(focus(&d), "date", "{}", d.picture());
    d.keys("up").text("1 mar 2026").keys("enter");
    assert_ne!(focus(&d), "date", "{}", d.picture());
    assert!(!d.words().contains("That is no day"), "{}", d.picture());
}

/// Opens the register of this name.
fn register(d: &mut Driver, name: &str) {
    d.keys("a end");
    if d.picture().contains(">   More registers") {
        d.keys("enter");
    }
    d.keys("home");
    for _ in 0..20 {
        d.keys("tab");
        if d.picture().contains(&format!(">   {name}")) {
            return;
        }
    }
    panic!("no {name}: {}", d.picture());
}

/// What a form is for, and what it is not, is told whole however small the window is.
#[test]
fn what_an_impact_assessment_is_not_is_told_whole() {
    for size in [(60, 16), (80, 24), (120, 40)] {
        let mut d = Driver::empty(size);
        register(&mut d, "Impact assessments");
        d.keys("+");
        let picture = d.picture().replace(['\u{2502}', '|'], " ");
        let words = picture.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            words.contains(
                "This is no data-protection assessment; where a law asks for one, it is done as well."
            ),
            "{picture}"
        );
    }
}

/// Criteria first: a risk without scales offers ready ones, which one undo takes back; its level follows from them.
#[test]
fn a_first_risk_offers_scales_and_its_level_follows_from_them() {
    for size in [(60, 16), (80, 24), (120, 40)] {
        let mut d = Driver::empty(size);
        register(&mut d, "Risks");
        d.keys("+");
        let picture = d.picture();
        assert!(
            picture.contains("How do you weigh a risk?") && picture.contains("Scales of 3 steps"),
            "{picture}"
        );
        d.keys("enter");
        let scales = d.facts();
        // Who works alone is a record, too.
        assert_eq!(scales.iter().filter(|(k, _)| is_made(k)).count(), 10, "{scales:?}");
        d.text("It tells customers something wrong").keys("tab tab tab tab tab tab").text("lik");
        assert!(d.picture().contains("several times a year"), "picked, not remembered: {}", d.picture());
        d.keys("enter").text("se").keys("down enter ctrl-s");
        assert_eq!(d.field("risk", 1, "likelihood"), "likely", "{}", d.picture());
        assert_eq!(d.field("risk", 1, "consequence"), "severe", "{}", d.picture());
        d.keys("enter");
        let picture = d.picture();
        let row = picture.lines().find(|l| l.contains("R-1")).unwrap_or_else(|| panic!("{picture}"));
        assert!(row.contains("high") && row.contains("R-1*"), "{picture}");
        d.keys("end");
        let picture = d.picture();
        assert!(picture.contains("1 high") && picture.contains("- low"), "the matrix: {picture}");
        // To be shown to a room it is a table, and found by what it is called.
        d.keys("d");
        let picture = d.picture();
        let row = picture.lines().find(|l| l.contains("high: R-1")).unwrap_or_else(|| panic!("{picture}"));
        assert!(row.contains("likely") && row.matches('\u{2502}').count() >= 5, "{picture}");
        assert!(picture.contains("unlikely") && picture.contains("severe"), "{picture}");
        d.keys("esc");
        for typed in ["matrix", "risks the matrix"] {
            d.keys("?").text(typed);
            assert!(d.picture().contains("> d         Details; of risks the"), "{}", d.picture());
            d.keys("esc esc");
        }
        d.keys("up enter tab tab tab tab tab tab tab tab").keys("esc u");
        assert_eq!(d.facts().iter().filter(|(k, _)| is_made(k)).count(), 10);
        d.keys("u");
        assert_eq!(d.facts().iter().filter(|(k, _)| is_made(k)).count(), 1, "all scales in one step");
    }
}

/// What hangs on a system is named before it goes, and one undo brings all of it back.
#[test]
fn a_system_takes_its_impact_assessment_with_it_and_says_so_first() {
    let mut d = Driver::empty((80, 24));
    register(&mut d, "AI systems");
    d.keys("+").text("Chat, internal").keys("ctrl-s +").text("Scoring").keys("ctrl-s");
    register(&mut d, "Impact");
    d.keys("+").text("Scoring of applicants").keys("enter").text("Sco").keys("enter ctrl-s");
    register(&mut d, "Suppliers");
    d.keys("+").text("Model Ltd").keys("enter tab").text("Sco").keys("enter ctrl-s");
    assert_eq!(d.field("supplier", 1, "systems"), "Scoring", "{}", d.picture());
    let before = d.facts();
    register(&mut d, "AI systems");
    d.keys("enter down -");
    let asked = d.words();
    assert!(asked.contains("1 impact assessment goes with it"), "{asked}");
    assert!(asked.contains("1 supplier names it"), "{asked}");
    d.keys("esc");
    assert_eq!(d.facts(), before);
    d.keys("- enter");
    let made =
        |d: &Driver, kind: &str| d.facts().keys().filter(|k| k.starts_with(kind) && is_made(k)).count();
    assert_eq!((made(&d, "system."), made(&d, "impact.")), (1, 0), "{}", d.picture());
    d.keys("u");
    assert_eq!(d.facts(), before);
}

#[test]
fn a_note_on_a_heading_stands_on_its_questions() {
    let mut d = Driver::empty((120, 40));
    let path = d.folder.path().join("case.aims");
    let desk = d.app.desk.as_mut().unwrap();
    desk.work.write(Matter::Note, "4", "ask the board first").unwrap();
    d.app.close().unwrap();
    d.app.open(&path).unwrap();
    assert!(d.picture().contains("on 4: ask the board first"), "{}", d.picture());
    d.keys("/").text("5.1").keys("enter");
    assert!(!d.picture().contains("ask the board"), "{}", d.picture());
}

/// What a refusal is about it says itself: the form never guesses.
#[test]
fn a_refused_form_of_the_plan_has_its_focus_on_the_very_field() {
    let added = |at: &str, what: &str, hours: &str, closes: &str, after: &str| {
        let mut d = Driver::sample((120, 40));
        d.keys("f6 down +");
        assert_eq!(focus(&d), "at");
        d.keys("ctrl-u").text(at);
        for typed in [what, "", hours, closes, after] {
            d.keys("enter ctrl-u").text(typed);
        }
        d.keys("ctrl-s");
        (focus(&d), d.words())
    };
    for (at, what, hours, closes, after, field) in [
        ("5.2", "Tell the board", "4", "99.9", "", "closes"),
        ("99.9", "Tell the board", "4", "5.2", "", "at"),
        ("5.2", "Tell the board", "4", "5.2", "99.9", "after"),
        ("5.2", "", "4", "", "", "what"),
        ("5.2", "Tell the board", "0", "", "", "hours"),
    ] {
        let (focus, words) = added(at, what, hours, closes, after);
        assert_eq!(focus, field, "{at}, {what}, {hours}, {closes}, {after}: {words}");
    }
    let mut d = Driver::sample((120, 40));
    for (before, typed, field) in [
        ("", "20000", "hours"),
        ("enter", "5000", "people"),
        ("enter", "0", "people"),
        ("enter enter", "1900-01-01", "start"),
        ("enter enter enter", "3000-01-01", "target"),
        ("enter enter enter enter", "999", "weeks"),
        ("enter enter enter enter enter", "99.9", "done"),
    ] {
        d.keys("f6 W").keys(before).keys("ctrl-u").text(typed).keys("ctrl-s");
        assert_eq!(focus(&d), field, "{typed}: {}", d.words());
        d.keys("esc");
    }
}

/// Whether a fact says that a record is there.
fn is_made(key: &str) -> bool {
    key.rsplit_once('.').is_some_and(|(_, field)| field == "made")
}
