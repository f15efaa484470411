//! Mouse and clipboard as a terminal sees them: what is asked of it, and that it is taken back.

use vt100::MouseProtocolMode;

use super::term::{CTRL_E, CTRL_S, ESC, F4, Home, QUIT, Term};

const F2: &str = "\x1bOQ";
const WHEEL_DOWN: &str = "\x1b[<65;5;5M";

fn mouse(t: &Term) -> MouseProtocolMode {
    t.screen().mouse_protocol_mode()
}

/// The screen row (from 0) that shows these words.
#[track_caller]
fn row_of(t: &Term, words: &str) -> usize {
    t.text().lines().position(|l| l.contains(words)).unwrap()
}

#[test]
fn the_mouse_is_asked_for_by_a_key_and_given_back() {
    let home = Home::new("Case Ltd");
    let mut t = home.open();
    assert_eq!(mouse(&t), MouseProtocolMode::None, "off until asked for");
    t.send("M");
    t.wait_for("The mouse is on");
    assert_ne!(mouse(&t), MouseProtocolMode::None);
    t.send(F4);
    t.wait_for("\u{258c}Incomplete");
    t.send(WHEEL_DOWN);
    t.wait_for("\u{258c}. AI policy");
    let row = row_of(&t, ". Risk criteria");
    t.send(&format!("\x1b[<0;8;{}M\x1b[<0;8;{}m", row + 1, row + 1));
    t.wait_for("\u{258c}. Risk criteria");
    t.send(&format!("\x1b[<0;8;{}M\x1b[<0;8;{}m", row + 1, row + 1));
    t.wait_for("6.1.1  ");
    t.send("M");
    t.wait_for("The mouse is off");
    assert_eq!(mouse(&t), MouseProtocolMode::None);
    t.send("M");
    t.wait_for("The mouse is on");
    t.send(QUIT);
    assert_eq!(t.end(), 0);
    t.assert_restored();
}

#[test]
fn an_editor_gets_the_terminal_without_the_mouse() {
    let home = Home::new("Case Ltd");
    let editor = home.path("editor.sh");
    std::fs::write(&editor, "echo ready; while [ ! -e go-on ]; do sleep 0.02; done\n").unwrap();
    let mut t = home.start(&["case.aims"], &[("EDITOR", &format!("sh {}", editor.display()))]);
    t.wait_for_all(&["answered", "? help"]);
    t.send("M");
    t.wait_for("The mouse is on");
    t.send("e");
    t.wait_for("Note on");
    t.send(CTRL_E);
    t.wait_for("ready");
    t.assert_restored();
    let from = t.written();
    std::fs::write(home.path("go-on"), "").unwrap();
    t.wait_raw(from, "\x1b[?1000h");
    t.wait_for("Note on");
    assert_ne!(mouse(&t), MouseProtocolMode::None);
}

#[test]
#[cfg(target_os = "linux")]
fn stopped_it_has_no_mouse_and_going_on_has_it_again() {
    use super::ending::wait_for_state;
    let home = Home::new("Case Ltd");
    let mut t = home.open();
    t.send("M");
    t.wait_for("The mouse is on");
    t.send(super::term::CTRL_Z);
    wait_for_state(&t, "T");
    t.assert_restored();
    let from = t.written();
    t.signal(rustix::process::Signal::CONT);
    t.wait_raw(from, "\x1b[?1000h");
    t.send(F2);
    t.wait_for("Outline");
    t.signal(rustix::process::Signal::TERM);
    assert_eq!(t.end(), 0);
    t.assert_restored();
}

#[test]
fn a_copy_reaches_the_terminal_encoded() {
    let home = Home::new("Case Ltd");
    let mut t = home.open();
    t.send("e");
    t.wait_for("Note on");
    t.send("\x1b[200~of \x1b]0;mine\x07\x1b[201~");
    t.wait_for("of");
    t.send(CTRL_S);
    t.wait_for("kept.");
    assert!(!t.raw_said().contains("\x1b]"), "only on request");
    t.send("C");
    t.wait_for("Handed to the terminal: 4.1");
    let raw = t.raw();
    let (_, after) = raw.split_once("\x1b]52;c;").unwrap();
    let text = decode(after.split(['\x1b', '\x07']).next().unwrap());
    assert!(text.starts_with("4.1 ") && text.contains("\nQuestion: "), "{text}");
    assert!(text.contains("Note: of \u{241b}]0;mine") && !text.contains('\x1b'), "{text:?}");
}

/// Base64, as RFC 4648 has it.
fn decode(encoded: &str) -> String {
    let digit = |c: u8| match c {
        b'A'..=b'Z' => c - b'A',
        b'a'..=b'z' => c - b'a' + 26,
        b'0'..=b'9' => c - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        other => panic!("{other} is no digit of base64"),
    };
    let mut bytes = Vec::new();
    let (mut bits, mut held) = (0u32, 0);
    for c in encoded.bytes().filter(|c| *c != b'=') {
        bits = (bits << 6) | u32::from(digit(c));
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 255).unwrap());
        }
    }
    String::from_utf8(bytes).unwrap()
}
