//! Papers to start from: their templates are sound, what they say is only what the file holds, and written again they never cost
//! anybody a word.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

use std::collections::{BTreeMap, BTreeSet};

use clausewise::bank;
use clausewise::model::format::FitsInto;
use clausewise::model::paper::{Block, FACTS, Line, Rows, Template, What, When};
use clausewise::model::record::{KINDS, Kind};
use clausewise::model::{OrgSize, Questionnaire};

/// What in braces stands in a text, in order.
fn named(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}

/// What is wrong with templates, each fault with the name of its template.
fn faults(all: &[Template], q: &Questionnaire) -> Vec<String> {
    let mut out = Vec::new();
    let documents: BTreeMap<&str, Option<FitsInto>> =
        q.requirements.iter().flat_map(|r| &r.documents).map(|d| (d.name.as_str(), d.fits_into)).collect();
    let mut ids = BTreeSet::new();
    for t in all {
        let mut say = |what: String| out.push(format!("{}: {what}", t.id));
        let fit = |c: char| c.is_ascii_lowercase() || c == '-';
        if t.id.is_empty() || !t.id.chars().all(fit) || !ids.insert(&t.id) {
            say("its id is not of small letters and hyphens, or there twice".to_owned());
        }
        if t.version == 0 || t.title.is_empty() || t.about.is_empty() {
            say("no version, title or about".to_owned());
        }
        for name in &t.starts {
            if !documents.contains_key(name.as_str()) {
                say(format!("no document of the questionnaire is called {name}"));
            }
        }
        let keys: BTreeSet<&str> = t.questions.iter().map(|x| x.key.as_str()).collect();
        if keys.len() != t.questions.len() {
            say("a question is there twice".to_owned());
        }
        let mut seen = Seen::default();
        of_when(&t.when, &mut seen);
        for x in &t.questions {
            if !x.key.chars().all(fit)
                || FACTS.contains(&x.key.as_str())
                || !x.ask.ends_with('?')
                || x.hint.is_empty()
            {
                say(format!("question {}: key, words or hint", x.key));
            }
            of_when(&x.when, &mut seen);
        }
        blocks(&t.blocks, None, &mut seen);
        for fault in seen.faults {
            say(fault);
        }
        for name in seen.named.iter().filter(|n| !keys.contains(n.as_str()) && !FACTS.contains(&n.as_str())) {
            say(format!("{{{name}}} is no fact and no question"));
        }
        for key in keys.iter().filter(|k| !seen.named.contains(**k)) {
            say(format!("the answer to {key} is used nowhere"));
        }
    }
    out
}

#[derive(Default)]
struct Seen {
    named: BTreeSet<String>,
    faults: Vec<String>,
}

fn kind(name: &str, seen: &mut Seen) -> Option<&'static Kind> {
    let kind = KINDS.iter().find(|k| k.key == name).copied();
    if kind.is_none() {
        seen.faults.push(format!("there is no register {name}"));
    }
    kind
}

fn of_rows(rows: &Rows, seen: &mut Seen) -> Option<&'static Kind> {
    let kind = kind(&rows.kind, seen)?;
    for field in rows.only.keys() {
        if kind.field(field).is_none() {
            seen.faults.push(format!("{} has no field {field}", kind.key));
        }
    }
    Some(kind)
}

fn of_when(when: &When, seen: &mut Seen) {
    for size in &when.sizes {
        if OrgSize::ALL.iter().all(|s| s.key() != size) {
            seen.faults.push(format!("there is no size {size}"));
        }
    }
    for rows in [&when.has, &when.none].into_iter().flatten() {
        of_rows(rows, seen);
    }
}

fn of_text(text: &str, record: Option<&'static Kind>, seen: &mut Seen) {
    if text.matches('{').count() != text.matches('}').count() {
        seen.faults.push(format!("a brace is open: {text}"));
    }
    for name in named(text) {
        match (name.strip_prefix('.'), record) {
            (None, _) => drop(seen.named.insert(name.to_owned())),
            (Some(field), Some(kind)) if kind.field(field.trim_end_matches('?')).is_some() => {}
            (Some("=level" | "=left"), Some(kind)) if kind.key == "risk" => {}
            (Some(field), _) => seen.faults.push(format!("no record here has a field {field}")),
        }
    }
}

fn blocks(all: &[Block], record: Option<&'static Kind>, seen: &mut Seen) {
    for block in all {
        of_when(&block.when, seen);
        match &block.what {
            What::Heading(text) | What::Prose(text) => of_text(text, record, seen),
            What::Points(lines) | What::Steps(lines) | What::Boxes(lines) => {
                for line in lines {
                    of_text(line.text(), record, seen);
                    if let Line::Some { when, .. } = line {
                        of_when(when, seen);
                    }
                }
            }
            What::Table(rows, columns) => {
                if let Some(kind) = of_rows(rows, seen) {
                    let worked_out = |c: &str| kind.key == "risk" && matches!(c, "=level" | "=left");
                    for c in columns.iter().filter(|c| kind.field(c).is_none() && !worked_out(c)) {
                        seen.faults.push(format!("{} has no field {c}", kind.key));
                    }
                }
            }
            What::Grid(grid) => {
                if grid.rows.iter().any(|r| r.len() != grid.heads.len()) {
                    seen.faults.push(format!("a row has not as many cells as {:?}", grid.heads));
                }
                for cell in grid.rows.iter().flatten() {
                    of_text(cell, record, seen);
                }
            }
            What::Each(rows, inner) => {
                if let Some(kind) = of_rows(rows, seen) {
                    blocks(inner, Some(kind), seen);
                }
            }
            What::Sign(_) | What::Statement | What::Documents => {}
        }
    }
}

#[test]
fn every_template_is_sound() {
    let q = bank::embedded().unwrap();
    let all = bank::papers().unwrap();
    assert!(!all.is_empty());
    assert_eq!(faults(all, &q), Vec::<String>::new());
}

#[test]
fn every_template_is_what_its_schema_says_and_is_called_as_its_file() {
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../questionnaires/schema/paper.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires/papers");
    let mut names = Vec::new();
    for file in std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()) {
        if file.extension().is_none_or(|e| e != "json") {
            continue;
        }
        let value: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        let faults: Vec<String> = schema.iter_errors(&value).map(|e| e.to_string()).collect();
        assert!(faults.is_empty(), "{}: {faults:?}", file.display());
        names.push(file.file_stem().unwrap().to_str().unwrap().to_owned());
    }
    names.sort();
    let mut known: Vec<String> = bank::papers().unwrap().iter().map(|t| t.id.clone()).collect();
    known.sort();
    assert_eq!(names, known, "each file is embedded");
}
