//! One verb is one thing wherever it is asked for: the same random verbs by `Work::call`, typed into plain mode, as a
//! script, and in the window come to the same facts and the same words.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

#[path = "tui/harness.rs"]
#[allow(dead_code, reason = "the window's tests use all of it")]
mod harness;
#[path = "verbs/roadmap.rs"]
mod roadmap;
#[path = "verbs/whole.rs"]
mod whole;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use clausewise::model::Level;
use clausewise::model::assessment::keys;
use clausewise::model::record::value::Context;
use clausewise::model::record::{Draft, EVIDENCE, Kind, NUMBER, PARKED, PERSON, SYSTEM, record_key, write};
use clausewise::model::said::{Matter, Said, Verb};
use clausewise::plain::{Start, Typed};
use clausewise::session::Session;
use clausewise::tui::app::App;
use clausewise::tui::dialog::{Dialog, Pick, PickRow};
use clausewise::tui::keymap::{InGaps, OnCard, OnRoadmap};
use clausewise::tui::screen::lists::ListRow;
use clausewise::tui::theme::{Look, Theme};
use clausewise::words::{self, Names};
use clausewise::work::line::Deed;
use clausewise::work::{Call, Done, NewAction, Refused, Work, begin};
use clausewise::{bank, plain};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use tempfile::TempDir;

use harness::Driver;

type Facts = BTreeMap<String, String>;

/// One verb, with all it takes.
#[derive(Debug, Clone)]
enum Act {
    Rate(&'static str, Option<Level>),
    /// Said of the place one is at.
    Here(Matter, &'static str, String),
    /// Said of an id behind the word.
    Of(Matter, &'static str, String),
    Mark(&'static str),
    Named(&'static Kind, &'static str, String),
    Close(String),
    Hours(String),
    Progress(&'static str),
    Split(&'static str, &'static str),
    Join(&'static str, &'static str),
    /// An action of one's own at a place: what, output, hours, what it closes, what it waits for, its owner.
    Add(&'static str, [&'static str; 6]),
    /// An action of a parked item by its number: output and hours.
    Promote(&'static str, [&'static str; 2]),
    Drop(&'static str),
    Snapshot(String),
    Undo(bool),
    /// From here on controls are answered for this system; nothing is all of them.
    For(&'static str),
    /// A row of the statement: its text or day, what it is needed for, the systems it is for; by deed.
    Stated(Deed, &'static str, &'static str),
    /// Takes what is known already: a check that asks for the same, or what registers hold.
    Known(&'static str),
    /// Answers a question of a paper.
    Paper(&'static str, &'static str),
    /// Keeps how the file of a piece of evidence is.
    Cite(&'static str),
}

const HEADINGS: [&str; 3] = ["9", "4", "A.6"];
const PLACES: [&str; 8] = ["4.1", "4.1/2", "5.2", "5.2/1", "9.2.1", "A.6.2.4", "A.6.2.4/1", "A.10.3"];

fn today() -> Date {
    jiff::Zoned::now().date()
}

fn is_heading(at: &str) -> bool {
    HEADINGS.contains(&at)
}

impl Act {
    fn call(&self, w: &Work) -> Call {
        match self.clone() {
            Self::Rate(at, level) => {
                Call::Rate { at: at.to_owned(), level, note: None, go_on: !is_heading(at) }
            }
            Self::Here(matter, at, typed) | Self::Of(matter, at, typed) => {
                let typed = if typed == "-" { String::new() } else { typed };
                Call::Write { matter, at: at.to_owned(), typed }
            }
            Self::Mark(at) => Call::Mark { at: at.to_owned() },
            Self::Named(kind, at, what) => {
                let mut draft = w.begun(kind, at);
                draft.extend(w.known(kind, at, &what).unwrap());
                Call::Put { kind, id: None, draft }
            }
            Self::Close(number) => Call::Close { number },
            Self::Hours(typed) => Call::About(vec![(keys::HOURS, typed)]),
            Self::Progress(id) => Call::Progress { id: id.to_owned() },
            Self::Split(id, parts) => {
                Call::Split { id: id.to_owned(), parts: parts.split("; ").map(str::to_owned).collect() }
            }
            Self::Join(ids, rest) => {
                let (what, output) = rest.split_once("; ").unwrap();
                Call::Join { ids: ids.to_owned(), what: what.to_owned(), output: output.to_owned() }
            }
            Self::Add(at, fields) => {
                let [what, output, hours, closes, after, owner] = fields.map(str::to_owned);
                let at = w.filed_under(at);
                Call::AddAction(NewAction { at, what, output, hours, closes, after, owner, parked: None })
            }
            Self::Promote(number, [output, hours]) => {
                let (output, hours) = (output.to_owned(), hours.to_owned());
                let new = NewAction { output, hours, ..NewAction::default() };
                Call::Promote { number: number.to_owned(), new }
            }
            Self::Drop(id) => Call::Drop { id: id.to_owned() },
            Self::Snapshot(name) => Call::Freeze { name },
            Self::Undo(again) => Call::Undo { again },
            Self::For(system) => Call::For { system: system.to_owned() },
            Self::Stated(deed, at, typed) => {
                let (at, typed) =
                    (at.to_owned(), if typed == "-" { String::new() } else { typed.to_owned() });
                match deed {
                    Deed::Drivers => Call::Drivers { at, typed },
                    Deed::Decide => Call::Decide { at, typed },
                    Deed::Systems => Call::ForSystems { at, typed },
                    Deed::Treats => Call::OfRisks { at, typed },
                    Deed::Write(matter) => Call::Write { matter, at, typed },
                    other => panic!("{other:?} is of no row"),
                }
            }
            Self::Known(at) => Call::Same { at: at.to_owned(), from: String::new() },
            Self::Paper(question, answer) => {
                let answer = if answer == "-" { "" } else { answer };
                Call::Papers(vec![(question.to_owned(), answer.to_owned())])
            }
            Self::Cite(number) => Call::Cite { typed: number.to_owned() },
        }
    }

    /// Where one has to be for it.
    fn place(&self) -> Option<&'static str> {
        match self {
            Self::Rate(at, _)
            | Self::Here(_, at, _)
            | Self::Mark(at)
            | Self::Named(_, at, _)
            | Self::Stated(_, at, _)
            | Self::Known(at)
            | Self::Add(at, _) => Some(at).copied().filter(|at| !is_heading(at)),
            // The window chooses on the card of a control.
            Self::For(_) => Some("A.10.3"),
            _ => None,
        }
    }

    fn word(&self) -> String {
        let of = |matter: Matter| matter.prefix().trim_end_matches('.').to_owned();
        match self {
            Self::Rate(at, level) => format!("rate {at} {}", level.map_or("clear", Level::key)),
            Self::Here(matter, _, typed) => format!("{} {typed}", of(*matter)),
            Self::Of(matter, at, typed) => format!("{} {at} {typed}", of(*matter)),
            Self::Mark(_) => "mark".to_owned(),
            Self::Named(kind, _, what) if kind.key == EVIDENCE.key => format!("evidence {what}"),
            Self::Named(_, _, what) => format!("park {what}"),
            Self::Close(number) => format!("close {number}"),
            Self::Hours(typed) => format!("hours {typed}"),
            Self::Progress(id) => format!("progress {id}"),
            Self::Split(id, parts) => format!("split {id} {parts}"),
            Self::Join(ids, rest) => format!("join {ids}; {rest}"),
            Self::Add(_, fields) => format!("add {}", fields.join("; ")),
            Self::Promote(number, fields) => format!("add {number}; {}", fields.join("; ")),
            Self::Drop(id) => format!("drop {id}"),
            Self::Snapshot(name) => format!("snapshot {name}"),
            Self::For(system) => format!("for {}", if system.is_empty() { "all" } else { system }),
            Self::Stated(deed, _, typed) => format!("{} {typed}", deed.typed()),
            Self::Known(_) => Deed::Same.typed().to_owned(),
            Self::Paper(question, answer) => format!("paper {question} {answer}"),
            Self::Cite(number) => format!("cite {number}"),
            Self::Undo(again) => if *again { "redo" } else { "undo" }.to_owned(),
        }
    }

    /// As it is typed in plain mode; what is asked beside it is left empty.
    fn typed(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.place().map(|at| format!("go {at}")).into_iter().collect();
        match self {
            Self::Rate(at, level) if !is_heading(at) => {
                lines.push(level.map_or("c", Level::sign).to_owned());
                lines.push(String::new());
            }
            Self::Named(..) => {
                lines.push(self.word());
                lines.extend(vec![String::new(); 8]);
            }
            _ => lines.push(self.word()),
        }
        lines
    }

    /// As lines of a script.
    fn scripted(&self) -> String {
        if let Self::Rate(at, level) = self {
            return format!("{at} {}\n", level.map_or("clear", Level::key));
        }
        let go = self.place().map_or_else(String::new, |at| format!("go {at}\n"));
        format!("{go}{}\n", self.word())
    }
}

fn text() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["heard from Ana", "- two", "-", "?", "Bo, IT: by May", "100 % sure"])
        .prop_map(str::to_owned)
}

fn act() -> impl Strategy<Value = Act> {
    let place = || prop::sample::select(PLACES.to_vec());
    let anywhere = prop::sample::select([&PLACES[..], &HEADINGS[..]].concat());
    let work = prop::sample::select(vec!["4.1", "5.2", "9.2.1", "A.10.3", "5.2/1"]);
    let level = prop::sample::select(
        Level::ALL.into_iter().map(Some).chain([None, Some(Level::Nothing)]).collect::<Vec<_>>(),
    );
    let here = prop::sample::select(vec![Matter::Note, Matter::Ask, Matter::Reason, Matter::Dissent]);
    let behind = prop_oneof![
        prop::sample::select(vec!["Ana Sousa", "-"]).prop_map(|t| (Matter::Owner, t)),
        prop::sample::select(vec!["7", "-", "x", "0.5"]).prop_map(|t| (Matter::Effort, t)),
        prop::sample::select(vec!["1 customer asks", "3", "-", "x y"]).prop_map(|t| (Matter::Rank, t)),
        prop::sample::select(vec!["2040-03-01", "-", "soon"]).prop_map(|t| (Matter::Pin, t)),
        prop::sample::select(vec!["2040-06-30", "-"]).prop_map(|t| (Matter::Due, t)),
        Just((Matter::DoneWhen, "the board has signed it")),
    ];
    let what = prop::sample::select(vec!["AI policy v2", "tools of contractors"]);
    prop_oneof![
        6 => (anywhere, level).prop_map(|(at, level)| Act::Rate(at, level)),
        4 => (here, place(), text()).prop_map(|(m, at, t)| Act::Here(m, at, t)),
        3 => (work, behind).prop_map(|(at, (m, t))| Act::Of(m, at, t.to_owned())),
        1 => place().prop_map(Act::Mark),
        2 => (place(), what.clone()).prop_map(|(at, w)| Act::Named(&EVIDENCE, at, w.to_owned())),
        2 => (place(), what).prop_map(|(at, w)| Act::Named(&PARKED, at, w.to_owned())),
        1 => prop::sample::select(vec!["1", "2", "P-1", "9"]).prop_map(|n| Act::Close(n.to_owned())),
        1 => prop::sample::select(vec!["3", "12.5", "x", "0"]).prop_map(|n| Act::Hours(n.to_owned())),
        4 => shape(),
        1 => Just(Act::Snapshot("before the audit".to_owned())),
        4 => any::<bool>().prop_map(Act::Undo),
        3 => prop::sample::select(vec!["", "S-1", "Chatbot", "S-2"]).prop_map(Act::For),
        5 => recorded(),
    ]
}

/// What is done to the statement, to papers and to files of evidence.
fn recorded() -> impl Strategy<Value = Act> {
    let control = || prop::sample::select(vec!["A.6.2.4", "A.10.3", "5.2"]);
    let of = |deed: Deed, typed: Vec<&'static str>| {
        (control(), prop::sample::select(typed)).prop_map(move |(at, typed)| Act::Stated(deed, at, typed))
    };
    let question = prop::sample::select(vec!["ai-policy.public", "ai-policy.nothing"]);
    prop_oneof![
        2 => of(Deed::Write(Matter::WhyIn), vec!["the customer contract asks for it", "-"]),
        1 => of(Deed::Write(Matter::How), vec!["one page, read by everybody", "-"]),
        1 => of(Deed::Write(Matter::LookAgain), vec!["2041-01-31", "-", "soon"]),
        2 => of(Deed::Drivers, vec!["risk, contract", "=", "-", "luck"]),
        3 => of(Deed::Decide, vec!["yes", "no", "undecided", "yes the contract asks for it", "no we have none", "perhaps"]),
        2 => of(Deed::Systems, vec!["S-1", "Chatbot, Forecast", "S-9", "-"]),
        1 => of(Deed::Treats, vec!["R-1", "R-9", "-"]),
        1 => prop::sample::select(PLACES.to_vec()).prop_map(Act::Known),
        1 => (question, prop::sample::select(vec!["everybody who asks", "-"])).prop_map(|(q, a)| Act::Paper(q, a)),
        3 => prop::sample::select(vec!["E-1", "1", "E-2", "E-3", "E-9"]).prop_map(Act::Cite),
    ]
}

/// What is done to the roadmap.
fn shape() -> impl Strategy<Value = Act> {
    let id =
        || prop::sample::select(vec!["4.1", "5.2", "9.2.1", "5.2-a", "5.2-b", "M-1", "M-2", "H-1", "H-3"]);
    let parts = prop::sample::select(vec!["1 Draft it; 2 Sign it", "Draft it; 2 Sign it", "1 Draft it"]);
    let joined = prop::sample::select(vec!["4.1, 5.2", "5.2 9.2.1", "4.1, H-1"]);
    let own = prop::sample::select(vec![
        ["Ask the customers", "A list", "6", "5.2", "", "Ana Sousa"],
        ["Ask the customers", "A list", "6", "", "5.2, 4.1", ""],
        ["Ask the customers", "A list", "many", "", "", ""],
        ["Ask the customers", "A list", "6", "x", "", ""],
    ]);
    prop_oneof![
        2 => id().prop_map(Act::Progress),
        2 => (id(), parts).prop_map(|(id, parts)| Act::Split(id, parts)),
        1 => joined.prop_map(|ids| Act::Join(ids, "Both in one go; One policy")),
        1 => (prop::sample::select(PLACES.to_vec()), own).prop_map(|(at, fields)| Act::Add(at, fields)),
        1 => prop::sample::select(vec!["1", "K-2"]).prop_map(|no| Act::Promote(no, ["A list", "6"])),
        1 => id().prop_map(Act::Drop),
    ]
}

/// A new file in a folder of its own.
fn fresh() -> (TempDir, Work) {
    let folder = tempfile::tempdir().unwrap();
    let q = bank::embedded().unwrap();
    let sets = [
        (keys::ORGANISATION, "Case".to_owned()),
        (keys::HOURS, "6".to_owned()),
        (keys::START, "2040-01-02".to_owned()),
    ];
    let mut first = begin::founding(&q, sets, today()).unwrap();
    let none = clausewise::model::Assessment::new(&q);
    let c = Context { q: &q, a: &none, today: today(), kinds: clausewise::model::record::KINDS };
    let systems = ["Chatbot", "Forecast"].map(|name| Draft::from([("name".to_owned(), name.to_owned())]));
    first.changes.extend(write::add_all(c, &SYSTEM, &mut Session::new_id, &systems).unwrap().changes);
    let people = [Draft::from([("name".to_owned(), "Ana Sousa".to_owned())])];
    first.changes.extend(write::add_all(c, &PERSON, &mut Session::new_id, &people).unwrap().changes);
    let paper = [("what", "Scope"), ("shows", "4.3/1"), ("place", "scope.pdf")];
    let paper = Draft::from(paper.map(|(field, typed)| (field.to_owned(), typed.to_owned())));
    first.changes.extend(write::add_all(c, &EVIDENCE, &mut Session::new_id, &[paper]).unwrap().changes);
    std::fs::write(folder.path().join("scope.pdf"), "All of it").unwrap();
    let s = begin::create(q, &folder.path().join("case.aims"), "t", &first, false).unwrap();
    (folder, Work::new(s, today()))
}

fn at_rest() -> TempDir {
    let (folder, w) = fresh();
    w.into_session().close().unwrap();
    folder
}

fn facts_in(folder: &Path) -> Facts {
    let path = folder.join("case.aims");
    let s = Session::open(bank::embedded().unwrap(), &path, "", false, Duration::ZERO).unwrap();
    same(s.assessment().facts())
}

/// The facts with records under their numbers instead of their random ids, in frozen states too.
fn same(facts: &Facts) -> Facts {
    let mut ids: BTreeMap<String, String> = BTreeMap::new();
    for (key, value) in facts {
        if let Some(k) = record_key(key) {
            let name = || format!("<{}>", k.kind);
            let entry = ids.entry(k.id.to_string()).or_insert_with(name);
            if k.field == NUMBER {
                *entry = format!("<{} {value}>", k.kind);
            }
        }
    }
    let renamed = |text: &str| ids.iter().fold(text.to_owned(), |t, (id, no)| t.replace(id.as_str(), no));
    facts
        .iter()
        .map(|(key, value)| {
            let frozen: Option<Facts> =
                Some(value).filter(|_| key.ends_with(".frozen")).and_then(|v| serde_json::from_str(v).ok());
            let value = frozen.map_or_else(|| renamed(value), |then| format!("{:?}", same(&then)));
            (renamed(key), value)
        })
        .collect()
}

/// What each verb came to, and the facts after all of them.
fn by_call(acts: &[Act]) -> (Vec<Result<Done, Refused>>, Facts) {
    let (_folder, mut w) = fresh();
    let came = acts.iter().map(|act| w.call(&act.call(&w))).collect();
    let facts = same(w.a().facts());
    w.into_session().close().unwrap();
    (came, facts)
}

fn in_plain_mode(folder: &Path, acts: &[Act]) -> String {
    let lines: Vec<String> = acts.iter().flat_map(Act::typed).collect();
    in_plain_mode_lines(folder, &lines.join("\n"))
}

fn in_plain_mode_lines(folder: &Path, lines: &str) -> String {
    let (input, mut out) = (format!("{lines}\n"), Vec::new());
    let path = folder.join("case.aims");
    let start = Start {
        bank: bank::embedded().unwrap(),
        kinds: clausewise::model::record::KINDS,
        file: Some(&path),
        today: today(),
        by: "t",
        echo: false,
    };
    plain::run(start, &mut input.as_bytes(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn script(folder: &Path, lines: &str, more: &[&str]) -> (i32, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_clausewise"))
        .args(["answer", "case.aims", "--script", "-"])
        .args(more)
        .current_dir(folder)
        .env("HOME", folder)
        .env("XDG_STATE_HOME", folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let _ = child.stdin.take().unwrap().write_all(lines.as_bytes());
    let o = child.wait_with_output().unwrap();
    let said = |bytes| String::from_utf8(bytes).unwrap();
    (o.status.code().unwrap(), said(o.stdout), said(o.stderr))
}

/// A window on a file, with the same verbs done beside it by call, to know what each comes to.
struct Window {
    d: Driver,
    beside: Work,
    _folder: TempDir,
}

impl Window {
    fn new() -> Self {
        let folder = at_rest();
        let theme = Theme { look: Look::Mono, ascii: true };
        let mut app = App::new(bank::embedded().unwrap(), theme, today(), "t");
        app.home.remembers = false;
        app.open(&folder.path().join("case.aims")).unwrap();
        let (beside_folder, beside) = fresh();
        Self { d: Driver { app, size: (100, 30), folder }, beside, _folder: beside_folder }
    }

    fn go(&mut self, at: &str) {
        self.d.keys("f3 /").text(at).keys("enter");
    }

    /// Goes down a list to the row of an id; false when it has none.
    fn select(&mut self, at: &str) -> bool {
        self.d.keys("home");
        for _ in 0..self.d.app.rows() {
            if self.d.app.selected_id().as_deref() == Some(at) {
                return true;
            }
            self.d.keys("down");
        }
        false
    }

    /// Writes over what the uppermost editor holds, and leaves it.
    fn write(&mut self, typed: &str) {
        let Some(Dialog::Edit(e)) = self.d.app.shell.dialogs.last() else { return };
        let end = if e.long { "ctrl-s" } else { "enter" };
        self.d.keys("ctrl-a backspace").text(if typed == "-" { "" } else { typed }).keys(end);
    }

    /// Picks the owner of the selected action from the people; false when nobody has to be taken off it.
    fn own(&mut self, typed: &str) -> bool {
        self.d.keys("o");
        let Some(Dialog::People(people)) = self.d.app.shell.dialogs.last() else { return true };
        let nobody = people
            .picker
            .rows
            .iter()
            .position(|r| matches!(&r.pick, Pick::Owner(_, name, _) if name.is_empty()));
        match (typed, nobody) {
            ("-", None) => drop(self.d.keys("esc")),
            ("-", Some(row)) => drop(self.d.keys("home").keys(&"down ".repeat(row)).keys("enter")),
            _ => drop(self.d.text(typed).keys("enter")),
        }
        typed != "-" || nobody.is_some()
    }

    /// Fills in the name of a new record.
    fn name(&mut self, what: &str) {
        if matches!(self.d.app.shell.dialogs.last(), Some(Dialog::Choose(..))) {
            self.d.keys("home enter");
        }
        while let Some(Dialog::Form(form)) = self.d.app.shell.dialogs.last() {
            if form.fields[form.at].key == "what" {
                break;
            }
            self.d.keys("down");
        }
        self.d.text(what).keys("ctrl-s");
    }

    /// Goes to the action with this id on the roadmap; false when there is none.
    fn select_action(&mut self, id: &str) -> bool {
        self.d.keys("f6 home");
        for _ in 0..self.d.app.rows() {
            let desk = self.d.app.desk.as_ref().unwrap();
            if desk.roadmap.item(&desk.work).is_some_and(|i| i.id == id) {
                return true;
            }
            self.d.keys("down");
        }
        false
    }

    /// Goes to a parked item by its number; false when there is none, or the number is one of another kind.
    fn select_parked(&mut self, number: &str) -> bool {
        self.d.keys("l");
        let desk = self.d.app.desk.as_mut().unwrap();
        let Ok(no) = number.trim_start_matches("K-").parse::<u32>() else { return false };
        let rows = desk.lists.rows(&desk.work);
        let Some(row) = rows.iter().position(|r| matches!(r, ListRow::Parked(p) if p.no == no)) else {
            return false;
        };
        desk.lists.cursor.at = row;
        true
    }

    /// Writes into fields of the uppermost form, whatever stood there, and finishes it.
    fn fill(&mut self, fields: &[(&str, &str)]) {
        for (key, typed) in fields {
            let Some(Dialog::Form(form)) = self.d.app.shell.dialogs.last_mut() else { return };
            form.at = form.fields.iter().position(|f| f.key == *key).unwrap();
            self.d.keys("ctrl-u").text(typed);
        }
        self.d.keys("ctrl-s");
    }

    /// Asks for a shape of the roadmap by keys; false when the window has no way to it as things are.
    fn shape(&mut self, act: &Act) -> bool {
        match act {
            Act::Progress(id) if self.select_action(id) => drop(self.d.keys("space")),
            Act::Drop(id) if self.select_action(id) => {
                self.d.keys("-");
                // What is refused is refused at once, without the question that Enter answers.
                if matches!(self.d.app.shell.dialogs.last(), Some(Dialog::Ask(_))) {
                    self.d.keys("enter");
                }
            }
            Act::Split(id, parts) if self.select_action(id) => {
                self.d.app.run(OnRoadmap::Split.into());
                let mut parts = parts.split("; ");
                let fields = ["1", "2", "3", "4"].map(|n| (n, parts.next().unwrap_or("")));
                self.fill(&fields);
            }
            Act::Join(ids, rest) if self.select_action(ids.split([',', ' ']).next().unwrap()) => {
                let (what, output) = rest.split_once("; ").unwrap();
                self.d.app.run(OnRoadmap::Merge.into());
                self.fill(&[("ids", ids), ("what", what), ("output", output)]);
            }
            Act::Add(at, [what, output, hours, closes, after, owner]) => {
                let at = self.beside.filed_under(at);
                self.d.keys("f6 +");
                self.fill(&[
                    ("at", &at),
                    ("what", what),
                    ("output", output),
                    ("hours", hours),
                    ("closes", closes),
                    ("after", after),
                    ("owner", owner),
                ]);
            }
            Act::Promote(number, [output, hours]) if self.select_parked(number) => {
                self.d.keys("+");
                self.fill(&[("output", output), ("hours", hours)]);
            }
            _ => return false,
        }
        true
    }

    /// Asks for a verb by keys; false when the window has no way to it as things are.
    fn ask(&mut self, act: &Act) -> bool {
        if let Some(at) = act.place() {
            self.go(at);
        }
        match act {
            Act::Rate(at, level) => {
                if is_heading(at) {
                    self.d.keys("f2");
                    assert!(self.select(at), "{at} in the outline");
                }
                self.d.keys(level.map_or("c", Level::sign));
            }
            Act::Here(matter, at, typed) => {
                // One key writes the reason or whom to ask, by what is answered there.
                let unknown = self.d.app.desk.as_ref().unwrap().work.is_unknown(at);
                match matter {
                    Matter::Note => drop(self.d.keys("e")),
                    Matter::Dissent => drop(self.d.keys("D")),
                    Matter::Ask if unknown => self.d.app.run(OnCard::Reason.into()),
                    Matter::Reason if !unknown => self.d.app.run(OnCard::Reason.into()),
                    _ => return false,
                }
                self.write(typed);
            }
            Act::Of(matter, at, typed) => {
                let on_gaps = matches!(matter, Matter::Owner | Matter::Effort | Matter::Rank);
                let there = if on_gaps {
                    self.d.keys("f5");
                    self.select(at)
                } else {
                    self.select_action(at)
                };
                if !there {
                    return false;
                }
                match matter {
                    Matter::Owner => return self.own(typed),
                    Matter::Effort => drop(self.d.keys("t")),
                    Matter::Pin => self.d.app.run(OnRoadmap::Pin.into()),
                    Matter::Due => self.d.app.run(OnRoadmap::Due.into()),
                    Matter::DoneWhen => self.d.app.run(OnRoadmap::DoneWhen.into()),
                    _ => self.d.app.run(InGaps::Rank.into()),
                }
                self.write(typed);
            }
            Act::Mark(_) => drop(self.d.keys("m")),
            Act::Named(kind, _, what) => {
                self.d.keys(if kind.key == EVIDENCE.key { "v" } else { "k" });
                self.name(what);
            }
            Act::Close(number) => {
                if !self.select_parked(number) {
                    return false;
                }
                self.d.keys("space");
            }
            Act::Hours(typed) => {
                self.d.keys("f6");
                self.d.app.run(OnRoadmap::Hours.into());
                self.write(typed);
            }
            Act::Snapshot(name) => {
                self.d.keys("f4 +");
                self.write(name);
            }
            Act::Progress(_)
            | Act::Split(..)
            | Act::Join(..)
            | Act::Add(..)
            | Act::Promote(..)
            | Act::Drop(_) => return self.shape(act),
            Act::For(system) => {
                let at = ["", "S-1", "S-2"].iter().position(|s| s == system).unwrap_or(1);
                self.d.keys("A pgup").keys(&"down ".repeat(at)).keys("enter");
            }
            // By the number of the one piece there is from the beginning.
            Act::Cite("E-1") => return self.cite(),
            // The window asks for these in forms of its own, and refuses there what a form does not take.
            Act::Stated(..) | Act::Known(_) | Act::Paper(..) | Act::Cite(_) => return false,
            Act::Undo(again) => drop(self.d.keys(if *again { "U" } else { "u" })),
        }
        true
    }

    /// Keeps how the file of the one piece is: on its card, then what its file is asked for.
    fn cite(&mut self) -> bool {
        self.go("4.3");
        self.d.keys("V");
        let keeps = |row: &PickRow| matches!(row.pick, Pick::KeepFiles(_));
        let Some(Dialog::Choose(_, picker)) = self.d.app.shell.dialogs.last() else { return false };
        let Some(row) = picker.rows.iter().position(keeps) else { return false };
        self.d.keys("home").keys(&"down ".repeat(row)).keys("enter").settle();
        true
    }

    /// Does a verb by keys and beside it by call, and compares facts and words.
    fn act(&mut self, act: &Act) {
        self.d.app.shell.undo_line = None;
        if !self.ask(act) {
            return;
        }
        let call = act.call(&self.beside);
        let came = self.beside.call(&call);
        let app = &self.d.app;
        // What one key takes back stays to be read on a line of its own.
        let stays = app.shell.undo_line.as_ref().map_or("", |line| line.words.as_str());
        let said = app.shell.message.as_ref().map_or(stays, |(_, words)| words.as_str());
        match &came {
            // An editor that changes nothing closes without a word; the last question says that it was.
            Ok(Done { said: Said::Unchanged, .. }) => {}
            Ok(done) => {
                let words = words::outcome(&done.said, &app.shell);
                assert!(
                    said.starts_with(&words) || said.contains("the last question"),
                    "{act:?}: {words}\n{said}"
                );
            }
            Err(refused) => {
                let words = words::refused(refused, &app.shell);
                let shown = match app.shell.dialogs.last() {
                    Some(Dialog::Edit(e)) => e.error.clone().unwrap_or_default(),
                    Some(Dialog::Form(form)) => form.error.clone().unwrap_or_default(),
                    _ => said.to_owned(),
                };
                assert!(shown.starts_with(&words), "{act:?}: {words}\n{shown}");
            }
        }
        while !self.d.app.shell.dialogs.is_empty() {
            self.d.keys("esc");
        }
        assert_eq!(same(&self.d.facts()), same(self.beside.a().facts()), "{act:?}");
    }
}

struct Nobody;

impl Names for Nobody {
    fn verb(&self, _: Verb) -> Option<String> {
        None
    }
}

fn is_done(came: &Result<Done, Refused>) -> bool {
    came.as_ref().is_ok_and(|d| !matches!(d.said, Said::NothingToUndo { .. }))
}

fn all_agree(acts: &[Act]) {
    let (came, facts) = by_call(acts);

    let folder = at_rest();
    let said = in_plain_mode(folder.path(), acts);
    assert_eq!(facts_in(folder.path()), facts, "plain mode: {said}");
    let mut lines = said.lines();
    let mut here = "4.1".to_owned();
    for (act, came) in acts.iter().zip(&came) {
        here = act.place().map_or(here, str::to_owned);
        let words = match came {
            Ok(done) => words::outcome(&done.said, &Typed::after(done, &here)),
            Err(refused) => words::refused(refused, &Typed::refusing()),
        };
        assert!(lines.any(|l| l == words), "{act:?}: {words}\n{said}");
    }

    let folder = at_rest();
    let done = acts.iter().zip(&came).filter(|(_, came)| is_done(came));
    let good: String = done.map(|(act, _)| act.scripted()).collect();
    let (code, out, err) = script(folder.path(), &good, &[]);
    assert_eq!((code, out.as_str(), err.as_str()), (0, "", ""), "{good}");
    assert_eq!(facts_in(folder.path()), facts, "a script: {good}");

    // What is refused is refused in the same words, and nothing before it is kept.
    if let Some(n) = came.iter().position(|came| !is_done(came)) {
        let folder = at_rest();
        let before = facts_in(folder.path());
        let lines: String = acts.iter().take(n + 1).map(Act::scripted).collect();
        let words = match &came[n] {
            Ok(done) => words::outcome(&done.said, &Nobody),
            Err(refused) => words::refused(refused, &Nobody),
        };
        let (code, out, err) = script(folder.path(), &lines, &["--ack"]);
        assert!(code == 65 && out.is_empty() && err.contains(&words), "{words}\n{err}");
        assert_eq!(facts_in(folder.path()), before);
    }

    let mut window = Window::new();
    for act in acts {
        window.act(act);
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 24,
        failure_persistence: None,
        max_shrink_iters: 40,
        ..ProptestConfig::default()
    })]
    #[test]
    fn every_front_end_does_the_same(acts in prop::collection::vec(act(), 1..18)) {
        all_agree(&acts);
    }
}

/// Draws that once came to different words.
#[test]
fn draws_that_once_differed_agree() {
    all_agree(&[Act::Rate("5.2", Some(Level::Nothing)), Act::Drop("5.2")]);
}

#[test]
fn a_script_takes_the_words_of_plain_mode_and_acknowledges_them() {
    let folder = at_rest();
    let lines = "# a comment\n5.2 1\nnote heard from Ana # not a comment\npark tools of contractors\nclose 1\n\
                 go A.6.2.4\nA.6.2.4 n\nreason we build none\nowner 5.2 Ana\ndissent HR: no\nhours 3\nmark\nundo\n\
                 snapshot Now\nrate 9 1\ngo 4\nnote here\nwithdraw\nprogress 5.2\ndone-when 5.2 it is signed\n";
    let acks = [
        "5.2=1",
        "note 5.2",
        "park 5.2",
        "close 1",
        "A.6.2.4=n",
        "reason A.6.2.4",
        "owner 5.2",
        "dissent A.6.2.4",
        "hours",
        "mark A.6.2.4",
        "undo",
        "snapshot Now",
        "9=1",
        "note 4.1",
        "4.1=clear",
        "progress 5.2",
        "done-when 5.2",
    ];
    let (code, out, err) = script(folder.path(), lines, &["--ack"]);
    let wanted = format!("ACK {}\n", acks.join("\nACK "));
    assert_eq!((code, out.as_str(), err.as_str()), (0, wanted.as_str(), ""));
    let stepwise = facts_in(folder.path());
    assert_eq!(stepwise["note.5.2"], "heard from Ana # not a comment");
    assert_eq!(stepwise["reason.A.6.2.4"], "we build none");
    assert!(!stepwise.contains_key("review.A.6.2.4"), "the mark was taken back");
    let folder = at_rest();
    assert_eq!(script(folder.path(), lines, &[]), (0, String::new(), String::new()));
    assert_eq!(facts_in(folder.path()), stepwise);
}

#[test]
fn a_script_names_what_it_does_not_take_and_keeps_nothing() {
    let folder = at_rest();
    let before = facts_in(folder.path());
    for (lines, said) in [
        ("note x\n", "line 1: note needs a place"),
        (
            "4.1 3\nresults\n",
            "line 2: results shows something, asks or goes elsewhere; a script only changes.",
        ),
        ("4.1 3\nundo\nundo\n", "line 3: There is nothing to take back."),
        ("go 8.6\n", "line 1: There is no 8.6 in this questionnaire."),
        ("go 4.1\nmark now\n", "line 2: \"mark\" stands alone, without \"now\"."),
        ("owner 5.2\n", "line 1: Write ID NAME behind it, for example: owner 4.1 Ana Sousa."),
        ("go 4.1\nevidence 3\n", "line 2: \"3\" alone is the number of"),
        ("4.1 often\n", "line 1: \"often\" is no level; use 1 to 5"),
        ("wobble 3\n", "line 1: There is no wobble in this questionnaire."),
        ("A.6 n\n", "line 1: A.6 is a heading"),
        ("go 4.1\nreason x\nhours y\n", "line 2: Only Annex A controls can be excluded, each with a reason."),
        ("go 4.1\nreason x\nhours y\n", "Line 3 is wrong too."),
    ] {
        let (code, out, err) = script(folder.path(), lines, &["--ack"]);
        assert!(code == 65 && out.is_empty() && err.contains(said), "{lines}{err}");
        assert!(!err.contains("press"), "{err}");
        assert_eq!(facts_in(folder.path()), before, "{lines}");
    }
}

/// The end of a plan is said in the same words everywhere, also where the target lies before Stage 2.
#[test]
fn the_window_and_plain_mode_say_the_same_of_a_target() {
    let (folder, mut w) = fresh();
    w.rate("5.2", Some(Level::Nothing), None, false).unwrap();
    let finish = w.plan().1.finish.unwrap();
    let target = finish.checked_add(jiff::Span::new().weeks(2)).unwrap();
    w.about([(keys::TARGET, target.to_string())]).unwrap();
    let stage2 = finish.checked_add(jiff::Span::new().weeks(6)).unwrap();
    let words = words::planned(&w.plan().1);
    let end = format!(", ends {finish}; Stage 1 by {target}, Stage 2 ({stage2}) after it.");
    assert!(words.ends_with(&end), "{words}");
    w.into_session().close().unwrap();
    let path = folder.path().join("case.aims");
    let (mut input, mut out) = (&b"roadmap\n"[..], Vec::new());
    let start = Start {
        bank: bank::embedded().unwrap(),
        kinds: clausewise::model::record::KINDS,
        file: Some(&path),
        today: date(2040, 1, 2),
        by: "t",
        echo: false,
    };
    plain::run(start, &mut input, &mut out).unwrap();
    let said = String::from_utf8(out).unwrap();
    assert!(said.contains(&words), "{said}");
    let mut d = harness::Driver::home((120, 40));
    d.app.open(&path).unwrap();
    assert!(d.keys("f6").words().contains(&words), "{}", d.picture());
}
