//! Plain mode, seen from outside: lines in, lines out, the same file as every other front end.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use clausewise::model::record::{Field, KINDS, Kind, PERSON, Type};
use clausewise::model::{Change, votes};
use clausewise::plain::Start;
use clausewise::session::Session;
use clausewise::store::{self, NewEvent};
use clausewise::tui::desk::Desk;
use clausewise::{bank, files};
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_clausewise");

/// The program with a home of its own: nothing of the user's is read or remembered.
fn program(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(args).current_dir(folder).env("HOME", folder.join("home"));
    for name in ["XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
        command.env(name, folder.join("home"));
    }
    command.env("USER", "tester").env_remove("TERM");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn finish(mut child: Child, input: &[u8]) -> (i32, String, String) {
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    // A long answer would fill the pipe while we still write.
    let writer = std::thread::spawn(move || {
        let _ = stdin.write_all(&input);
    });
    let o = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let (out, err) = (String::from_utf8(o.stdout).unwrap(), String::from_utf8(o.stderr).unwrap());
    (o.status.code().unwrap(), out, err)
}

/// Only letters to be read: nothing that drives a terminal, no frames, no blocks.
fn assert_plain(said: &str) {
    let bad = |c: char| (c.is_control() && c != '\n') || ('\u{2500}'..='\u{259f}').contains(&c);
    let line = said.lines().find(|l| l.contains(bad));
    assert_eq!(line, None);
}

fn run(folder: &Path, args: &[&str], input: &str) -> (i32, String, String) {
    finish(program(folder, args).spawn().unwrap(), input.as_bytes())
}

/// What is said when these lines are typed; it must end well.
fn talk(folder: &Path, lines: &[&str]) -> String {
    let input = lines.join("\n") + "\n";
    let (code, out, err) = run(folder, &["--plain", "case.aims"], &input);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert_plain(&out);
    out
}

/// A reason says why something is left out: of what is in that is told, and who all of it is for is no reason.
#[test]
fn a_reason_of_what_is_in_is_told_and_for_all_is_none() {
    let folder = fresh();
    let told = talk(folder.path(), &["go A.4.4", "applicable yes", "go A.4.4", "reason We buy no tools"]);
    assert!(told.contains("A.4.4 is in: what follows is kept as why it is left out."), "{told}");
    let folder = fresh();
    let told = talk(folder.path(), &["go A.4.4", "n", "for all", "We buy no tools at all", "history"]);
    assert!(
        told.contains("A.4.4: a text is still asked for, and \"for all\" is a command.")
            && !told.contains("Now: for all"),
        "{told}"
    );
}

/// Where a text is asked for, a command is not taken for it, and what only begins like one is.
#[test]
fn a_command_typed_where_a_reason_is_asked_is_none() {
    for command in ["results", "next", "5", "applicable yes", "Undo", "how we do it"] {
        let folder = fresh();
        let told = talk(folder.path(), &["go A.4.4", "n", command, "We buy no tools at all"]);
        assert!(told.contains(&format!("type: reason {command}. If the command is meant")), "{told}");
        let facts = dump(folder.path());
        assert!(
            facts.contains("reason.A.4.4=We buy no tools at all") && facts.contains("A.4.4=n"),
            "{facts}"
        );
    }
    for (typed, kept) in [
        ("reason next year we look again", "next year we look again"),
        ("Systems are only bought as a whole", "Systems are only bought as a whole"),
        ("Nothing of it is built here", "Nothing of it is built here"),
    ] {
        let folder = fresh();
        let told = talk(folder.path(), &["go A.4.4", "n", typed]);
        assert!(dump(folder.path()).contains(&format!("reason.A.4.4={kept}")), "{told}");
    }
    // An empty line leaves it, and then the command is one.
    let folder = fresh();
    let told = talk(folder.path(), &["go A.4.4", "n", "results", "", "results"]);
    assert!(!dump(folder.path()).contains("reason.") && told.contains("Readiness"), "{told}");
}

/// Words typed behind a control that was told are about it.
#[test]
fn a_control_that_is_told_is_where_one_is() {
    for word in ["soa", "statement"] {
        let folder = fresh();
        let lines = [&format!("{word} A.5.2"), "applicable yes A contract asks for it", "return"];
        let told = talk(folder.path(), &lines);
        assert!(told.contains("Answer A.5.2:") && !told.contains("has no row"), "{told}");
        let facts = dump(folder.path());
        assert!(facts.contains("why-in.A.5.2=A contract asks for it"), "{facts}");
        assert!(told.rsplit("> return").next().unwrap().starts_with("\n4.1 "), "one comes back: {told}");
    }
    // A control of one's own has no question: it is said what the next words are about.
    let folder = fresh();
    assert_eq!(run(folder.path(), &["record", "case.aims", "control", "add", "name=Red team"], "").0, 0);
    let told = talk(folder.path(), &["soa C-1", "soa missing", "soa 4.1"]);
    assert!(told.contains("record control C-1. Other words are still about 4.1."), "{told}");
    assert_eq!(told.matches("Answer 4.1:").count(), 4, "{told}");
    let told = talk(folder.path(), &["record control C-1", "leave"]);
    assert!(told.contains("Red team"), "{told}");
}

/// A file of two to nine people, with nobody in its register yet.
fn fresh() -> TempDir {
    of_size("micro")
}

/// A file of one person, who stands in its register.
fn alone() -> TempDir {
    of_size("solo")
}

fn of_size(size: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let args = format!("new case.aims --org Case --size {size} --hours-per-week 6 --start 2040-01-02");
    let (code, _, err) = run(folder.path(), &args.split(' ').collect::<Vec<_>>(), "");
    assert_eq!(code, 0, "{err}");
    folder
}

fn dump(folder: &Path) -> String {
    run(folder, &["dump", "case.aims"], "").1
}

fn session(folder: &Path, write: bool) -> Session {
    let path = folder.join("case.aims");
    Session::open(bank::embedded().unwrap(), &path, "other", write, Duration::ZERO).unwrap()
}

/// Without what differs from run to run: the folder, today, times.
fn masked(folder: &Path, said: &str) -> String {
    let today = jiff::Zoned::now().date();
    let [today, in_words] = [today.to_string(), today.strftime("%-d %b %Y").to_string()];
    let real = folder.canonicalize().unwrap();
    let mut said = said.to_owned();
    for name in [&*real, folder] {
        said =
            said.replace(&files::human_path(name), "[folder]").replace(&*name.to_string_lossy(), "[folder]");
    }
    let said = said.replace("[folder]\\", "[folder]/");
    // A time of day, or the first digits of a hash.
    let other = |word: &str| {
        let bare = word.trim_end_matches([',', '.', ':']);
        let is_time =
            bare.len() == 8 && bare.chars().all(|c| c.is_ascii_digit() || c == ':') && bare.contains(':');
        let is_hash =
            bare.len() >= 12 && bare.chars().all(|c| c.is_ascii_digit() || ('a'..='f').contains(&c));
        match (is_time, is_hash) {
            (true, _) => word.replace(bare, "[time]"),
            (_, true) => word.replace(bare, "[hash]"),
            _ => word.to_owned(),
        }
    };
    let line = |line: &str| {
        let line = line.replace(&today, "[today]").replace(&in_words, "[today]");
        line.split(' ').map(other).collect::<Vec<_>>().join(" ")
    };
    said.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// Not on Windows, where a program cannot be given a home of its own and would name the user's files.
#[cfg(not(windows))]
#[test]
fn golden_first_session() {
    let folder = tempfile::tempdir().unwrap();
    let lines = [
        "nwe",
        "new",
        "",
        "M\u{fc}ller & Co. GmbH",
        "",
        "pilot",
        "user",
        "12",
        "x",
        "6",
        "2040-01-02",
        "2040-12-03",
        "",
        "levels",
        "4",
        "n",
        "in use",
        "checks",
        "5",
        "3",
        "note",
        "agreed with Ana",
        "in two lines",
        ".",
        "whole",
        "none of us knows",
        "resutls",
        "find supplier",
        "go 8.6",
        "go a.10.3",
        "",
        "return",
        "undo",
        "redo",
        "gaps",
        "results",
        "home",
        "1",
        "quit",
    ];
    let input = lines.join("\n");
    let (code, out, err) = run(folder.path(), &["--plain"], &input);
    assert_eq!((code, err.as_str()), (0, ""));
    insta::assert_snapshot!(masked(folder.path(), &out));
}

/// What is typed beside the answers.
const BESIDE: &[&str] = &[
    "why",
    "evidence",
    "evidence AI policy v2",
    "share",
    "",
    "",
    "soon",
    "2026-03-01",
    "",
    "QA",
    "Ana",
    "",
    "0",
    "back",
    "ask Ana, IT",
    "go 5.2",
    "1",
    "go A.6.2.4",
    "n",
    "we build no models",
    "n",
    "",
    "lists",
    "undo",
    "go 5.2",
    "park contractors' own tools",
    "HR",
    "mark",
    "lists",
    "close 1",
    "close 7",
    "owner 5.2 Ana Sousa",
    "owner 99 Ana",
    "effort 5.2 7",
    "rank 5.2 1",
    "gaps p1",
    "explain 5.2",
    "hours 2",
    "hours x",
    "roadmap",
    "system",
    "Chatbot",
    "answers customers",
    "Vendor",
    "",
    "usr",
    "user",
    "",
    "yes",
    "",
    "person",
    "Ana",
    "",
    "evidence 1",
    "AI policy v3",
    "",
    "",
    "",
    "",
    "",
    "",
    "Ana: 2026-03-02",
    "",
    "on paper",
    "record action",
    "own",
    "Ask the board",
    "",
    "",
    "six",
    "6",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "undo",
    "record widget",
    "about",
    "history 4",
    "export out",
    "export out",
    "rate 9 1",
    "rate 9.2.1 n",
    "explain GAP-9.1-01",
    "outline gap",
    "help note",
    "more",
    "quit",
];

#[test]
fn golden_everything_beside_the_answers() {
    let folder = alone();
    let out = talk(folder.path(), BESIDE);
    insta::assert_snapshot!(masked(folder.path(), &out));
    assert_eq!(std::fs::read_dir(folder.path().join("out")).unwrap().count(), 6);
}

fn whole_case(case: &str) {
    let case: serde_json::Value = serde_json::from_str(case).unwrap();
    let (mut script, mut lines) = (String::new(), Vec::new());
    for (n, (id, state)) in case["leaf_answers"].as_object().unwrap().iter().enumerate() {
        let level = match state.as_str().unwrap() {
            "conform" => "5",
            "partial" => "4",
            "gap" => "1",
            other => panic!("{other}"),
        };
        // Every seventh with a note, so that texts are compared too.
        let answer = if n % 7 == 0 { format!("{level} heard from Ana, {n}") } else { level.to_owned() };
        script.extend([id, " ", &answer, "\n"]);
        lines.extend([format!("go {id}"), answer]);
    }
    script.push_str("A.7.3 n nothing is acquired\nA.6.2.4 n\n9.2.1/1 ?\n4.1 clear\n");
    let more = [
        "go A.7.3",
        "n",
        "nothing is acquired",
        "go a.6.2.4",
        "n",
        "",
        "go 9.2.1",
        "checks",
        "0",
        "go 4.1",
        "c",
    ];
    lines.extend(more.map(str::to_owned));
    let (scripted, plain) = (fresh(), fresh());
    let (code, _, err) = run(scripted.path(), &["answer", "case.aims", "--script", "-"], &script);
    assert_eq!(code, 0, "{err}");
    let said = talk(plain.path(), &lines.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(dump(plain.path()), dump(scripted.path()));
    assert!(dump(plain.path()).contains("A.7.3=n"), "the case has the exclusion");
    // An answer that was never given is not withdrawn.
    let answers = case["leaf_answers"].as_object().unwrap();
    let withdrawn = usize::from(answers.keys().any(|id| id == "4.1" || id.starts_with("4.1/")));
    assert_eq!(said.matches("\nSaved.\n").count(), answers.len() + 4 + withdrawn);
    for of in ["status", "gaps", "roadmap"] {
        let figures = |folder: &Path| run(folder, &[of, "case.aims", "--format", "json"], "").1;
        assert_eq!(figures(plain.path()), figures(scripted.path()));
    }
}

#[test]
fn a_whole_case_leaves_the_facts_a_script_leaves() {
    whole_case(include_str!("fixtures/fixture_greenfield_retail.json"));
    whole_case(include_str!("fixtures/twyntrust_soa_38.json"));
}

/// `talk` looks at every character that comes out, here of every word there is.
#[test]
fn nothing_in_a_note_a_name_or_a_path_drives_a_terminal_or_draws() {
    let folder = fresh();
    let odd = "\u{1b}[2J\u{1b}]0;x\u{7}\u{9b}31m\u{202e}\u{2500}\u{2502}\u{2588}\u{256c}\ttab";
    let helped = talk(folder.path(), &["help"]);
    let words: Vec<&str> = helped
        .lines()
        .skip_while(|l| !l.starts_with("checks:"))
        .map_while(|l| l.split_once(": ").map(|(w, _)| w.split(' ').next().unwrap()))
        .collect();
    assert!(words.len() > 35, "{words:?}");
    for word in words {
        // What a word asks for is given odd text first, then nothing, until it is content.
        let mut lines = vec!["go 4.1".to_owned(), format!("{word} {odd}"), odd.to_owned()];
        lines.extend(vec![String::new(); 9]);
        lines.extend([".", word, odd].map(str::to_owned));
        lines.extend(vec![String::new(); 9]);
        lines.push(".".into());
        let said = talk(folder.path(), &lines.iter().map(String::as_str).collect::<Vec<_>>());
        assert!(!said.contains(&format!("There is no word \"{word}\"")), "{word} is promised by help");
    }
    let said = talk(folder.path(), &["go 4.1", "", "lists", "gaps", "history all", "about"]);
    assert!(said.contains("|#+"), "the note is told without its frames");
    assert!(dump(folder.path()).contains("\u{2502}\u{2588}"), "and kept as it was written");
    #[cfg(unix)]
    {
        let name = "a\u{1b}[2J\u{2550}.aims";
        std::fs::rename(folder.path().join("case.aims"), folder.path().join(name)).unwrap();
        let (code, out, err) = run(folder.path(), &["--plain", name], "results\n");
        assert_eq!(code, 0, "{err}");
        assert_plain(&out);
        let (code, out, _) = run(folder.path(), &["--plain"], "open missing\u{1b}.aims\n1\n");
        assert_eq!(code, 0);
        assert!(out.contains("You were at 4.1"), "the file is the first of the recent ones: {out}");
        assert_plain(&out);
    }
}

#[test]
fn what_is_no_word_changes_nothing_and_names_the_nearest() {
    let folder = fresh();
    let before = dump(folder.path());
    let said =
        talk(folder.path(), &["nxet", "6", "44", "go 8.6", "note x y z\u{0}", "undo", "gaps soon", "c x"]);
    for words in [
        "There is no word \"nxet\" here. Nearest: next. Nothing was changed; help lists the words.",
        "There is no word \"6\" here. Nearest: go 6.",
        "There is no word \"44\" here. Nothing was changed",
        "There is no 8.6 in this questionnaire. Near:",
        "\"soon\" is no band",
        "There is no word \"c\" here.",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
    assert_eq!(dump(folder.path()), before);
}

#[test]
fn the_end_of_the_input_in_a_note_keeps_it_as_a_draft() {
    let folder = fresh();
    let said = talk(folder.path(), &["next", "note", "the first line", "the second"]);
    let end = "Kept as an unfinished note on 4.2; note goes on with it.\nEverything is saved. The end.\n";
    assert!(said.ends_with(end), "{said}");
    assert!(!dump(folder.path()).contains("note."));
    let s = session(folder.path(), true);
    assert_eq!((s.place(), s.draft("note.4.2")), (Some("4.2"), Some("the first line\nthe second")));
    s.close().unwrap();
    let said = talk(folder.path(), &["note", "the third", "."]);
    assert!(said.contains("Welcome back. You were at 4.2."), "{said}");
    assert!(said.contains("An unfinished note on 4.2 was kept."), "{said}");
    assert!(dump(folder.path()).contains("note.4.2=the first line\\nthe second\\nthe third\n"));
    assert_eq!(session(folder.path(), true).draft("note.4.2"), None);
}

#[test]
fn the_end_of_the_input_anywhere_is_a_good_end() {
    for lines in [
        &["note TEXT", "evidence x"][..],
        &["evidence x", "share"],
        &["record action", "own"],
        &["record"],
        &["park tools"],
        &["system", "Chatbot"],
        &["about change", "New name"],
        &["go A.6.2.4", "n"],
        &["export"],
        &["home"],
        &["home", "new", "Org"],
    ] {
        let folder = fresh();
        let said = talk(folder.path(), lines);
        assert!(said.ends_with("The end.\n"), "{said}");
    }
    let folder = fresh();
    talk(folder.path(), &["go A.6.2.4", "n"]);
    assert!(dump(folder.path()).contains("A.6.2.4=n\n"));
    assert!(talk(folder.path(), &["lists"]).contains("You were at A.6.2.4."), "the reason is still to come");
    talk(folder.path(), &["park tools"]);
    assert!(dump(folder.path()).contains(".what=tools\n"), "what was typed is not lost");
}

/// Who answered keeps the answer, whatever happens to the register; a new person gets none of it.
#[test]
fn nobody_said_what_they_did_not() {
    let given = |folder: &Path, words: &str| {
        let (code, _, err) = run(folder, &words.split(' ').collect::<Vec<_>>(), "");
        assert_eq!(code, 0, "{words}: {err}");
    };
    let today = fresh();
    for words in [
        "record case.aims person add name=Ana",
        "record case.aims person add name=Cleo",
        "record case.aims vote add person=Ana at=5.2 level=5",
        "record case.aims vote add person=Cleo at=5.2 level=2",
    ] {
        given(today.path(), words);
    }
    let mut s = session(today.path(), true);
    let mut votes = votes::of(s.assessment(), "5.2").unwrap();
    votes.shown = true;
    let shown = votes::keep(&s.q, s.assessment(), "5.2", &votes).unwrap();
    s.apply(&shown).unwrap();
    s.close().unwrap();

    // As 0.1.0 wrote it: a number passed on, and the answers stood under the number.
    let before = tempfile::tempdir().unwrap();
    let event = |key: &str, was: Option<&str>, now: Option<&str>| NewEvent {
        what: "votes".into(),
        changes: vec![Change { key: key.into(), was: was.map(Into::into), now: now.map(Into::into) }],
        ..NewEvent::default()
    };
    let (ana, cleo) = (r#"{"name":"Ana"}"#, r#"{"name":"Cleo"}"#);
    let (one, both) = (r#"{"given":{"1":"5"}}"#, r#"{"given":{"1":"5","2":"2"},"shown":true}"#);
    let events = [
        event("about.organisation", None, Some("Case")),
        event("person.1", None, Some(ana)),
        event("person.2", None, Some(cleo)),
        event("votes.5.2", None, Some(one)),
        event("votes.5.2", Some(one), Some(both)),
    ];
    let path = before.path().join("case.aims");
    store::create(&path, &events, false, None).unwrap().store.close().unwrap();

    for folder in [today, before] {
        let said = talk(
            folder.path(),
            &[
                "person 1",
                "-",
                "yes",
                "person",
                "Bo",
                "",
                "about",
                "lists",
                "history all",
                "export everything out",
            ],
        );
        assert!(
            said.contains("Removed: 1 answer stays under Ana.") && said.contains("\nperson 3: Bo\n"),
            "{said}"
        );
        assert!(!said.contains("\nperson 1:"), "a number is given once: {said}");
        assert!(said.contains("\nNot agreed on: 1\n5.2: 2 answers, from Planned to Proven\n"), "{said}");
        let answered: Vec<&str> = said.lines().filter(|l| l.contains("answer of ")).collect();
        assert!(answered.iter().any(|l| l.contains("Ana") && l.contains("Proven")), "{said}");
        assert!(answered.iter().all(|l| !l.contains("Bo")), "{said}");
        let page = std::fs::read_to_string(folder.path().join("out/disagreements.md")).unwrap();
        let row = |who: &str| page.lines().find(|l| l.starts_with(&format!("| {who}")));
        assert!(row("Ana (removed)").is_some_and(|l| l.contains("Proven")), "{page}");
        assert!(row("Cleo ").is_some_and(|l| l.contains("Planned")), "{page}");
        assert!(!page.contains("Bo "), "{page}");
    }
}

const fn made_up(key: &'static str, typ: Type, need: bool) -> Field {
    let (word, hint) = ("Word", "what to write");
    Field { key, typ, need, word, hint, ..Field::BASE }
}

/// A kind nobody built anything for.
static KEY: Kind = Kind {
    key: "key",
    word: "key",
    one: "a key",
    counted: "{n|key|keys}",
    words: "Keys",
    letter: 'Y',
    fields: &[
        made_up("door", Type::Line, true),
        Field { when: Some(("metal", &["brass"])), ..made_up("polish", Type::Line, false) },
        made_up("metal", Type::Choice(&["iron", "brass"]), true),
        Field { later: true, ..made_up("lost", Type::Flag, false) },
    ],
    ..Kind::BASE
};
static WITH_KEY: [&Kind; 2] = [&PERSON, &KEY];

#[test]
fn a_made_up_kind_is_reached_by_its_table_alone() {
    let folder = fresh();
    let path = folder.path().join("case.aims");
    let talk = |lines: &[&str]| {
        let (input, mut out) = (lines.join("\n") + "\n", Vec::new());
        let start = Start {
            bank: bank::embedded().unwrap(),
            kinds: &WITH_KEY,
            file: Some(&path),
            today: jiff::civil::date(2026, 11, 21),
            by: "t",
            echo: false,
        };
        clausewise::plain::run(start, &mut input.as_bytes(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    let said = talk(&[
        "record key",
        "the safe",
        "gold",
        "",
        "Iron",
        "record keys",
        "the gate",
        "brass",
        "wax",
        "about",
    ]);
    assert!(said.contains("\"gold\" is not one of: iron, brass."), "{said}");
    assert!(said.contains("This may not stay empty: what to write."), "{said}");
    assert!(
        said.contains(
            "\nKeys: 2; record key adds one.\nkey 1: the safe, iron\nkey 2: the gate, wax, brass\n"
        ),
        "{said}"
    );
    let said = talk(&[
        "record key 1",
        "",
        "",
        "yes",
        "record key Y-2",
        "-",
        "no",
        "record key Y-2",
        "-",
        "yes",
        "record key 9",
        "about",
        "history 2",
    ]);
    assert!(said.contains("\nKeys: 1; record key adds one.\nkey 1: the safe, iron, word\n"), "{said}");
    assert!(said.contains("There is no key \"9\"") && said.contains("removed Y-2 the gate"), "{said}");
}

/// Whoever types quit where it is asked whether to keep what was filled in has it kept, and is let go.
#[test]
fn quit_ends_also_where_it_is_asked_what_to_keep() {
    let folder = fresh();
    let said = talk(folder.path(), &["record document", "AI policy", "leave", "quit", "park Never said"]);
    assert!(said.contains("Keep what is filled in so far?") && !said.contains("> park"), "{said}");
    assert!(dump(folder.path()).contains("name=AI policy"), "{said}");
    let said = talk(folder.path(), &["record document 1", "Our AI page", "leave", "quit", "park Never said"]);
    assert!(!said.contains("> park") && dump(folder.path()).contains("name=Our AI page"), "{said}");
}

/// Where somebody types, who approved a document and when is asked with the line that sets it to approved.
#[test]
fn a_line_that_approves_a_document_asks_who_and_when() {
    let folder = fresh();
    let path = folder.path().join("case.aims");
    let lines = [
        "record document",
        "AI policy",
        "",
        "draft",
        "leave",
        "yes",
        "record document 1 state approved",
        "Ana Sousa",
        "2026-01-10",
        "record document 1 show",
    ];
    let (input, mut out) = (lines.join("\n") + "\n", Vec::new());
    let start = Start {
        bank: bank::embedded().unwrap(),
        kinds: KINDS,
        file: Some(&path),
        today: jiff::civil::date(2026, 11, 21),
        by: "t",
        echo: false,
    };
    clausewise::plain::run(start, &mut input.as_bytes(), &mut out).unwrap();
    let said = String::from_utf8(out).unwrap();
    assert!(
        said.contains("\nApproved by: Ana Sousa\n") && said.contains("Approved on: 10 Jan 2026"),
        "{said}"
    );
}

#[test]
fn wide_text_is_neither_cut_nor_broken() {
    let folder = fresh();
    let wide =
        format!("{} \u{1f469}\u{200d}\u{1f52c} e\u{301} {}", "\u{6f22}\u{5b57}".repeat(80), "x".repeat(300));
    let said = talk(folder.path(), &[&format!("note {wide}"), "", "history 1"]);
    assert_eq!(said.lines().filter(|l| *l == format!("Note: {wide}")).count(), 1, "{said}");
    assert!(dump(folder.path()).contains(&format!("note.4.1={wide}\n")));
}

#[test]
fn looking_around_writes_nothing() {
    let folder = fresh();
    let file = folder.path().join("case.aims");
    let state = || (std::fs::read(&file).unwrap(), std::fs::metadata(&file).unwrap().modified().unwrap());
    let before = state();
    talk(
        folder.path(),
        &["next", "go 8.4", "checks", "results", "gaps", "roadmap", "history", "back", "quit"],
    );
    assert!(state() == before);
}

#[test]
fn both_front_ends_reopen_where_the_other_stopped() {
    let folder = fresh();
    talk(folder.path(), &["go 5.2", "checks", "3"]);
    let today = jiff::civil::date(2026, 11, 23);
    let mut desk = Desk::new(session(folder.path(), true), today);
    assert_eq!(desk.id_of(desk.card.spot), "5.2/2");
    let spot = desk.spot_of("A.6.2.4").unwrap();
    let id = desk.id_of(spot);
    desk.work.keep_place(&id);
    desk.work.keep_draft("reason.A.6.2.4", Some("we build"));
    desk.work.into_session().close().unwrap();
    let said = talk(folder.path(), &["n"]);
    assert!(said.contains("Welcome back. You were at A.6.2.4."), "{said}");
    assert!(said.contains("Unfinished text from before: we build"), "{said}");
}

#[test]
fn a_file_somebody_holds_is_told_with_the_holder_and_not_changed() {
    let folder = fresh();
    let before = dump(folder.path());
    let held = session(folder.path(), true);
    assert_eq!(held.read_only, None);
    let said = talk(folder.path(), &["5", "note", "note x", "undo", "mark", "hours 3", "system", "results"]);
    assert!(said.contains("This file is open for reading only:"), "{said}");
    assert!(said.contains(&files::user()) && said.contains(&files::host()), "{said}");
    assert_eq!(said.matches("Not changed: case.aims is open for reading only").count(), 7, "{said}");
    assert!(!said.contains("\nSaved.\n"), "{said}");
    held.close().unwrap();
    assert_eq!(dump(folder.path()), before);
}

#[test]
fn saved_is_true_when_it_is_said() {
    let folder = fresh();
    let mut child = program(folder.path(), &["--plain", "case.aims"]).spawn().unwrap();
    child.stdin.as_mut().unwrap().write_all(b"4\n").unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    assert!(lines.any(|l| l == "Saved."));
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(dump(folder.path()).contains("4.1=4\n"));
    let said = talk(folder.path(), &["back"]);
    assert!(said.contains("You were at 4.2.") && said.contains("Answered as a whole: In use."), "{said}");
}

/// A colleague's version is copied over the open file.
#[test]
fn one_goes_on_after_another_version_came_over_the_file() {
    for (words, here, kept) in [
        (&["copy", "yes", "5"][..], "5.2=4", ("case-copy.aims", ["4.1=4", "4.2=5"])),
        (&["compare", "reload", "5"], "4.2=5", ("case-window.aims", ["4.1=4", ""])),
    ] {
        let folder = fresh();
        let file = folder.path().join("case.aims");
        std::fs::copy(&file, folder.path().join("other.aims")).unwrap();
        assert_eq!(run(folder.path(), &["answer", "other.aims", "--script", "-"], "5.2 4\n").0, 0);
        let mut child = program(folder.path(), &["--plain", "case.aims"]).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        assert!(lines.any(|l| l.starts_with("Answer 4.1:")));
        std::fs::copy(folder.path().join("other.aims"), &file).unwrap();
        stdin.write_all(format!("4\n{}\nquit\n", words.join("\n")).as_bytes()).unwrap();
        drop(stdin);
        let said: Vec<String> = lines.collect();
        assert_eq!(child.wait().unwrap().code(), Some(0), "{said:#?}");
        assert!(
            said.iter().any(|l| l.starts_with("NOT SAVED: case.aims was changed by another")),
            "{said:#?}"
        );
        assert!(dump(folder.path()).contains(here), "{said:#?}");
        let kept_facts = run(folder.path(), &["dump", kept.0], "").1;
        assert!(kept.1.iter().all(|fact| kept_facts.contains(fact)), "{said:#?}{kept_facts}");
    }
}

/// A file that is taken away under the program cannot be written; one put back can.
#[cfg(unix)]
#[test]
fn what_is_not_saved_is_said_kept_and_not_left_behind_unasked() {
    let folder = fresh();
    let (file, away) = (folder.path().join("case.aims"), folder.path().join("away.aims"));
    let mut child = program(folder.path(), &["--plain", "case.aims"]).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let mut until = |end: &str| -> Vec<String> {
        let mut said = Vec::new();
        while said.last().is_none_or(|l: &String| !l.starts_with(end)) {
            said.push(lines.next().unwrap_or_else(|| panic!("no {end} in {said:#?}")));
        }
        said
    };
    until("Answer 4.1:");
    std::fs::rename(&file, &away).unwrap();
    stdin.write_all(b"4\n").unwrap();
    let said = until("Answer 4.2:");
    assert!(said.iter().any(|l| l.starts_with("NOT SAVED: case.aims was deleted or renamed")), "{said:#?}");
    assert!(!said.contains(&"Saved.".to_owned()), "{said:#?}");
    stdin.write_all(b"quit\nno\n").unwrap();
    until("Leave all the same");
    until("Answer 4.2:");
    std::fs::rename(&away, &file).unwrap();
    stdin.write_all(b"5\n").unwrap();
    assert!(until("Answer 4.3:").contains(&"Saved.".to_owned()));
    std::fs::rename(&file, &away).unwrap();
    stdin.write_all(b"2\ncopy kept.aims\nno\n").unwrap();
    let said = until("Go on in the copy?");
    assert!(said.iter().any(|l| l.ends_with("Go on in a copy: copy")), "{said:#?}");
    until("Answer 4.4:");
    assert!(run(folder.path(), &["dump", "kept.aims"], "").1.contains("4.3=2\n"));
    stdin.write_all(b"1\nquit\nyes\n").unwrap();
    until("Leave all the same");
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(74), "lost changes are no success");
    std::fs::rename(&away, &file).unwrap();
    let kept = dump(folder.path());
    assert!(kept.contains("4.1=4\n4.2=5\n") && !kept.contains("4.3="), "{kept}");
}

#[test]
fn a_dumb_terminal_gets_plain_mode_and_others_do_not() {
    let folder = fresh();
    let start = |term: &str| {
        let child = program(folder.path(), &["case.aims"]).env("TERM", term).spawn().unwrap();
        finish(child, b"results\n")
    };
    let (code, out, _) = start("dumb");
    assert_eq!(code, 0);
    assert!(
        out.contains("Requirement 1 of 70, clause 4: 0 of 4 answered.") && out.contains("Incomplete"),
        "{out}"
    );
    let (code, out, err) = start("xterm");
    assert_eq!((code, out.as_str()), (2, ""), "{err}");
}

#[test]
fn what_cannot_be_opened_or_created_is_told() {
    let folder = fresh();
    let (code, out, err) = run(folder.path(), &["--plain", "missing.aims"], "");
    assert!(code != 0 && out.is_empty() && err.contains("missing.aims"), "{code} {out} {err}");
    // Creating does not replace, and asks again.
    let lines = "home\nnew\nOther\n\n\n\n\n\n\ncase.aims\nother\nquit\n";
    let before = dump(folder.path());
    let (code, out, err) = run(folder.path(), &["--plain", "case.aims"], lines);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert_eq!(out.matches("File: where to keep it.").count(), 2, "{out}");
    assert!(folder.path().join("other.aims").exists());
    assert_eq!(dump(folder.path()), before);
}

#[test]
fn a_reader_that_goes_away_ends_it_with_everything_saved() {
    let folder = fresh();
    let mut child = program(folder.path(), &["--plain", "case.aims"]).spawn().unwrap();
    drop(child.stdout.take());
    let _ = child.stdin.take().unwrap().write_all(b"4\n");
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(run(folder.path(), &["check", "case.aims"], "").0, 0);
}

/// What only the window had: several people's answers, dissent, dates and steps of actions, frozen states.
#[test]
fn what_a_group_and_a_plan_need_has_words() {
    let folder = fresh();
    let said = talk(folder.path(), &["votes", "person", "Ana", "", "person", "Bo", ""]);
    assert!(said.contains("Nobody is listed yet: person adds one; then votes asks each of them."), "{said}");
    let said = talk(folder.path(), &["go 5.2", "votes", "5", "7", "2", "no"]);
    assert!(said.contains("That is no level") && said.contains("2 answers, hidden until shown."), "{said}");
    let said = talk(folder.path(), &["votes", "3", "-", "4", "", "yes", "dissent Bo: nobody uses it", ""]);
    for words in [
        "This person has answered; - takes the answer away first.",
        "2 answers, from Planned to In use. Now the agreed level; dissent writes dissent",
        "Ana: In use",
        "Bo: Planned",
        "Dissent on 5.2 kept. undo takes it back.",
        "Dissent: Bo: nobody uses it",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
    let said = talk(
        folder.path(),
        &[
            "1",
            "pin 5.2 2040-03-01",
            "due 5.2 2040-02-01",
            "due 5.2 2040-06-30",
            "done-when 5.2 it is signed",
            "progress 5.2",
            "progress 5.2",
            "return",
            "drop 5.2",
            "snapshot Kick-off",
            "go 5.2",
            "withdraw",
            "withdraw",
            "pin 5.2",
        ],
    );
    for words in [
        "5.2 starts on 1 Mar 2040 or later. undo takes it back.",
        "2040-02-01 for the due date does not fit 2040-03-01 for the earliest start.",
        "5.2 is due 30 Jun 2040. undo takes it back.",
        "Kept how one sees that 5.2 is done. undo takes it back.",
        "5.2: started.",
        "5.2 is done. It scores only by levels: ",
        "The word return returns.",
        "5.2 is the rule's own action",
        "Frozen: \"Kick-off\" (1 in this file).",
        "5.2: answer withdrawn, it was ",
        "undo brings it back.",
        "5.2 has no answer to withdraw.",
        "Write ID DATE behind it, for example: pin 5.2 2026-03-01. Nothing was changed.",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
}

#[test]
fn the_roadmap_is_shaped_by_words_that_ask() {
    let folder = fresh();
    let said = talk(
        folder.path(),
        &[
            "go 5.2",
            "1",
            "1",
            "go 5.2",
            "split",
            "split 99",
            "split 5.2",
            "Draft it",
            "1 Draft it",
            "2 Sign it",
            "",
            "undo",
            "join 5.2, 5.3",
            "Both in one go",
            "",
            "undo",
            "add Ask the customers",
            "",
            "A list",
            "many",
            "6",
            "5.2",
            "",
            "Ana",
            "roadmap",
            "join",
            "5.2",
            "",
            "",
            "split 5.2",
        ],
    );
    for words in [
        "Write the id of an action behind split, as the roadmap says it. Nothing was changed.",
        "There is no action 99 in this roadmap.",
        "5.2 in parts that follow each other: each part with its share of the hours and what to do, for example: 1 \
         Draft it. An empty line ends them.",
        "Part 1:",
        "Begin with the share, for example: 1 Draft it",
        "Part 3:",
        "The roadmap is planned anew. undo takes it back.",
        "Helps to close: ids of gaps with commas; may stay empty.",
        "Hours: a number, please.",
        " Who: Ana, planned",
        " Leaves: A list",
        "Gaps: ids with commas.",
        "Nothing was changed: it ended before the last field.",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
    assert_eq!(said.matches("The roadmap is planned anew.").count(), 3, "{said}");
}

/// What people made of the plan is told in their words, everywhere with the same days, and can be taken back by the id
/// one sees.
#[test]
fn what_was_made_of_the_plan_is_told_in_its_own_words() {
    let folder = tempfile::tempdir().unwrap();
    let args =
        "new case.aims --org Case --size solo --hours-per-week 6 --start 2040-01-02 --target 2040-01-20";
    assert_eq!(run(folder.path(), &args.split(' ').collect::<Vec<_>>(), "").0, 0);
    let said = talk(
        folder.path(),
        &[
            "go 5.2",
            "1",
            "go 5.3",
            "1",
            "go 4.2",
            "1",
            "add Tell the customers; A letter; 4; ; ; ",
            "split 5.2 70 Read up; 30 Write it down",
            "join 5.3, 4.2; Both in one go; One table",
            "roadmap",
            "split 5.2",
            "rank 5.2 0 first",
            "rank 5.2 99 last",
            "rank 7.4 1 no gap",
            "export everything out",
            "drop 5.2",
            "roadmap",
        ],
    );
    for words in [
        "H-1 Tell the customers.",
        "5.2-a Read up.",
        "M-3 Both in one go.",
        "There is no action 5.2 in this roadmap. Near: 5.2-a, 5.2-b.",
        "The rank is a number from 1 to 3, as many as there are gaps. Nothing was changed.",
        "7.4 is no gap now: only gaps have a rank. Nothing was changed.",
        "5.2 Draft and adopt an AI policy.",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
    let read = |name: &str| std::fs::read_to_string(folder.path().join("out").join(name)).unwrap();
    assert!(!read("roadmap.md").contains("0000000"), "a figure with what is left of a product");
    let days = |table: &str, of: &dyn Fn(&str) -> bool| -> Vec<(String, String)> {
        let rows = table.lines().filter(|l| of(l));
        let day = |l: &str| {
            l.split('|').map(str::trim).filter(|c| c.starts_with("2040-")).map(str::to_owned).collect()
        };
        rows.map(day).map(|d: Vec<String>| (d[0].clone(), d[1].clone())).collect()
    };
    let plan = days(&read("roadmap.md"), &|l| l.contains("| 5.2-a") || l.contains("| 5.2-b"));
    let gap = days(&read("gap-register.md"), &|l| l.contains("| 5.2 ") && l.contains("2040-"));
    assert_eq!(gap, [(plan[0].0.clone(), plan[1].1.clone())], "from the first part to the last");
    let of = |name: &str| read(name).replace('\n', " ");
    let mut told = std::collections::BTreeSet::new();
    for name in ["roadmap.md", "one-pager.md", "gap-report.md"] {
        let text = of(name);
        let sentence = text.split("The target 2040-01-20 ").nth(1);
        let sentence = sentence.unwrap_or_else(|| panic!("{name}: {text}"));
        told.insert(sentence.split(". ").next().unwrap().to_owned());
    }
    assert_eq!(told.len(), 1, "{told:?}");
    let (_, text, _) = run(folder.path(), &["roadmap", "case.aims"], "");
    assert!(text.contains("The target 2040-01-20 may be missed by up to "), "{text}");
}

/// What can be left out below a heading is what its refusal speaks of.
#[test]
fn not_applicable_of_a_heading_is_refused_in_words_that_are_true_of_it() {
    let folder = fresh();
    let said = talk(folder.path(), &["rate 4 n", "rate A.6 n"]);
    assert!(said.contains("4 cannot be Not applicable: requirements of"), "{said}");
    assert!(said.contains("A.6 is a heading, and only controls can be left out"), "{said}");
    assert!(!said.contains("4 is a heading, and only"), "{said}");
}

/// Nobody can say Not applicable of what cannot be excluded.
#[test]
fn a_vote_goes_by_the_rule_of_answers() {
    let folder = fresh();
    let said = talk(
        folder.path(),
        &["person", "Ann", "", "", "go 6.2", "votes", "n", "3", "", "go A.6.2.4", "votes", "n", ""],
    );
    assert_eq!(said.matches("6.2 cannot be Not applicable").count(), 1, "{said}");
    let facts = dump(folder.path());
    assert!(facts.contains(".6.2=3\n") && facts.contains(".A.6.2.4=n\n"), "{facts}");
}

/// Told once, left and joined anywhere: from home to the first ten, and the answer of the quick check counts when taken.
#[test]
fn the_way_from_home_to_the_first_ten() {
    let folder = tempfile::tempdir().unwrap();
    let mut lines =
        vec!["help", "start", "Nine Ltd", "case.aims", "1", "Chat, letters, Acme", "", "back", ""];
    lines.extend(["2", "1", "6", "leave", "start", "3", "leave", "home", "1", "check", "0"]);
    lines.extend(["2"; 17]);
    lines.extend(["go 4.3", "same", "quit"]);
    let input = lines.join("\n") + "\n";
    let (code, out, err) = run(folder.path(), &["--plain"], &input);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert_plain(&out);
    for said in [
        "Guided start:",
        "1 of 6. What do you do with AI?",
        "Now: Chat.",
        "Go on: Guided start, 6 of 6. Type start.",
        "Go on: Quick check, question 3 of 20. Type check.",
        "Go on with 1: Quick check, question 3 of 20",
        "Question 3 of 20.",
        "Go on: Your first ten things. Type ten.",
        "Step 3 of 4: First ten",
        "4.3/4 Written suggested by question 5.",
        "4.3/4 is Written now, by question 5 of the quick check.",
    ] {
        assert!(out.contains(said), "{said}\n{out}");
    }
    let ten = out.lines().filter(|l| l.contains(", leaves ")).count();
    assert_eq!(ten, 10, "{out}");
    let dump = dump(folder.path());
    for fact in ["about.roles=user", "about.size=micro", "about.hours-per-week=6", "quick.q3=?", "4.3/4=3"] {
        assert!(dump.lines().any(|l| l == fact), "{fact}\n{dump}");
    }
    assert!(!dump.lines().any(|l| l.starts_with("5.2")), "what is only suggested is no answer\n{dump}");
}

#[test]
fn a_finished_clause_is_told_in_short() {
    let folder = fresh();
    let out = talk(folder.path(), &["go 4.1", "3", "3", "3", "3", "clause", "quit"]);
    assert_eq!(out.matches("what came out: all 4 answered.").count(), 1, "{out}");
    assert!(out.contains("Next: 5 Leadership"), "{out}");
}

/// What is typed at home in a folder of its own; it must end well.
fn at_home(folder: &Path, lines: &[&str]) -> String {
    let (code, out, err) = run(folder, &["--plain"], &(lines.join("\n") + "\n"));
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert_plain(&out);
    out
}

fn files_in(folder: &Path) -> Vec<String> {
    let all = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    let mut all: Vec<String> = all.filter(|name| name != "home").collect();
    all.sort();
    all
}

/// In a script it is a level; where one can ask, it asks, and Don't know is typed 0.
#[test]
fn a_question_mark_asks_wherever_it_is_typed() {
    let folder = tempfile::tempdir().unwrap();
    let said = at_home(
        folder.path(),
        &[
            "?",
            "start",
            "?",
            "Nine Ltd",
            "?",
            "case.aims",
            "?",
            "2",
            "?",
            "",
            "",
            "",
            "",
            "",
            "?",
            "0",
            "leave",
            "?",
            "note",
            ".",
        ],
    );
    let facts = dump(folder.path());
    assert!(facts.contains("quick.q1=?\n"), "{facts}");
    assert!(!facts.contains("quick.q2=") && !facts.contains("4.1="), "{facts}");
    assert!(!facts.contains("=?\nquick") && !facts.contains("name=?"), "no tool is called ?\n{facts}");
    assert_eq!(said.matches("Type what is asked for.").count(), 2, "name and file\n{said}");
    assert_eq!(said.matches("1 of 6. ").count(), 2, "the question is said again\n{said}");
    assert!(said.contains("leave goes out; every answer so far") && said.contains("note TEXT: "), "{said}");
    assert_eq!(files_in(folder.path()), ["case.aims"]);
    let folder = fresh();
    assert!(talk(folder.path(), &["?"]).contains("note TEXT: "));
    assert!(!dump(folder.path()).contains("4.1="));
}

/// The first step leads into the second and that to the first ten, also where something was left for later.
#[test]
fn the_guided_start_goes_on_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let mut lines = vec!["start", "T", "", "3", "", "7", "9 people", "1 d", "in 9 months"];
    lines.extend(["1"; 20]);
    lines.push("quit");
    let said = at_home(folder.path(), &lines);
    let facts = dump_of(folder.path(), "t.aims");
    assert_eq!(
        facts.lines().filter(|l| l.starts_with("quick.q") && l.ends_with("=no")).count(),
        20,
        "{facts}"
    );
    assert!(!facts.contains("4.1="), "no digit of it rates a card\n{facts}");
    assert!(said.contains("Step 3 of 4: First ten"), "{said}");
}

/// A word is a word wherever it is typed: never a firm, a file or a tool.
#[test]
fn words_that_hold_everywhere_are_never_an_answer() {
    for word in ["quit", "Q", "exit", "leave", "back", "?", "help"] {
        for before in [&["start"][..], &["start", "T"], &["new"], &["new", "T"], &["check"], &["open"]] {
            let folder = tempfile::tempdir().unwrap();
            let said = at_home(folder.path(), &[before, &[word]].concat());
            assert_eq!(files_in(folder.path()), [""; 0], "{before:?} {word}\n{said}");
        }
        let folder = tempfile::tempdir().unwrap();
        at_home(folder.path(), &["start", "T", "", "2", word, word]);
        let facts = dump_of(folder.path(), "t.aims");
        assert!(!facts.to_lowercase().contains(&format!("={}\n", word.to_lowercase())), "{word}\n{facts}");
    }
    // It ends there, whatever stands behind it.
    for before in [&["start"][..], &["start", "T", ""], &["new", "T", "A scope"], &["check"], &["check", "1"]]
    {
        let folder = tempfile::tempdir().unwrap();
        let said = at_home(folder.path(), &[before, &["quit", "check", "1"]].concat());
        assert!(said.trim_end().lines().last().unwrap().ends_with("The end."), "{said}");
        assert!(said.matches("> quit").count() == 1 && !said.contains("> check\n> 1"), "{said}");
    }
    let folder = fresh();
    let said = talk(folder.path(), &["note", "half a note", "quit", "4"]);
    assert!(said.contains("The end.") && !said.contains("> 4"), "{said}");
    assert_eq!(session(folder.path(), false).draft("note.4.1"), Some("half a note"));
}

/// Votes are left by the words that leave everything else, and what was answered until then stays.
#[test]
fn votes_are_left_and_gone_back_in() {
    let folder = fresh();
    let said =
        talk(folder.path(), &["person", "Ana", "", "person", "Bo", "", "go 5.2", "votes", "home", "status"]);
    assert!(!said.contains("That is no level") && said.contains("Nothing was changed."), "{said}");
    let said =
        talk(folder.path(), &["go 5.2", "votes", "back", "votes", "3", "back", "-", "4", "leave", "status"]);
    assert!(!said.contains("That is no level") && !said.contains("Show the answers?"), "{said}");
    let facts = dump(folder.path());
    assert!(facts.contains("vote.") || facts.contains("votes."), "{facts}");
}

/// A question for yes or no takes nothing else, and who approved a document is asked in the form that says it is approved.
#[test]
fn what_is_approved_is_asked_by_whom_and_when() {
    let folder = fresh();
    let form = ["record document", "AI policy", "", "approved", "2", "Ana", "drawer", "", "Bo", "2026-10-01"];
    let said = talk(folder.path(), &form);
    assert!(said.contains("Approved by: ") && said.contains("Approved on: "), "{said}");
    let facts = dump(folder.path());
    assert!(facts.contains(".approved-by=Bo\n") && facts.contains(".approved-on=2026-10-01\n"), "{facts}");
    let said = talk(folder.path(), &["record document", "Half", "leave", "home", "maybe", "no"]);
    assert!(said.matches("That is neither yes nor no.").count() == 2, "{said}");
    assert!(said.contains("Nothing was added.") && !dump(folder.path()).contains("=Half\n"), "{said}");
    // A draft is asked nothing of the kind until it is approved.
    let said = talk(
        folder.path(),
        &[
            "record document",
            "Scope",
            "",
            "draft",
            "1",
            "Ana",
            "drawer",
            "",
            "record document 2 state",
            "approved",
            "Bo",
            "2026-10-02",
        ],
    );
    assert_eq!(said.matches("Approved by: ").count(), 1, "{said}");
    assert!(dump(folder.path()).contains(".approved-on=2026-10-02\n"), "{said}");
}

/// back asks the field before again, with what stands there.
#[test]
fn back_in_a_form_asks_the_field_before() {
    let folder = tempfile::tempdir().unwrap();
    let said = at_home(
        folder.path(),
        &[
            "new", "T", "A scop", "back", "A scope", "", "", "", "", "", "back", "", "", "", "", "", "", "",
            "x.aims", "quit",
        ],
    );
    assert!(dump_of(folder.path(), "x.aims").contains("about.scope=A scope\n"), "{said}");
    let folder = fresh();
    talk(folder.path(), &["system", "Chatbat", "back", "Chatbot", "answers", "leave", "no"]);
    assert!(!dump(folder.path()).contains("Chatb"), "left, and not to be kept");
    talk(folder.path(), &["system", "Chatbat", "back", "Chatbot", "", "", "", "", "", "", "", "", ""]);
    assert!(dump(folder.path()).contains("Chatbot") && !dump(folder.path()).contains("Chatbat"));
}

/// The words that leave are never taken for an answer; what was filled in is kept when a form is left, or it is asked whether.
#[test]
fn leaving_a_form_keeps_what_was_filled_in_or_asks() {
    let folder = fresh();
    let said = talk(folder.path(), &["person", "home", "system", "Chatbot", "home", "", "quit"]);
    let facts = dump(folder.path());
    assert!(!facts.contains("=home\n") && facts.contains("=Chatbot\n"), "{said}");
    assert!(said.contains("Keep what is filled in so far?"), "{said}");
    // Left before something that is needed: that is told, and asked for again.
    let said =
        talk(folder.path(), &["record impact", "Screening", "leave", "yes", "Chatbot", "leave", "", "quit"]);
    let facts = dump(folder.path());
    assert!(facts.contains("=Screening\n") && facts.contains(".system="), "{said}\n{facts}");
    // A day is no home.
    let said = talk(folder.path(), &["record impact 1 done", "home", "quit"]);
    assert!(said.contains("Nothing was changed") && !dump(folder.path()).contains(".done=home"), "{said}");
    // What is there is changed as far as it was filled in, left or ended.
    for (end, purpose) in [(&["leave", "", "quit"][..], "Answers guests"), (&["quit"], "Answers calls")] {
        let lines = [&["record system 1", "", purpose], end].concat();
        let said = talk(folder.path(), &lines);
        assert!(dump(folder.path()).contains(&format!("={purpose}\n")), "{said}");
    }
    let said = talk(folder.path(), &["record system 1", "", "Something else", "leave", "no", "quit"]);
    assert!(!dump(folder.path()).contains("Something else"), "{said}");
}

/// Who quits in the middle of a form has what was filled in kept unfinished, as the window keeps it, and goes on with it.
#[test]
fn quit_in_a_form_keeps_it_unfinished_and_adds_nothing() {
    let folder = fresh();
    let said =
        talk(folder.path(), &["record system", "Chatbot", "Answers guests", "quit", "park Never said"]);
    assert!(
        said.contains("Nothing was added yet. 2 fields filled in are kept unfinished: system goes on"),
        "{said}"
    );
    assert!(!dump(folder.path()).contains("Chatbot") && !said.contains("> park"), "{said}");
    let said = talk(folder.path(), &["system", "", "", "leave", "yes", "system", "Till", "leave", "yes"]);
    assert!(said.contains("This is unfinished from before") && said.contains("Now: Chatbot."), "{said}");
    assert_eq!(said.matches("This is unfinished").count(), 1, "{said}");
    let facts = dump(folder.path());
    assert!(facts.contains("=Chatbot\n") && facts.contains("=Answers guests\n") && facts.contains("=Till\n"));
    // Thrown away it is gone; an empty form leaves nothing behind.
    let lines = ["person", "Ana", "quit"];
    talk(folder.path(), &lines);
    let said = talk(folder.path(), &["person", "", "leave", "no", "person", "quit"]);
    assert!(said.contains("Now: Ana.") && said.contains("Nothing was added: the form was empty."), "{said}");
    assert!(
        !talk(folder.path(), &["person", "quit"]).contains("unfinished")
            && !dump(folder.path()).contains("=Ana")
    );
}

/// What somebody says in a line is kept, also where they quit in the questions that follow; with a field behind it nothing is asked, as
/// in a script. What waits unfinished under another name goes on waiting.
#[test]
fn what_is_said_in_a_line_is_not_lost_by_quitting_its_questions() {
    let folder = fresh();
    let said = talk(folder.path(), &["decision Buy a licence; by=Carl", "quit"]);
    let facts = dump(folder.path());
    assert!(facts.contains(".what=Buy a licence\n") && facts.contains(".by=Carl\n"), "{said}");
    assert!(!said.contains("With:") && !said.contains("the form was empty"), "{said}");
    // The same line without a field asks, and is kept with what was answered until then.
    let said = talk(folder.path(), &["decision Sell it again", "Ana", "quit"]);
    let facts = dump(folder.path());
    assert!(said.contains("Decided by") && facts.contains(".what=Sell it again\n"), "{said}");
    assert!(facts.contains(".by=Ana\n"), "{said}");
    for lines in [["park Who pays", "quit"], ["evidence A licence", "quit"]] {
        let said = talk(folder.path(), &lines);
        let what = lines[0].split_once(' ').unwrap().1;
        assert!(dump(folder.path()).contains(&format!("={what}\n")), "{said}");
        assert!(!said.contains("the form was empty"), "{said}");
    }
    // A day that is none is asked again, and the text stays.
    let said = talk(folder.path(), &["park Ask the bank; due=soon", "", "2040-01-05", "quit"]);
    assert!(
        said.contains("That is no day") && dump(folder.path()).contains(".what=Ask the bank\n"),
        "{said}"
    );
    // What was begun as a form waits, and is no part of another.
    talk(folder.path(), &["record decision", "Hire somebody", "", "Zoe", "quit"]);
    let said = talk(folder.path(), &["decision Train them", "", "", "", "", "quit"]);
    let facts = dump(folder.path());
    assert!(facts.contains(".what=Train them\n") && !facts.contains("=Zoe\n"), "{said}\n{facts}");
    let said = talk(folder.path(), &["record decision", "quit"]);
    assert!(said.contains("Now: Hire somebody"), "{said}");
}

/// Where a name is asked for, a word of the program with an id behind it is asked about; as the text of something it may be meant.
#[test]
fn a_word_with_an_id_is_no_name() {
    let folder = fresh();
    let said = talk(folder.path(), &["decision Buy it", "go 4.1", "why 4.1", "Ana", "leave", "yes", "quit"]);
    for typed in ["go 4.1", "why 4.1"] {
        assert!(said.contains(&format!("\"{typed}\" is a word of the program")), "{said}");
        assert!(!dump(folder.path()).contains(&format!("={typed}\n")), "{said}");
    }
    assert!(dump(folder.path()).contains(".by=Ana\n"), "{said}");
    let said = talk(
        folder.path(),
        &["record parked", "Check 4.1", "leave", "yes", "record parked", "go 4.1", "leave", "quit"],
    );
    assert!(dump(folder.path()).contains(".what=Check 4.1\n"), "{said}");
    assert!(
        said.contains("\"go 4.1\" is a word of the program") && !dump(folder.path()).contains("=go 4.1\n"),
        "{said}"
    );
}

/// Of two people of one name nobody is taken for the other, also behind what is parked or decided.
#[test]
fn an_owner_of_two_of_a_name_is_asked_for_by_number() {
    let folder = fresh();
    talk(folder.path(), &["record person add name=Jo Amsel", "record person add name=Jo Brandt"]);
    let before = dump(folder.path());
    let said = talk(folder.path(), &["park Ask the bank; owner=Jo", "decision Buy it; by=jo"]);
    assert_eq!(said.matches("There are several called").count(), 2, "{said}");
    assert!(said.contains("P-1 Jo Amsel or P-2 Jo Brandt") && dump(folder.path()) == before, "{said}");
    let said = talk(folder.path(), &["park Ask the bank; owner=P-2"]);
    assert!(dump(folder.path()).contains(".owner=Jo Brandt\n"), "{said}");
}

/// Where a decision asks why, the next line is the answer.
#[test]
fn a_control_that_is_left_out_waits_for_its_reason() {
    let folder = fresh();
    let said = talk(folder.path(), &["go A.4.4", "applicable no", "We buy no tools at all", "where"]);
    assert!(dump(folder.path()).contains("reason.A.4.4=We buy no tools at all"), "{said}");
    // With its reason nothing is asked; an empty line leaves it.
    let said = talk(
        folder.path(),
        &[
            "go A.4.5",
            "applicable no We own no machines at all",
            "applicable yes",
            "applicable no",
            "",
            "status",
        ],
    );
    assert!(
        said.contains("A.4.5 is left out without a reason")
            && !dump(folder.path()).contains("reason.A.4.5=status"),
        "{said}"
    );
}

/// A word of theirs for a register leads to it and does nothing.
#[test]
fn peoples_own_words_for_registers_lead_there() {
    let folder = fresh();
    let said = talk(folder.path(), &["record training", "record vendor Seebach", "record banana"]);
    assert!(said.contains("There is no register \"training\". What is meant may be \"Competence and training\": record competence"), "{said}");
    assert!(said.contains("may be \"Suppliers\": record supplier"), "{said}");
    assert!(said.contains("There is no register \"banana\"; there are: "), "{said}");
    let (code, _, wrong) = run(folder.path(), &["record", "case.aims", "policies", "list"], "");
    assert!(
        code == 2 && wrong.contains("\"Documents\": clausewise record case.aims document list"),
        "{wrong}"
    );
}

/// A form says how it is left; a word of the program typed into it is asked about before it becomes what somebody said.
#[test]
fn a_word_typed_into_a_form_is_asked_about_and_a_form_says_how_it_is_left() {
    let folder = fresh();
    let lines =
        ["system", "undo", "Chatbot", "about", "record risk", "Answers guests", "leave", "yes", "quit"];
    let said = talk(folder.path(), &lines);
    let facts = dump(folder.path());
    assert!(said.contains("back goes to the one before, leave ends the form."), "{said}");
    for word in ["undo", "about", "record risk"] {
        assert!(
            said.contains(&format!("\"{word}\" is a word of the program, and this is a form.")),
            "{said}"
        );
        assert!(!facts.contains(&format!("={word}\n")), "{facts}");
    }
    assert!(facts.contains("=Chatbot\n") && facts.contains("=Answers guests\n"), "{facts}");
    // An action of one's own asks no less.
    let said = talk(folder.path(), &["add Write it down", "undo", "", "a list", "3", "", "", "", "quit"]);
    assert!(said.contains("\"undo\" is a word of the program"), "{said}");
    assert!(dump(folder.path()).contains("=a list\n") && !dump(folder.path()).contains("=undo\n"), "{said}");
    // What the organisation is asks no less, and neither does a field of a working paper or the joining of gaps, whose ids are
    // looked at before the next is asked.
    let said = talk(folder.path(), &["about change", "undo", "Acme", "leave", "quit"]);
    assert!(said.contains("\"undo\" is a word of the program"), "{said}");
    assert!(dump(folder.path()).contains("=Acme\n") && !dump(folder.path()).contains("=undo\n"), "{said}");
    let audit = [
        "record person add name=Eva Stone",
        "i-am Eva Stone",
        "audit new Walk",
        "row 5.2 plan",
        "row 5.2 seen",
        "lists",
        "Policy, version 2",
        "finding minor 5.2",
        "undo",
        "Two of nine do not know it",
        "row 5.2 ofi",
        "Say it earlier",
        "quit",
    ];
    let said = talk(folder.path(), &audit);
    assert!(said.contains("\"lists\" is a word of the program"), "{said}");
    for kept in ["=Policy, version 2\n", "=Two of nine do not know it\n", "=Say it earlier\n"] {
        assert!(dump(folder.path()).contains(kept), "{said}");
    }
    assert!(!dump(folder.path()).contains("=undo\n"), "{said}");
    let said = talk(
        folder.path(),
        &["go 4.1", "1", "1", "join", "undo", "", "4.1, 99.9", "4.1, 4.2", "Both", "", "quit"],
    );
    assert!(said.contains("\"undo\" is a word of the program") && said.contains("99.9"), "{said}");
    assert!(dump(folder.path()).contains("=Both\n"), "{said}\n{}", dump(folder.path()));
    // Meant all the same it is written once more.
    talk(folder.path(), &["record system 1", "About", "About", "leave", "yes", "quit"]);
    assert!(dump(folder.path()).contains(".name=About\n"), "{}", dump(folder.path()));
}

/// A guided impact assessment asks all that checks look for, so that it lacks nothing it never asked.
#[test]
fn an_impact_assessment_is_asked_all_that_checks_look_for() {
    let folder = fresh();
    talk(folder.path(), &["system", "Chatbot", "leave", "", "quit"]);
    let answers = [
        "record impact",
        "Spring",
        "Chatbot",
        "Answers guests",
        "Jokes",
        "Guests",
        "Wrong advice",
        "",
        "few",
        "none",
        "Law of the land",
        "Read by us",
        "Ana looks",
        "Two guests",
        "go",
        "Ana",
        "2026-03-01",
        "v2",
        "next year",
        "",
        "A complaint",
        "2030-01-01",
        "The owner",
        "quit",
    ];
    let said = talk(folder.path(), &answers);
    for label in
        ["Setting:", "Who was asked:", "Of version:", "Look again on:", "Keep until:", "Who sees it:"]
    {
        assert!(said.contains(label), "{label}: {said}");
    }
}

fn dump_of(folder: &Path, name: &str) -> String {
    run(folder, &["dump", name], "").1
}

/// What the window shows has a word here, by the same functions.
#[test]
fn what_the_window_shows_has_a_word() {
    let folder = fresh();
    let said = talk(
        folder.path(),
        &[
            "go 5.2",
            "5",
            "go 5.3",
            "1",
            "snapshot first",
            "go 5.2",
            "1",
            "go 4.1",
            "5",
            "xray",
            "week",
            "words",
            "words impact assessment",
            "words zzzz",
            "role",
            "path",
            "iso27001",
            "compare first",
            "compare second",
            "what-if 20",
            "what-if",
            "what-if x",
            "help",
        ],
    );
    for words in [
        "There is no snapshot \"second\"; there are: \"first\".",
        "\"zzzz\" is not in the glossary",
        "What if ",
        "Nothing was kept; hours and the number keeps it.",
        "Hours: a number, please.",
        "Worsened (1):",
        "what-if HOURS: ",
        "week: ",
        "xray: ",
        "words TERM: ",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
    assert!(!dump(folder.path()).contains("hours-per-week=20"), "a what-if keeps nothing");
    let of = |args: &[&str]| run(folder.path(), args, "").1;
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (heard, found) = (flat(&said), of(&["xray", "case.aims"]));
    let problem = found.lines().find(|l| l.starts_with("  ")).unwrap();
    assert!(heard.contains(&flat(problem)), "{problem}\n{said}");
    for guide in ["roles", "path", "iso27001", "glossary"] {
        let last = of(&["guide", guide]);
        let first = last.lines().find(|l| l.len() > 30 && l.len() < 90).unwrap();
        assert!(heard.contains(&flat(first)), "{first}\n{said}");
    }
}

/// Nobody hears that everything is saved where it is not.
#[test]
fn the_end_says_what_is_true_of_a_file_that_cannot_be_changed() {
    let folder = fresh();
    let holder = session(folder.path(), true);
    let said = talk(folder.path(), &["4", "quit"]);
    assert!(!said.contains("Everything is saved") && said.contains("What was refused is not kept"), "{said}");
    assert!(said.ends_with("The end.\n"), "{said}");
    assert!(!talk(folder.path(), &["results", "quit"]).contains("What was refused"));
    holder.close().unwrap();
    assert!(talk(folder.path(), &["4", "quit"]).ends_with("Everything is saved. The end.\n"));
}

/// What was taken is said as people read it, so that a slip is heard at once.
#[test]
fn hours_and_days_say_what_they_took() {
    let folder = fresh();
    let lines = [
        "go 5.2",
        "1",
        "effort 5.2 2 w",
        "due 5.2 22 Aug 2047",
        "pin 5.2 3 Mar 2041",
        "hours 1 d",
        "size 9 cats",
        "size 9 people",
    ];
    let said = talk(folder.path(), &lines);
    for words in [
        "Hours of 5.2: 80 h kept;",
        "5.2 is due 22 Aug 2047.",
        "5.2 starts on 3 Mar 2041 or later.",
        "\n8 h a week. The plan now ends ",
        "or a number of people",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
    assert!(dump(folder.path()).contains("about.size=micro\n"));
}

/// Why something is not asked of who works alone is told in full once a sitting.
#[test]
fn the_reason_of_what_is_not_asked_is_told_in_full_once() {
    let folder = alone();
    let said = talk(folder.path(), &["next"; 30]);
    assert!(said.matches("Not asked, because you work alone.").count() > 2, "{said}");
    assert_eq!(said.matches("\"Ask everything\"").count(), 1, "{said}");
}

/// A command in a message can be typed as it stands, and a day that cannot be met is spoken of at once.
#[test]
fn the_command_line_says_what_can_be_typed_and_what_cannot_be() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("sub dir")).unwrap();
    let file = "sub dir/n n.aims";
    let begins = ["new", file, "--org", "N", "--start", "2040-12-01", "--target"];
    let (code, _, err) = run(folder.path(), &[&begins[..], &["2040-11-01"]].concat(), "");
    assert_eq!(code, 0);
    assert!(err.contains("The target 2040-11-01 lies before the start 2040-12-01."), "{err}");
    let (code, _, err) = run(folder.path(), &["check", file, "--expect", "0123456789ab"], "");
    assert_eq!(code, 1);
    assert!(err.contains("clausewise backups \"sub dir/n n.aims\""), "{err}");
    let said = run(folder.path(), &["--plain", file], "quit\n").1;
    assert!(said.contains("lies before the start"), "{said}");
    let (_, _, err) = run(
        folder.path(),
        &["new", "b.aims", "--org", "N", "--start", "2040-12-01", "--target", "2041-11-01"],
        "",
    );
    assert_eq!(err, "");
}

/// Why a control is left out is asked right there; what is typed about leaving out right after that is meant for it, and said to be.
#[test]
fn what_is_said_of_a_control_that_was_left_out_stays_with_it() {
    let folder = fresh();
    let said = talk(
        folder.path(),
        &[
            "go A.6.2.4",
            "n",
            // The day may come before the reason, and the reason be left for later.
            "look-again 2027-01-31",
            "",
            "reason we use tools as they come and build nothing",
            // With its reason it still takes the day.
            "go A.6.2.5",
            "n the supplier runs the system and we decide nothing about it",
            "look-again 2027-02-28",
            "levels",
            "reason the supplier runs it, as the contract says",
            // One goes elsewhere: then a word is about where one is.
            "next",
            "look-again 2027-03-31",
        ],
    );
    let kept = dump(folder.path());
    for line in [
        "again.A.6.2.4=2027-01-31\n",
        "reason.A.6.2.4=we use tools as they come and build nothing\n",
        "again.A.6.2.5=2027-02-28\n",
        "reason.A.6.2.5=the supplier runs it, as the contract says\n",
        "again.A.6.2.7=2027-03-31\n",
    ] {
        assert!(kept.contains(line), "{line}{kept}\n{said}");
    }
    assert_eq!(
        kept.lines().filter(|l| l.starts_with("reason.") || l.starts_with("again.")).count(),
        5,
        "{kept}"
    );
    assert!(
        said.contains("A.6.2.4 is left out without a reason, which stays open: lists tells it."),
        "{said}"
    );
    assert_eq!(said.matches("For A.6.2.4, which you just left out.").count(), 1, "{said}");
    assert_eq!(said.matches("For A.6.2.5, which you just left out.").count(), 2, "{said}");
    // Where no reason can stand none is asked, and one that is typed all the same lands on no other control.
    talk(folder.path(), &["go A.5.2", "n", "reason we decide nothing about people"]);
    assert!(!dump(folder.path()).contains("reason.A.5.3"));
    assert!(dump(folder.path()).contains("reason.A.5.2=we decide"));
}

/// What the file holds is said where it would be asked again: beside a question of the quick check, where one word takes it, and
/// in a form whom the register names.
#[test]
fn what_the_registers_hold_is_said_before_it_is_asked() {
    let folder = fresh();
    let add = |args: &[&str]| {
        let (code, _, err) = run(folder.path(), &[&["record", "case.aims"], args].concat(), "");
        assert_eq!(code, 0, "{err}");
    };
    add(&["system", "add", "name=Chat", "purpose=Answers customers"]);
    let out = talk(folder.path(), &["check", "3", "1", "1", "same", "same", "leave", "quit"]);
    assert!(
        out.contains(
            "Looks like Yes. Your register holds 1 AI system with \"Used for\". The word same takes it"
        ),
        "{out}"
    );
    // For the fifth the registers hold nothing, and the word takes nothing.
    assert!(out.contains("That is no answer here. Nothing was changed."), "{out}");
    let facts = dump(folder.path());
    assert!(facts.contains("quick.q4=yes\n") && !facts.contains("quick.q5="), "{facts}");

    let lines = ["record objective", "Faster answers", "leave", "quit"];
    let out = talk(folder.path(), &lines);
    assert!(!out.contains("Known: "), "nobody is in the register yet: {out}");
    for name in ["Anna Korn", "Ben Kruste"] {
        add(&["person", "add", &format!("name={name}")]);
    }
    let mut lines = vec!["record objective", "Faster answers"];
    let owner = Kind::find(clausewise::model::record::KINDS, "objective").unwrap();
    let asked: Vec<&Field> = owner.typed().filter(|f| !f.later).skip(1).collect();
    for f in &asked {
        lines.extend(if f.typ == Type::Who { vec!["?", "Frida Nobody"] } else { vec![""] });
    }
    lines.push("quit");
    let out = talk(folder.path(), &lines);
    assert!(out.contains("Known: Anna Korn, Ben Kruste; another name is kept as typed"), "{out}");
    assert!(out.lines().any(|l| l == "Ben Kruste"), "? lists all of them: {out}");
    assert!(
        out.contains("Frida Nobody is not in the register of people: kept as typed; person adds a person."),
        "{out}"
    );
    assert!(dump(folder.path()).contains(".owner=Frida Nobody\n"));
    // One of the register is meant whatever the capitals, and nothing is said.
    let out = talk(folder.path(), &["record objective 1 owner anna korn", "quit"]);
    assert!(!out.contains("is not in the register"), "{out}");
    let out = talk(folder.path(), &["record objective 1 owner Frida", "quit"]);
    assert!(out.contains("Frida is not in the register of people"), "{out}");
    for n in 0..8 {
        add(&["person", "add", &format!("name=Somebody Long {n}")]);
    }
    let out = talk(folder.path(), &["record objective 1 owner", "", "quit"]);
    assert!(out.contains("Ben Kruste, ") && out.contains(" more; ? lists all, another name"), "{out}");
}
