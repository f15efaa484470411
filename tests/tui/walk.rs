//! A walk from home to everything the program can do, by what a screen shows: only keys that the footer names are
//! pressed, and of the list of commands only what an everyday word finds. At most six keys a function, where a word
//! that is typed counts as one.

use clausewise::model::record::{Draft, PERSON, SYSTEM};
use clausewise::tui::screen::home::{Known, RecentFile};
use clausewise::{bank, files, sample};

use super::harness::{Driver, today};

/// Keys a function may take.
const MOST: usize = 6;

/// What somebody wants, the word they would type for it, and what they see when they are there.
type Wanted = (&'static str, &'static str, &'static str);

/// At home, before anything is opened.
const AT_HOME: &[Wanted] = &[
    ("be led from the start", "begin", "Who is it for?"),
    ("twenty questions", "check", "1 of 20, about"),
    ("a new assessment", "new", "Organisation"),
    ("open a file", "open", "Open an assessment"),
    ("look at an example firm", "demo", "Which firm do you want to look at?"),
    ("read what the roles mean", "role", "The way to a certificate"),
    ("look up a word", "glossary", "Words of the field"),
    ("a light look", "light", "Look:"),
    ("every key", "keys", "Every key"),
];

/// With the file of the list.
const IN_THE_FILE: &[Wanted] = &[
    ("the question", "question", "Question "),
    ("the outline", "contents", "Outline "),
    ("the results", "score", "Results "),
    ("the gap list", "gaps", "Gap list "),
    ("the plan", "plan", "Roadmap "),
    ("the first ten things", "top ten", "Your first ten "),
    ("a clause in short", "summary", "Clause in short "),
    ("a vote", "vote", "Answers to A.2.2"),
    ("a timebox", "timer", "Minutes"),
    ("a report", "report", "Whom are the papers for"),
    ("the SoA", "soa", "38 controls:"),
    ("print", "print", "Whom are the papers for"),
    ("a PDF", "pdf", "Whom are the papers for"),
    ("people", "person", "About "),
    ("compare with before", "compare", "Compare"),
    ("merge two files", "merge", "Merge another copy of this file"),
    ("large type", "big", "Room "),
    ("take a mistake back", "mistake", "makes it again"),
    ("the history", "history", "History "),
    ("name evidence", "proof", "Add a piece of evidence"),
    ("park something", "park", "Add a parked item"),
    ("what is to be found out", "find out", "Open and parked "),
    ("leave a control out", "exclude", "Why A.2.2 does not apply"),
    ("answer for one AI system", "system", "AI system"),
    ("what if", "scenario", "What if?"),
    ("hours a week", "hours a week", "Hours a week"),
    ("name an owner", "responsible", "Who owns"),
    ("the hours of an action", "effort", "Hours for"),
    ("another rank", "rank", "Rank of the gap"),
    ("split an action", "split", "into parts that follow"),
    ("join gaps", "join", "Make one action of several gaps"),
    ("a due date", "due date", "Due date of"),
    ("an earliest start", "not before", "Earliest start of"),
    ("how one sees that it is done", "acceptance", "is done when"),
    ("this week", "this week", "This week"),
    ("records to start", "records to start", "Records to start"),
    ("filter the gaps", "band", "Show which gaps?"),
    ("an action of one's own", "new action", "Add an action"),
    ("a glossary", "glossary", "Words of the field"),
    ("what an auditor asks for", "auditor", "The levels"),
    ("why a figure is as it is", "formula", "Rows behind it"),
    ("freeze this state", "freeze", "Freeze"),
    ("next year's follow-up", "next year", "Start a follow-up"),
    ("backups", "backup", "Backups "),
    ("a copy of the file", "save as", "Save a copy"),
    ("a dark look", "dark", "Look:"),
    ("hide scores", "hide", "cores are hidden"),
    ("weak answers", "weak answers", "X-ray "),
    ("a mark for later", "flag", "A.2.2 no longer marked"),
    ("a note", "comment", "Note on"),
    ("somebody disagrees", "disagree", "Dissent on A.2.2"),
    ("the next open question", "unanswered", "Question "),
    ("the next gap", "next gap", "Question "),
    ("roles and guides", "role", "The way to a certificate"),
    ("home", "switch", "Where do you stand"),
    ("quit", "exit", "Quit?"),
];

/// A sample left at a control, with a person, an AI system and a frozen state.
fn prepared() -> Driver {
    let mut d = Driver::home((100, 30));
    let path = d.folder.path().join("bakery.aims");
    sample::create(bank::embedded().unwrap(), None, &path, today(), false).unwrap();
    d.app.open(&path).unwrap();
    {
        let work = &mut d.app.desk.as_mut().unwrap().work;
        let named = |name: &str| Draft::from([("name".to_owned(), name.to_owned())]);
        work.put(&PERSON, None, &named("Ana Sousa")).unwrap();
        work.put(&SYSTEM, None, &named("Chatbot")).unwrap();
        work.freeze("After the workshop").unwrap();
    }
    d.keys("/").text("A.2.2").keys("enter");
    // Where one is reaches the file with the next change after a beat.
    std::thread::sleep(std::time::Duration::from_millis(450));
    d.settle().keys("m").settle().keys("f8").settle();
    d
}

/// Home, with that file on the list.
fn at_home(prepared: &Driver) -> Driver {
    let mut d = Driver::home((100, 30));
    let path = d.folder.path().join("bakery.aims");
    std::fs::copy(prepared.folder.path().join("bakery.aims"), &path).unwrap();
    let recent = RecentFile {
        path: path.clone(),
        name: files::shown_name(&path, 48),
        folder: files::human_path(&files::folder_of(&path)),
        place: files::human_path(&path),
        opened: Some(today()),
        known: Known::NotYet,
    };
    d.app.home.show(vec![recent]);
    d.settle();
    assert!(d.picture().contains("bakery.aims"), "{}", d.picture());
    d
}

/// The keys and their words as the footer shows them.
fn footer(d: &Driver) -> Vec<(String, String)> {
    let picture = d.picture();
    let line = picture.lines().last().unwrap_or_default().trim().to_owned();
    let pairs = line.split("  ").filter_map(|pair| pair.trim().split_once(' '));
    pairs.map(|(key, word)| (key.to_owned(), word.to_owned())).collect()
}

/// Presses the key whose word this is; only what the footer names can be pressed.
fn press(d: &mut Driver, word: &str, walked: &mut Vec<String>) {
    let named = footer(d);
    let Some((key, _)) = named.iter().find(|(_, w)| w == word) else {
        panic!("after {walked:?} nothing says \"{word}\": {}", d.picture());
    };
    d.keys(&key.to_lowercase());
    walked.push(key.clone());
}

/// Walks by the list of commands, from home or from the file that is listed there.
fn walk(prepared: &Driver, open_first: bool, (_, word, seen): Wanted) -> Result<Vec<String>, String> {
    let mut d = at_home(prepared);
    let mut walked = Vec::new();
    if open_first {
        press(&mut d, "open", &mut walked);
    }
    press(&mut d, "help", &mut walked);
    d.text(word);
    walked.push(format!("\"{word}\""));
    let there = |d: &Driver| {
        let over_list = matches!(d.app.shell.dialogs.last(), Some(clausewise::tui::dialog::Dialog::Help(_)));
        // A list of commands that names it is not the thing.
        let found = d.words().contains(seen);
        found && (!over_list || seen == "Every key")
    };
    while !there(&d) && walked.len() < MOST {
        if !footer(&d).iter().any(|(key, word)| key == "Enter" && word == "runs it") {
            break;
        }
        press(&mut d, "runs it", &mut walked);
    }
    if there(&d) { Ok(walked) } else { Err(format!("{walked:?}\n{}", d.picture())) }
}

#[test]
fn everything_is_found_from_home_in_six_keys_by_what_is_shown() {
    let mut faults = Vec::new();
    let prepared = prepared();
    let all = AT_HOME.iter().map(|w| (false, w)).chain(IN_THE_FILE.iter().map(|w| (true, w)));
    let mut found = 0;
    for (open_first, wanted) in all {
        match walk(&prepared, open_first, *wanted) {
            Ok(walked) => {
                found += 1;
                println!("{:<34} {} {}", wanted.0, walked.len(), walked.join(" "));
            }
            Err(why) => faults.push(format!("{} ({}): {why}", wanted.0, wanted.1)),
        }
    }
    println!("{found} found");
    assert!(
        faults.is_empty(),
        "{} of {} not found\n{}",
        faults.len(),
        found + faults.len(),
        faults.join("\n")
    );
}
