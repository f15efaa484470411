//! Settings from the file of a home: used, shown, and never a reason not to start.

use std::path::PathBuf;

use vt100::MouseProtocolMode;

use super::term::{Home, QUIT};

/// Where this home has its settings; the program says it.
fn place(home: &Home) -> PathBuf {
    let out = home.run(&["settings"]);
    let words = String::from_utf8(out.stdout).unwrap();
    let path = PathBuf::from(words.lines().next().unwrap().strip_prefix("# ").unwrap());
    assert!(path.starts_with(home.folder.path()), "{}", path.display());
    path
}

fn set(home: &Home, words: &str) {
    let path = place(home);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, words).unwrap();
}

#[test]
fn what_is_printed_can_become_the_file() {
    let home = Home::new("Case Ltd");
    let out = home.run(&["settings"]);
    assert_eq!(out.status.code(), Some(0));
    let template = String::from_utf8(out.stdout).unwrap();
    assert!(template.contains("#look = \"standard\""), "{template}");
    set(&home, &template);
    let out = home.run(&["settings"]);
    assert_eq!((out.status.code(), out.stdout.split(|b| *b == b'\n').count()), (Some(0), 2), "{out:?}");
    set(&home, "look = 3\n[keys]\nundo = \"x\"\n");
    let out = home.run(&["settings"]);
    let words = String::from_utf8(out.stdout).unwrap();
    assert_eq!(out.status.code(), Some(1));
    assert!(words.contains("line 1 ignored") && words.contains("line 3 ignored"), "{words}");
}

#[test]
fn settings_hold_from_the_start_and_after_a_fault() {
    let home = Home::new("Case Ltd");
    set(
        &home,
        "look = \"high-contrast\"\nmouse = true\nascii = true\n[keys]\nresults = \"F12\"\nfly = \"F11\"\n",
    );
    let mut t = home.start(&["case.aims"], &[]);
    t.wait_for_all(&["answered", "? help", "! settings.toml line 6 ignored: fly"]);
    assert_ne!(t.screen().mouse_protocol_mode(), MouseProtocolMode::None);
    assert!(t.text().is_ascii(), "{}", t.text());
    assert!(t.raw().contains("[40m"), "a background of its own");
    t.send("\x1b[24~");
    t.wait_for(">Incomplete");
    t.send(QUIT);
    assert_eq!(t.end(), 0);
    t.assert_restored();
    // The mouse is given back when the program stops because of a fault, too.
    let mut t = home.start(&["case.aims"], &[("CLAUSEWISE_FAULT", "picture")]);
    assert_eq!(t.end(), 101);
    assert!(t.raw().contains("\x1b[?1000h"));
    t.assert_restored();
    // No colour is asked for more plainly than any look.
    let mut t = home.start(&["case.aims"], &[("NO_COLOR", "1")]);
    t.wait_for_all(&["answered", "? help"]);
    assert!(!t.raw().contains("48;5;"), "{:?}", t.raw());
}

#[test]
fn a_light_terminal_gets_the_light_look_and_no_key_is_lost() {
    let home = Home::new("Case Ltd");
    // Who chose a look is not asked.
    set(&home, "look = \"standard\"\n");
    let mut t = home.start(&["case.aims"], &[]);
    t.wait_for("answered");
    assert!(!t.raw().contains("\x1b]11;?"));
    t.send(QUIT);
    assert_eq!(t.end(), 0);
    set(&home, "");
    for (answer, light) in
        [("\x1b]11;rgb:ffff/ffff/ffff\x1b\\", true), ("\x1b]11;rgb:1e1e/1e1e/2e2e\x07", false)]
    {
        let home = Home::new("Case Ltd");
        let mut t = home.start(&["case.aims"], &[]);
        t.wait_raw(0, "\x1b]11;?\x1b\\");
        // Typed before, the answer in two parts, typed behind it.
        let (first, rest) = answer.split_at(1);
        t.send("e");
        t.send(&format!("a{first}"));
        std::thread::sleep(std::time::Duration::from_millis(3));
        t.send(&format!("{rest}bc"));
        t.wait_for("abc");
        assert_eq!(t.raw().contains(";107m") || t.raw().contains("[107m"), light, "{answer:?}");
        t.send("\x13");
        home.wait_on_disk("abc");
        t.send(QUIT);
        assert_eq!(t.end(), 0);
        t.assert_restored();
    }
}
