//! What is not a line of a script: people, systems, answers of several people, the settings of the plan, and how a
//! file begins, goes on in another and leaves. The front ends that have a verb come to the same facts and files.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use clausewise::model::Level;
use clausewise::model::assessment::keys;
use clausewise::model::record::{Draft, PERSON, SYSTEM};
use clausewise::tui::dialog::Dialog;
use clausewise::words;
use clausewise::work::{Call, Work};
use clausewise::{bank, plain};

use super::harness::Driver;
use super::{Facts, Nobody, at_rest, facts_in, fresh, in_plain_mode_lines, same, script, today};

fn program(folder: &Path, args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clausewise"));
    command.args(args).current_dir(folder);
    for name in ["HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
        command.env(name, folder);
    }
    let o = command.output().unwrap();
    assert!(o.status.success(), "{args:?}: {}", String::from_utf8_lossy(&o.stderr));
    String::from_utf8(o.stdout).unwrap()
}

fn facts_of(path: &Path) -> Facts {
    let q = bank::embedded().unwrap();
    let s = clausewise::session::Session::open(q, path, "", false, std::time::Duration::ZERO).unwrap();
    same(s.assessment().facts())
}

/// A window on a file that is there.
fn window(path: &Path) -> Driver {
    let mut d = Driver::home((120, 40));
    d.app.shell.today = today();
    d.app.open(path).unwrap();
    d
}

fn draft(fields: &[(&str, &str)]) -> Draft {
    fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
}

/// Fills in one field of the uppermost form and finishes it.
fn fill(d: &mut Driver, key: &str, typed: &str) {
    let Some(Dialog::Form(form)) = d.app.shell.dialogs.last_mut() else { panic!("no form: {}", d.picture()) };
    form.at = form.fields.iter().position(|f| f.key == key).unwrap();
    d.keys("ctrl-u").text(typed).keys("ctrl-s");
}

fn people_and_votes(w: &mut Work) -> Vec<String> {
    let mut said = Vec::new();
    let mut call =
        |w: &mut Work, call: Call| said.push(words::outcome(&w.call(&call).unwrap().said, &Nobody));
    call(w, Call::Put { kind: &PERSON, id: None, draft: draft(&[("name", "Bo")]) });
    call(w, Call::Put { kind: &SYSTEM, id: None, draft: draft(&[("name", "Chatbot")]) });
    let people: Vec<_> = w.a().people().iter().map(|p| p.id.clone()).collect();
    for (who, level) in people.into_iter().zip([Level::InUse, Level::Planned]) {
        call(w, Call::Vote { at: "5.2".to_owned(), who: who.to_string(), level: Some(level) });
    }
    call(w, Call::Reveal { at: "5.2".to_owned() });
    call(w, Call::About(vec![(keys::HOURS, "9".to_owned())]));
    said
}

#[test]
fn people_systems_votes_and_the_hours_come_to_the_same() {
    let (_folder, mut w) = fresh();
    let outcomes = people_and_votes(&mut w);
    let facts = same(w.a().facts());

    let folder = at_rest();
    let empty = "\n".repeat(9);
    let lines = format!("person\nBo{empty}\nsystem\nChatbot{empty}\ngo 5.2\nvotes\n4\n2\nyes\nhours 9");
    let said = in_plain_mode_lines(folder.path(), &lines);
    assert_eq!(facts_in(folder.path()), facts, "{said}");
    for words in outcomes {
        // A hint at a word of plain mode may follow.
        let first = words.split(". ").next().unwrap().trim_end_matches('.').to_owned();
        assert!(said.contains(&first), "{first}: {said}");
    }

    let folder = at_rest();
    let mut d = window(&folder.path().join("case.aims"));
    d.keys("a home tab +");
    fill(&mut d, "name", "Bo");
    d.keys("a home tab tab +");
    fill(&mut d, "name", "Chatbot");
    d.keys("/").text("5.2").keys("enter r 4 2 enter enter");
    d.keys("f6 f1").text("Change hours a week").keys("enter ctrl-a backspace").text("9").keys("enter");
    assert_eq!(same(&d.facts()), facts, "{}", d.picture());
}

/// A script votes and shows as the window does; what cannot be is refused and changes nothing.
#[test]
fn a_script_votes_person_by_person() {
    let (_folder, mut w) = fresh();
    people_and_votes(&mut w);
    let folder = at_rest();
    let file = folder.path().join("case.aims");
    program(folder.path(), &["record", "case.aims", "person", "add", "name=Bo"]);
    program(folder.path(), &["record", "case.aims", "system", "add", "name=Chatbot"]);
    let said = script(folder.path(), "go 5.2\nvote Ana Sousa 4\nvote P-2 planned\n", &[]);
    assert!(facts_of(&file).keys().all(|k| !k.starts_with("votes-shown.")), "{said:?}");
    script(folder.path(), "go 5.2\nreveal\nhours 9\n", &[]);
    assert_eq!(facts_of(&file), same(w.a().facts()));
    let said = script(folder.path(), "go 5.2\nvote Nobody 4\n", &[]);
    assert!(format!("{said:?}").contains("There is no person"), "{said:?}");
    script(folder.path(), "go 5.2\nvote Ana Sousa -\nvote Bo -\n", &[]);
    assert!(
        facts_of(&file).keys().all(|k| !k.starts_with("vote")),
        "the last answer takes the showing with it"
    );
}

/// One file each by the command, by plain mode and by the window, with the same facts.
#[test]
fn a_file_begins_the_same_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let start = today().to_string();
    let facts = [
        ("--org", "Case Ltd"),
        ("--scope", "All of it"),
        ("--role", "user"),
        ("--size", "12"),
        ("--hours-per-week", "6"),
        ("--start", start.as_str()),
        ("--target", "2041-01-01"),
    ];
    let mut args = vec!["new", "a.aims"];
    args.extend(facts.iter().flat_map(|(name, value)| [*name, *value]));
    program(folder.path(), &args);
    let wanted = facts_of(&path("a.aims"));

    let lines: Vec<&str> = facts.iter().map(|(_, value)| *value).collect();
    let input = format!("new\n{}\n{}\nquit\n", lines.join("\n"), path("b.aims").display());
    let mut out = Vec::new();
    let start = plain::Start {
        bank: bank::embedded().unwrap(),
        kinds: clausewise::model::record::KINDS,
        file: None,
        today: today(),
        by: "t",
        echo: false,
    };
    plain::run(start, &mut input.as_bytes(), &mut out).unwrap();
    assert_eq!(facts_of(&path("b.aims")), wanted, "{}", String::from_utf8_lossy(&out));

    let mut d = Driver::home((120, 40));
    d.app.run(clausewise::tui::keymap::AtHome::New.into());
    for value in lines {
        d.keys("ctrl-u").text(value).keys("enter");
    }
    d.text(&path("c.aims").display().to_string()).keys("enter");
    assert_eq!(same(&d.facts()), wanted, "{}", d.picture());

    // Without the name of the organisation there is none, and everybody says so alike.
    let refused = words::refused(&clausewise::work::Refused::Missing { field: keys::ORGANISATION }, &Nobody);
    let mut args = vec!["new", "d.aims", "--org", " "];
    args.extend(["--size", "12"]);
    let o = Command::new(env!("CARGO_BIN_EXE_clausewise"))
        .args(args)
        .current_dir(folder.path())
        .env("HOME", folder.path())
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&o.stderr).contains(&refused), "{refused}: {o:?}");
    let mut d = Driver::home((120, 40));
    d.app.run(clausewise::tui::keymap::AtHome::New.into());
    d.keys("ctrl-s");
    assert!(d.words().contains(&refused), "{}", d.picture());
    assert!(!path("d.aims").exists());
}

#[test]
fn a_follow_up_holds_the_same_by_command_and_in_the_window() {
    let (folder, mut w) = fresh();
    w.rate("4.1", Some(Level::InUse), Some("heard from Ana"), false).unwrap();
    w.into_session().close().unwrap();
    // The name of the file is remembered in the new one, however long it is.
    let long = format!("{}.aims", "case-".repeat(15));
    std::fs::rename(folder.path().join("case.aims"), folder.path().join(&long)).unwrap();
    program(folder.path(), &["follow-up", &long, "by-command.aims"]);
    let old = facts_of(&folder.path().join(&long));
    let by_key = folder.path().join("by-key.aims");
    let mut d = window(&folder.path().join(&long));
    d.keys("f4 F");
    fill(&mut d, "path", &by_key.display().to_string());
    assert_eq!(same(&d.facts()), facts_of(&folder.path().join("by-command.aims")), "{}", d.picture());
    assert_eq!(facts_of(&folder.path().join(&long)), old, "the first assessment is untouched");
}

fn files_in(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    entries
        .map(|p| (p.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&p).unwrap()))
        .collect()
}

#[test]
fn the_same_documents_leave_by_command_by_word_and_by_key() {
    let (folder, mut w) = fresh();
    w.rate("4.1", Some(Level::InUse), Some("heard from Ana"), false).unwrap();
    w.into_session().close().unwrap();
    let at = |name: &str| folder.path().join(name);
    program(folder.path(), &["export", "case.aims", "--for", "client", "--to", "by-command"]);
    let wanted = files_in(&at("by-command"));
    assert!(wanted.len() > 4, "{:?}", wanted.keys());
    let said = in_plain_mode_lines(folder.path(), &format!("export {}", at("by-word").display()));
    let files = wanted.len();
    assert!(said.contains(&format!("{files} files written to ")), "{said}");
    assert_eq!(files_in(&at("by-word")), wanted);
    let mut d = window(&at("case.aims"));
    // Eight readers and Everything above it; then the chooser is there again where it was left.
    d.keys("x down down down down down down down down down enter ctrl-a backspace");
    d.text(&at("by-key").display().to_string()).keys("enter up up up up up up up up up enter");
    for _ in 0..2000 {
        d.app.tick(std::time::Instant::now());
        if d.app.job.is_none() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert_eq!(files_in(&at("by-key")), wanted, "{}", d.picture());
}
