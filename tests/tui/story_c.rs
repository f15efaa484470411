//! An internal audit from its header to its export, by keys in the window, line by line in plain mode and by a script, on an organisation
//! that has answered all of it: 30 rows, findings of every grade, a mistake that is taken back, replies, a check, a signature. Whichever
//! way it was written, what leaves is the same.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::harness::Driver;
use crate::program::{output, run};
use clausewise::bank;
use clausewise::model::Level;
use clausewise::model::assessment::keys;
use clausewise::model::record::{Draft, PERSON};
use clausewise::tui::dialog::Dialog;
use clausewise::work::{Work, begin};

/// Rows of the plan.
const ROWS: usize = 30;

/// Header of the audit.
const HEADER: [(&str, &str); 9] = [
    ("kind", "internal"),
    ("objective", "Is the system kept before the certificate"),
    ("covers", "Both sites, all AI systems"),
    ("criteria", "The standard and our own policy"),
    ("from", "2026-11-16"),
    ("until", "2026-11-20"),
    ("lead", "P-1"),
    ("auditees", "P-2"),
    ("independence", "Ana works for another firm"),
];

/// What is said of a finding beside its statement.
const OF_FINDING: [(&str, &str); 3] = [
    ("criterion", "our own policy, 4"),
    ("evidence", "7 of 40 orders unapproved"),
    ("raised-on", "2026-11-20"),
];

/// Replies, by the number of the finding.
const REPLIES: [(usize, &[(&str, &str)]); 2] = [
    (
        1,
        &[
            ("correction", "Both were told"),
            ("cause", "Nobody told the agency"),
            ("action", "The agency gets the list"),
            ("owner", "P-2"),
            ("due", "2026-12-31"),
            ("done", "2026-11-21"),
        ],
    ),
    (3, &[("cause", "No list"), ("action", "A list"), ("owner", "P-3"), ("days", "30")]),
];

const CHECK: [(&str, &str); 2] = [("effect", "effective"), ("evidence", "10 of 10 told in time")];

const SEAL: [(&str, &str); 6] = [
    ("conclusion", "Works, but for the late contractors"),
    ("prepared", "P-1"),
    ("prepared-on", "2026-11-21"),
    ("reviewed", "P-3"),
    ("reviewed-on", "2026-11-22"),
    ("distribution", "top management"),
];

/// Why what was a major by mistake conforms all the same.
const MISTAKE: &str = "It lay in the other folder";

/// What is written into a row, in the order of its form.
fn paper(n: usize) -> Vec<(&'static str, String)> {
    let own = |text: &str| text.to_owned();
    vec![
        ("seen", format!("Record {n}, version 2, 2026-10-{:02}", n % 28 + 1)),
        ("methods", own("interview, record")),
        ("sample", (n % 4 + 1).to_string()),
        ("population", own("9")),
        ("of", own("joiners")),
        ("chosen", own("by date")),
        ("role", own("QA lead")),
        ("place", own("Zug")),
        ("on", own("2026-11-20")),
        ("note", format!("Looked at with note {n}")),
    ]
}

/// What a row comes to.
enum Comes {
    Conforms,
    /// Raised there: key, grade, statement, and where else it is.
    Raises(&'static str, &'static str, &'static str, Option<usize>),
    /// The finding of another row is on it.
    Under,
    /// A major by mistake.
    Mistake,
}

fn comes(n: usize) -> Comes {
    match n {
        3 => Comes::Raises("2", "minor", "Two contractors were late", Some(4)),
        4 => Comes::Under,
        5 => Comes::Mistake,
        10 => Comes::Raises("2", "minor", "Nobody keeps the list", None),
        14 => Comes::Raises("3", "ofi", "One list would do", None),
        20 => Comes::Raises("6", "good-practice", "Asked at once, and answered", None),
        25 => Comes::Raises("4", "observation", "Much by hand", None),
        _ => Comes::Conforms,
    }
}

/// A file of somebody who answered all 70, with three people; its path, the ids of the plan and those left out with a reason.
fn answered(folder: &Path) -> (Vec<String>, Vec<String>) {
    let (q, today) = (bank::embedded().unwrap(), jiff::Zoned::now().date());
    let sets = [(keys::ORGANISATION, "Seeblick".to_owned()), (keys::SIZE, "small".to_owned())];
    let first = begin::founding(&q, sets, today).unwrap();
    let s = begin::create(q, &folder.join("a.aims"), "tester", &first, false).unwrap();
    let mut w = Work::new(s, today);
    for name in ["Ana Sousa", "Bo Lind", "Cem Ak"] {
        w.put(&PERSON, None, &Draft::from([("name".to_owned(), name.to_owned())])).unwrap();
    }
    let ids: Vec<String> = w.q().requirements.iter().map(|r| r.id.clone()).collect();
    assert_eq!(ids.len(), 70);
    for (n, id) in ids.iter().enumerate() {
        let level = if n % 9 == 4 { Level::InUse } else { Level::Proven };
        w.rate(id, Some(level), Some("As it is done here"), false).unwrap();
    }
    w.settle().unwrap();
    w.into_session().close().unwrap();
    let plan = ids.iter().step_by(2).take(ROWS).cloned().collect();
    (plan, ids.iter().skip(1).step_by(2).take(2).cloned().collect())
}

/// The lines of it, as plain mode and scripts take them.
fn lines(plan: &[String], out: &[String]) -> Vec<String> {
    let set = |all: &[(&str, &str)]| all.iter().map(|(f, v)| ["; ", f, "=", v].concat()).collect::<String>();
    let mut lines = vec!["i-am P-1".to_owned(), format!("audit new Before the certificate{}", set(&HEADER))];
    lines.push(format!("row {} plan", plan.join(",")));
    lines.push(format!("row {} skip next cycle", out.join(",")));
    let mut no = 0;
    for (row, id) in plan.iter().enumerate() {
        let fields = paper(row);
        let of = |key: &str| fields.iter().find(|(f, _)| *f == key).map_or("", |(_, text)| text);
        // The sample is one line.
        let [n, all, what, how] = ["sample", "population", "of", "chosen"].map(of);
        lines.push(format!("row {id} sample {n} of {all} {what}, {how}"));
        let rest = fields.iter().filter(|(f, _)| !["sample", "population", "of", "chosen"].contains(f));
        lines.extend(rest.map(|(field, text)| format!("row {id} {field} {text}")));
        let mut raise = |grade: &str, at: &str, what: &str| {
            no += 1;
            lines.push(format!("finding {grade} {at} {what}"));
            lines.extend(OF_FINDING.map(|(field, text)| format!("finding {no} {field} {text}")));
        };
        match comes(row) {
            Comes::Conforms => lines.push(format!("row {id} conforms")),
            Comes::Under => {}
            Comes::Mistake => {
                raise("major", id, "Nothing written at all");
                lines.push(format!("row {id} conforms because {MISTAKE}"));
            }
            Comes::Raises(_, grade, what, other) => {
                let at = other.map_or_else(|| id.clone(), |other| format!("{id},{}", plan[other]));
                raise(grade, &at, what);
                if !matches!(grade, "major" | "minor") {
                    lines.push(format!("row {id} conforms"));
                }
            }
        }
    }
    for (no, reply) in REPLIES {
        lines.extend(reply.iter().map(|(field, text)| format!("finding {no} {field} {text}")));
    }
    lines
}

/// The same in plain mode: a text that is asked for comes in a line of its own, and what has a form is filled in by it.
fn talk(lines: &[String]) -> String {
    let asked = |line: &String| match line.split(' ').collect::<Vec<_>>().as_slice() {
        ["row", id, field @ ("seen" | "note" | "role"), text @ ..] => {
            format!("row {id} {field}\n{}", text.join(" "))
        }
        ["finding", no, "cause", text @ ..] => format!("finding {no} cause\n{}", text.join(" ")),
        _ => line.clone(),
    };
    let form = |all: &[(&str, &str)]| all.iter().map(|(_, text)| ["\n", text].concat()).collect::<String>();
    let lines: Vec<String> = lines.iter().map(asked).collect();
    let [_, (_, evidence)] = CHECK;
    let lines = lines.join("\n");
    format!("{lines}\nfinding 1 effective\n{evidence}\naudit seal{}\nyes\nq\n", form(&SEAL))
}

fn script(lines: &[String]) -> String {
    let seal = SEAL.map(|(f, v)| format!("{f}={v}")).join("; ");
    let [_, (_, evidence)] = CHECK;
    format!("{}\nfinding 1 effective {evidence}\naudit seal {seal}\n", lines.join("\n"))
}

/// The field of the form that is open.
fn field(d: &Driver) -> &'static str {
    let Some(Dialog::Form(form)) = d.app.shell.dialogs.last() else { panic!("no form: {}", d.picture()) };
    form.fields[form.at].key
}

/// Fills in the form that is open, by its keys, and keeps it.
fn fill<'t>(d: &mut Driver, all: impl IntoIterator<Item = (&'t str, &'t str)>) {
    for (key, text) in all {
        let mut tries = 0;
        while field(d) != key {
            d.keys("tab");
            tries += 1;
            assert!(tries < 40, "{key}: {}", d.picture());
        }
        let Some(Dialog::Form(form)) = d.app.shell.dialogs.last() else { return };
        let stands = form.value(key).chars().count();
        d.keys("end");
        for _ in 0..stands {
            d.keys("backspace");
        }
        d.text(text);
        // A name that is typed lists the people; a number is as it was typed.
        if !matches!(d.app.shell.dialogs.last(), Some(Dialog::Form(_))) {
            d.keys("esc");
        }
    }
    d.keys("ctrl-s");
    assert!(d.app.shell.dialogs.is_empty() || key_of_question(d), "{}", d.picture());
}

fn key_of_question(d: &Driver) -> bool {
    matches!(d.app.shell.dialogs.last(), Some(Dialog::Ask(_)))
}

/// Goes down to the row of this id.
fn to(d: &mut Driver, id: &str) {
    let here = format!("> {id} ");
    for _ in 0..150 {
        if d.picture().contains(&here) {
            return;
        }
        d.keys("down");
    }
    panic!("{id}: {}", d.picture());
}

/// The whole audit by keys.
fn walked(path: &Path, plan: &[String], out: &[String]) {
    let mut d = Driver::home((120, 40));
    d.app.shell.today = jiff::Zoned::now().date();
    d.app.open(path).unwrap();
    d.keys("N").text("ana").keys("enter E +");
    fill(&mut d, [("name", "Before the certificate")].into_iter().chain(HEADER));
    for id in plan {
        to(&mut d, id);
        d.keys("space");
    }
    d.keys("home");
    for id in out {
        to(&mut d, id);
        d.keys("n").text("next cycle").keys("enter");
    }
    d.keys("home tab");
    for (n, id) in plan.iter().enumerate() {
        assert!(
            d.picture().contains("Working paper") && d.picture().contains(&format!("{id} ")),
            "{}",
            d.picture()
        );
        d.keys("v");
        let fields = paper(n);
        fill(&mut d, fields.iter().map(|(f, v)| (*f, v.as_str())));
        let raise = |d: &mut Driver, key: &str, at: &str, what: &'static str| {
            d.keys(key);
            let first = [("what", what), ("at", at)];
            fill(d, first.into_iter().chain(OF_FINDING));
        };
        match comes(n) {
            Comes::Conforms => drop(d.keys("5")),
            Comes::Under => {}
            Comes::Mistake => {
                raise(&mut d, "1", id, "Nothing written at all");
                d.keys("5").text(MISTAKE).keys("enter");
            }
            Comes::Raises(key, grade, what, other) => {
                let at = other.map_or_else(|| id.clone(), |other| format!("{id}, {}", plan[other]));
                raise(&mut d, key, &at, what);
                if !matches!(grade, "major" | "minor") {
                    d.keys("5");
                }
            }
        }
        d.keys("tab");
    }
    d.keys("esc");
    while !d.picture().contains("[Findings]") {
        d.keys("right");
    }
    for (no, reply) in REPLIES {
        d.keys("home");
        to(&mut d, &format!("F-1-{no}"));
        d.keys("Y");
        fill(&mut d, reply.iter().copied());
    }
    d.keys("home");
    to(&mut d, "F-1-1");
    d.keys("K");
    fill(&mut d, CHECK);
    d.keys("Z");
    fill(&mut d, SEAL);
    assert!(d.words().contains("Sign A-1 as version 1?"), "{}", d.picture());
    d.text("A-1").keys("enter");
    assert!(d.words().contains("A-1 is signed as version 1"), "{}", d.picture());
    d.settle();
}

/// What leaves: each file, without what tells one history from another, which is the last event of the papers and its hash, and ids made
/// by chance.
fn leaves(folder: &Path) -> BTreeMap<String, String> {
    output(folder, &["export", "a.aims", "--to", "out", "--audit", "1", "--format", "md,csv,html"]);
    let said = |command: &[&str], key: &str| {
        let lines = output(folder, command);
        let found = lines.lines().filter_map(|l| l.split_once('=')).find(|(k, _)| k.ends_with(key));
        found.map_or_else(|| panic!("{key}: {lines}"), |(_, value)| value.to_owned())
    };
    let signed = [".event", ".hash"].map(|f| {
        let lines = output(folder, &["dump", "a.aims"]);
        let of =
            |l: &&str| l.contains("/audit-seal.") && l.split('=').next().is_some_and(|key| key.ends_with(f));
        lines.lines().find(of).and_then(|l| l.split_once('=')).unwrap().1.to_owned()
    });
    // The ids of records are made by chance.
    let dump = output(folder, &["dump", "a.aims"]);
    let ids: BTreeSet<&str> = dump.lines().filter_map(|l| l.split_once('/')?.1.split('.').nth(1)).collect();
    let last = [said(&["check", "a.aims"], "events"), said(&["check", "a.aims"], "head")];
    let read = |f: std::fs::DirEntry| {
        let mut text = std::fs::read_to_string(f.path()).unwrap();
        for [event, head] in [&signed, &last] {
            let short: String = head.chars().take(12).collect();
            text = text.replace(head.as_str(), "HEAD").replace(&short, "HEAD");
            for (said, same) in [("event {}", "event N"), ("{} events", "N events"), (",{},HEAD", ",N,HEAD")]
            {
                text = text.replace(&said.replace("{}", event), same);
            }
        }
        let text = ids.iter().filter(|id| id.len() > 10).fold(text, |text, id| text.replace(id, "ID"));
        (f.file_name().into_string().unwrap(), text)
    };
    std::fs::read_dir(folder.join("out")).unwrap().map(Result::unwrap).map(read).collect()
}

#[test]
fn an_audit_of_thirty_rows_leaves_the_same_papers_from_the_window_plain_mode_and_a_script() {
    let base = tempfile::tempdir().unwrap();
    let (plan, out) = answered(base.path());
    let lines = lines(&plan, &out);
    let mut all = Vec::new();
    for way in ["window", "plain", "script"] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.aims");
        std::fs::copy(base.path().join("a.aims"), &path).unwrap();
        let (code, said, err) = match way {
            "window" => {
                walked(&path, &plan, &out);
                (0, String::new(), String::new())
            }
            "plain" => run(folder.path(), &["--plain", "a.aims"], &talk(&lines)),
            _ => run(folder.path(), &["answer", "a.aims", "--script", "-"], &script(&lines)),
        };
        assert_eq!(code, 0, "{way}: {said}{err}");
        let check = output(folder.path(), &["check", "a.aims"]);
        assert!(check.contains("signed=V-1-1"), "{way}: {said}{err}{check}");
        all.push((way, leaves(folder.path())));
    }
    let (_, first) = &all[0];
    let report = &first["audit-report.md"];
    for part in
        ["2 minor", "Two contractors were late", "Asked at once", "next cycle", "Works, but for the late"]
    {
        assert!(report.contains(part), "{part}: {report}");
    }
    assert_eq!(first["working-papers.csv"].lines().count(), ROWS + 2 + 1);
    for (way, files) in &all[1..] {
        assert_eq!(files.keys().collect::<Vec<_>>(), first.keys().collect::<Vec<_>>(), "{way}");
        for (name, text) in files {
            let differs = text.lines().zip(first[name].lines()).find(|(one, other)| one != other);
            assert_eq!(differs, None, "{way}: {name}");
            assert_eq!(text, &first[name], "{way}: {name}");
        }
    }
}
