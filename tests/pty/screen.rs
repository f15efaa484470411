//! What is on the screen and how it gets there: sizes, pastes, colours, quiet, hostile text.

use std::time::Duration;

use clausewise::bank;
use clausewise::model::{Change, Edit};
use clausewise::session::Session;

use super::term::{CTRL_S, CTRL_Z, ESC, F4, Home, QUIT, Term, used};

#[test]
fn keys_typed_ahead_are_taken_in_before_the_next_picture() {
    let home = Home::new("Case Ltd");
    let mut t = home.open();
    t.send("e");
    t.wait_for("Note on");
    let from = t.written();
    t.send(&"a".repeat(400));
    t.wait_for(&"a".repeat(40));
    t.send("Z");
    t.wait_for("aZ");
    // A picture shows the cursor once.
    let pictures = t.raw_from(from).matches("\x1b[?25h").count();
    assert!(pictures < 120, "{pictures} pictures for 401 keys");
}

#[test]
fn the_cursor_stands_where_one_types() {
    let home = Home::new("Case Ltd");
    let mut t = home.open();
    for (key, words) in [("e", "Note on"), ("k", "Add a parked item"), ("/", "Find"), ("\x1bOP", "Every key")]
    {
        t.send(key);
        t.wait_for(words);
        t.send("xz");
        t.wait_for("xz");
        t.wait_cursor_behind("z");
        t.send(ESC);
        t.wait_gone(words);
    }
}

#[test]
fn a_paste_is_one_edit_and_never_a_command() {
    let home = Home::new("Case Ltd");
    let mut t = home.open();
    t.send("\x1b[200~12\r\nq\x1b[201~");
    t.wait_for_all(&["Not pasted", "0 of 70 answered"]);
    t.send("e");
    t.wait_for("Note on");
    t.send("mine ");
    t.send("\x1b[200~one\r\nq\x1b]0;x\x07 \x111 2\n\x1a\tthree\x1b[201~");
    t.wait_for_all(&["mine one", "q␛]0;x 1 2", "    three"]);
    t.send(CTRL_Z);
    t.wait_gone("three");
    t.wait_gone("mine one");
    assert!(t.text().contains("mine"), "{}", t.text());
    t.send("\x1b[200~back\nagain\x1b[201~");
    t.wait_for("again");
    t.send(CTRL_S);
    t.wait_for_all(&["kept.", "0 of 70 answered", "saved"]);
    assert!(home.facts().contains("note.4.1=mine back\\nagain\n"), "{}", home.facts());
}

#[test]
fn a_storm_of_sizes_ends_in_the_same_picture() {
    let home = Home::new("Case Ltd");
    let mut t = home.open();
    let picture = t.text();
    for (rows, cols) in [(1, 1), (2, 2), (60, 200), (1, 200), (60, 1), (16, 60), (5, 39), (24, 80)] {
        t.resize(rows, cols);
        t.send("d");
        std::thread::sleep(Duration::from_millis(15));
        t.send(F4);
    }
    t.resize(15, 60);
    t.wait_for_all(&["too small: 60x15", "needs 60x16"]);
    t.send(ESC);
    t.resize(40, 120);
    t.wait_for("? help");
    for n in 1..40 {
        t.resize(1 + n * 7 % 60, 1 + n * 37 % 200);
    }
    t.send("\x1bOR");
    t.resize(30, 100);
    t.wait_for_picture(&picture);
    t.send(QUIT);
    assert_eq!(t.end(), 0);
    t.assert_restored();
}

#[test]
fn no_color_leaves_no_colour_and_the_selection_is_still_marked() {
    let home = Home::new("Case Ltd");
    for (env, args) in
        [(vec![("NO_COLOR", "1")], vec!["case.aims"]), (vec![], vec!["--no-color", "case.aims"])]
    {
        let mut t = home.start(&args, &env);
        walk(&mut t);
        let found = colours(&t.raw());
        assert!(found.is_empty(), "{found:?}");
        t.wait_for_selection();
        t.send(QUIT);
        t.end();
    }
    // The same walk with colours: the search finds them.
    let mut t = home.start(&["case.aims"], &[("NO_COLOR", "")]);
    walk(&mut t);
    assert!(!colours(&t.raw()).is_empty());
    t.wait_for_selection();
}

/// Through several screens, and back to the question.
fn walk(t: &mut Term) {
    t.wait_for_all(&["answered", "? help"]);
    for (key, words) in [(F4, "Results"), ("\x1bOP", "Every key"), (ESC, "Results"), ("\x1bOR", "As a whole")]
    {
        t.send(key);
        t.wait_for(words);
        std::thread::sleep(Duration::from_millis(60));
    }
    t.send("\x1b[H\x1b[B");
    t.wait_for("\u{258c} /1");
}

/// Every sequence that sets a colour.
fn colours(raw: &str) -> Vec<String> {
    let mut found = Vec::new();
    for part in raw.split("\x1b[").skip(1) {
        let Some((parameters, _)) = part.split_once('m') else { continue };
        if !parameters.chars().all(|c| c.is_ascii_digit() || c == ';') {
            continue;
        }
        let colour = |p: &str| matches!(p.parse().unwrap_or(0), 30..=38 | 40..=48 | 90..=107);
        if parameters.split(';').any(colour) {
            found.push(part.to_owned());
        }
    }
    found
}

#[test]
fn idle_it_writes_nothing_and_takes_no_time() {
    let home = Home::new("Case Ltd");
    let mut t = home.open();
    t.send("e");
    t.wait_for("Note on");
    t.send("waiting");
    t.wait_for("waiting");
    home.wait_on_disk("waiting");
    std::thread::sleep(Duration::from_millis(600));
    let (bytes, pid) = (t.written(), t.pid().as_raw_nonzero().to_string());
    let before = used(&pid);
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(t.raw_from(bytes), "");
    // A tick is a hundredth of a second.
    let ticks = used(&pid).unwrap_or(0) - before.unwrap_or(0);
    assert!(ticks <= 3, "{ticks} ticks in two seconds");
}

/// A sequence of each kind: title, clipboard, colour, question to the terminal, device control, the
/// single characters that stand for two, bell, backspace, direction.
const HOSTILE: &str = "a\x1b]0;own\x07b\x1b]52;c;QUJD\x07c\x1b[31337md\x1b[6ne\x1bPq\x1b\\f\u{9b}31mg\u{9d}x\u{7}h\u{8}i\u{202e}j\u{0}k";

#[test]
fn hostile_text_cannot_drive_the_terminal() {
    let home = Home::new("Case Ltd");
    let facts = [
        ("about.organisation", HOSTILE.to_owned()),
        ("about.scope", HOSTILE.to_owned()),
        ("note.4.1", format!("{HOSTILE}\n{HOSTILE}")),
        ("parked.1", parked()),
        ("parked.0000000000000z.made", "yes".to_owned()),
        ("parked.0000000000000z.no", "7".to_owned()),
        ("parked.0000000000000z.what", HOSTILE.to_owned()),
        ("parked.0000000000000z.owner", HOSTILE.to_owned()),
    ];
    let change =
        |(key, value): &(&str, String)| Change { key: (*key).into(), was: None, now: Some(value.clone()) };
    let e = Edit { what: HOSTILE.into(), at: HOSTILE.into(), changes: facts.iter().map(change).collect() };
    let name = format!("{}.aims", HOSTILE.replace(['\u{0}', '/'], ""));
    let path = home.path(&name);
    Session::create(bank::embedded().unwrap(), &path, HOSTILE, &e, false).unwrap().close().unwrap();
    let mut t = home.start(&[&name], &[("USER", &HOSTILE.replace('\u{0}', ""))]);
    t.wait_for_all(&["answered", "? help"]);
    // Question, more, note, form, outline, results, why, gaps, roadmap, lists, history, one change, about, registers, home.
    for keys in [
        "d", ESC, "e", ESC, "k", ESC, "\x1bOQ", F4, "w", ESC, "\x1b[15~", "\x1b[17~", "l", "i", "d", ESC,
        "a", "\t", "\x1b[19~",
    ] {
        t.send(keys);
        // Alone, Esc must not become the beginning of the next key.
        std::thread::sleep(Duration::from_millis(50));
    }
    t.wait_for("+ new");
    t.send("qq");
    assert_eq!(t.end(), 0);
    let mut out = t.raw_said();
    // A second window, a file that is not there, and one that is none: words on the main screen.
    let bad = format!("bad{}", name.trim_end_matches(".aims"));
    std::fs::write(home.path(&bad), "no assessment").unwrap();
    for file in [format!("gone{name}"), bad] {
        let mut t = home.start(&[&file], &[]);
        assert_ne!(t.end(), 0);
        out.push_str(&t.raw_said());
    }
    for harm in
        ["\x1b]", "\x1b[31337", "\x1b[6n", "\x1bP", "\u{9b}", "\u{9d}", "\u{7}", "\u{8}", "\u{202e}", "\u{0}"]
    {
        assert!(!out.contains(harm), "{harm:?} in {:?}", around(&out, harm));
    }
}

fn around(text: &str, at: &str) -> String {
    let (before, after) = text.split_once(at).unwrap();
    let before: String = before.chars().rev().take(80).collect::<Vec<_>>().into_iter().rev().collect();
    format!("{before}<here>{}", after.chars().take(80).collect::<String>())
}

fn parked() -> String {
    let text = serde_json::Value::from(HOSTILE);
    format!("{{\"at\":\"4.1\",\"what\":{text},\"owner\":{text},\"closed\":false}}")
}
