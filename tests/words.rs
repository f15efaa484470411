//! What people read is said in `words` and at the front ends through `say!`. Sentences that are said past it are
//! found here, and texts whose values do not fit them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

#[path = "words/lex.rs"]
mod lex;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use lex::{Literal, Said, literals, sayings};

/// Where nothing is said: these return data.
const SILENT: [&str; 5] = ["src/model", "src/store", "src/session", "src/files", "src/work"];

/// Files that are tables of data: what stands there is looked up in the catalogue where it is shown, or is no text
/// of ours at all.
const TABLES: [(&str, &str); 15] = [
    ("src/model/fields.rs", "labels and hints of the facts about an organisation"),
    ("src/model/record/kinds/audit.rs", "labels and hints of the fields of records"),
    ("src/model/file_names.rs", "names of files as the register keeps them"),
    ("src/model/record/kinds/people.rs", "labels and hints of the fields of records"),
    ("src/model/record/kinds/plan.rs", "labels and hints of the fields of records"),
    ("src/model/record/kinds/risk.rs", "labels and hints of the fields of records"),
    ("src/model/record/kinds/running.rs", "labels and hints of the fields of records"),
    ("src/model/record/kinds/workshop.rs", "labels and hints of the fields of records"),
    ("src/model/typed.rs", "how people write days and hours"),
    ("src/model/after.rs", "how people write a length of time, and what puts it off"),
    ("src/model/validate/fields.rs", "what the parts of a questionnaire are called"),
    ("src/model/validate/firm_fields.rs", "what the parts of a questionnaire are called"),
    ("src/model/wording/mod.rs", "words of other people that are looked for in what they wrote"),
    ("src/model/wording/effect.rs", "words of other people that are looked for in what they wrote"),
    ("src/work/deed.rs", "what is typed behind a word, and examples of it"),
];

/// Single texts that are read by no person or must stay as they are, with the reason.
const STAY: [(&str, &str, &str); 37] = [
    ("src/model/mod.rs", "rule 1", "the name of the rule before, as files hold it"),
    (
        "src/model/mod.rs",
        "rule 2",
        "a name stored in every file and held against it; a document and data carry the same",
    ),
    (
        "src/model/mod.rs",
        "Indicative; not legal advice; not certification.",
        "stands word for word in data, which scripts read; people read it through the catalogue, whose key it is",
    ),
    ("src/model/format.rs", "Plan", "a key in data"),
    ("src/model/format.rs", "Act", "a key in data"),
    ("src/model/format.rs", "Check", "a key in data"),
    ("src/model/format.rs", "Do", "a key in data"),
    ("src/model/manifest.rs", "Controls", "a name in data, for a questionnaire that gives none"),
    ("src/model/manifest.rs", "Clauses", "a name in data, for a questionnaire that gives none"),
    ("src/model/quick_check.rs", "don't know", "what people type"),
    ("src/model/quick_check.rs", "quick check", "the name of an event, stored"),
    ("src/model/record/value.rs", "done 2026-03-01", "what people type"),
    (
        "src/model/record/value.rs",
        "hidden until shown",
        "a cell of tables for programs, and what forms hold against what was typed into them; people read it from words/",
    ),
    (
        "src/model/record/value.rs",
        "all facts of that day",
        "a cell of tables for programs, and what forms hold against what was typed into them; people read it from words/",
    ),
    ("src/model/snapshot.rs", "{old_name} as of {date}", "a fact, stored"),
    ("src/model/validate/wrong.rs", " at line ", "what the reader of JSON says, cut off"),
    ("src/model/verdict.rs", "Incomplete", "a key in data"),
    ("src/model/verdict.rs", "Early", "a key in data"),
    ("src/model/verdict.rs", "Not ready", "a key in data"),
    ("src/model/verdict.rs", "Nearly ready", "a key in data"),
    ("src/model/verdict.rs", "Ready for Stage 1", "a key in data"),
    ("src/model/verdict.rs", "Ready for Stage 2", "a key in data"),
    (
        "src/store/build.rs",
        "the disk reports an error",
        "travels as the system's own explanation does, past what files/ knows of words",
    ),
    ("src/store/chain.rs", "clausewise chain 1", "hashed"),
    ("src/store/open.rs", "SQLite format 3\0", "the first bytes of a file"),
    ("src/store/beside.rs", "SQLite format 3\0", "the first bytes of a file"),
    ("src/files/name.rs", "copy of ", "part of a file name, as other programs give it"),
    ("src/files/name.rs", "conflicted copy", "part of a file name, as other programs give it"),
    ("src/store/read.rs", "seq, uuid, time, who, what, at, salt, payload, commitment, prev, hash", "columns"),
    ("src/store/salvage.rs", "salvaged: {} events; {}", "the name of an event, stored"),
    ("src/store/salvage.rs", "the end of the record could not be checked", "the name of an event, stored"),
    ("src/store/salvage.rs", "{a} to {b}", "the name of an event, stored"),
    ("src/store/salvage.rs", "{} more places", "the name of an event, stored"),
    ("src/store/salvage.rs", "lost or damaged: {}", "the name of an event, stored"),
    ("src/files/atomic.rs", " (os error", "what the system says, cut off"),
    ("src/files/place.rs", "this computer", "who has a file open, stored in its lock"),
    ("src/files/place.rs", "user {}", "who wrote an event, stored"),
];

/// Every file of Rust below a folder, without tests; as it is named from the root.
fn files(below: &str) -> Vec<(String, String)> {
    fn walk(folder: &Path, into: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, into);
            } else if path.extension().is_some_and(|e| e == "rs") {
                into.push(path);
            }
        }
    }
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    walk(&root.join(below), &mut found);
    found.sort();
    let name = |p: &Path| p.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
    let is_test = |n: &str| n.contains("/tests/") || n.ends_with("/tests.rs");
    let named = found.iter().map(|p| (name(p), p)).filter(|(n, _)| !is_test(n));
    named.map(|(n, p)| (n, std::fs::read_to_string(p).unwrap())).collect()
}

/// Whether a text looks as if somebody should read it: two words or more, a word beside a value, or one word with a
/// capital letter.
fn is_sentence(text: &str) -> bool {
    const SQL: [&str; 8] = ["SELECT", "INSERT", "UPDATE", "DELETE", "PRAGMA", "BEGIN", "CREATE", "COMMIT"];
    let pieces: Vec<&str> = text.split_whitespace().collect();
    let Some(first) = pieces.first() else { return false };
    if SQL.contains(first) {
        return false;
    }
    let bare = |p: &str| p.trim_matches(|c: char| !c.is_alphanumeric() && c != '{' && c != '}').to_owned();
    let word = |p: &&&str| {
        let p = bare(p);
        // Capital letters alone are a sign, not a word.
        p.chars().count() > 1 && p.chars().all(char::is_alphabetic) && p.chars().any(char::is_lowercase)
    };
    let words = pieces.iter().filter(word).count();
    let more = pieces.iter().filter(|p| p.contains('{') || p.chars().any(char::is_alphanumeric)).count();
    let capital = first.chars().next().is_some_and(char::is_uppercase);
    words > 0 && (more > 1 || (pieces.len() == 1 && capital))
}

/// What no person reads in the ordinary course: texts of a fault of the program, and what an attribute takes.
fn is_for_people(l: &Literal) -> bool {
    const TO_US: [&str; 9] = [
        "expect",
        "expect_err",
        "panic!",
        "assert!",
        "assert_eq!",
        "assert_ne!",
        "debug_assert!",
        "debug_assert_eq!",
        "unreachable!",
    ];
    !l.within.iter().any(|w| TO_US.contains(&w.as_str()))
}

/// What is said past `say!` in one source text.
fn past_say(source: &str) -> Vec<Literal> {
    let said = |l: &Literal| l.within.iter().any(|w| w == "say!");
    literals(source).into_iter().filter(|l| !said(l) && is_for_people(l) && is_sentence(&l.text)).collect()
}

#[test]
fn nothing_is_said_where_only_data_is_returned() {
    let mut faults = Vec::new();
    let (mut tables, mut stay) = (BTreeSet::new(), BTreeSet::new());
    for (name, source) in SILENT.iter().flat_map(|below| files(below)) {
        for l in past_say(&source) {
            if let Some((table, _)) = TABLES.iter().find(|(t, _)| *t == name) {
                tables.insert(*table);
            } else if let Some((file, text, _)) = STAY.iter().find(|(f, t, _)| *f == name && *t == l.text) {
                stay.insert((*file, *text));
            } else {
                faults.push(format!("{name}:{}: {:?}", l.line, l.text));
            }
        }
    }
    assert!(faults.is_empty(), "these belong into src/words:\n{}", faults.join("\n"));
    let idle: Vec<&str> = TABLES.iter().map(|(t, _)| *t).filter(|t| !tables.contains(t)).collect();
    assert!(idle.is_empty(), "no exception is needed for {idle:?}");
    let idle: Vec<_> = STAY.iter().filter(|(f, t, _)| !stay.contains(&(*f, *t))).collect();
    assert!(idle.is_empty(), "no exception is needed for {idle:?}");
}

/// The test above can fail: what somebody might add is found, and what is no sentence is left alone.
#[test]
fn a_sentence_that_somebody_adds_is_found() {
    let found = |body: &str| past_say(&format!("fn f() {{ {body} }}")).len();
    for said in [
        r#"return Err("Nothing was changed.".into());"#,
        r#"let x = format!("{n} of {m}");"#,
        r#"let x = format!(" of {id}");"#,
        r#"match self { A => "not ready", _ => x() }"#,
        r#"x.push_str("Nothing.");"#,
        r##"let x = r#"it is "there" now"#;"##,
        "let x = \"one \\\n   line\";",
        r#"Label { word: "Incomplete" }"#,
    ] {
        assert_eq!(found(said), 1, "{said}");
    }
    assert_eq!(past_say("#[error(\"It is gone.\")]\nstruct Gone;").len(), 1);
    for quiet in [
        r#"let x = "assessment.aims";"#,
        r#"db.run("SELECT a FROM b ORDER BY c");"#,
        r#"x.expect("the table is full");"#,
        r#"assert!(x, "this was {x}");"#,
        r#"let x = format!("{a} {b}: {c}"); // "It is said here"."#,
        r#"let (a, b) = ('"', "x"); let c = 'x';"#,
        r#"let x = say!("It is {what}", what);"#,
    ] {
        assert_eq!(found(quiet), 0, "{quiet}");
    }
    let tested = "const A: u8 = 1;\n#[cfg(test)]\nmod tests {\n fn f() { \"It is said here.\"; }\n}\n";
    assert!(past_say(tested).is_empty());
}

/// In `words` itself everything is said through `say!`; what `format!` makes there is layout.
#[test]
fn words_says_everything_through_say() {
    /// What is typed, not said.
    const TYPED: [&str; 2] = ["clausewise backups {file}", "clausewise salvage {file} new.aims"];
    let mut faults = Vec::new();
    for (name, source) in files("src/words") {
        for l in past_say(&source).into_iter().filter(|l| !TYPED.contains(&l.text.as_str())) {
            faults.push(format!("{name}:{}: {:?}", l.line, l.text));
        }
    }
    assert!(faults.is_empty(), "say these with say!:\n{}", faults.join("\n"));
}

/// The values a text asks for, and what is wrong with its forms.
fn asked_for(text: &str) -> Result<BTreeSet<String>, String> {
    let text = text.replace("{{", "").replace("}}", "");
    let mut names = BTreeSet::new();
    let mut rest = text.as_str();
    while let Some((before, tail)) = rest.split_once('{') {
        if before.contains('}') {
            return Err("a brace is closed that was never opened".into());
        }
        let (inside, after) = tail.split_once('}').ok_or("a brace is not closed")?;
        let (name, forms) = match inside.split_once(['|', '?']) {
            Some((name, forms)) => (name, Some(forms)),
            None => (inside, None),
        };
        if forms.is_some_and(|f| f.split('|').count() != 2) {
            return Err(format!("{{{inside}}} needs exactly two forms"));
        }
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
            return Err(format!("{{{inside}}} names no value"));
        }
        names.insert(name.to_owned());
        rest = after;
    }
    if rest.contains('}') { Err("a brace is closed that was never opened".into()) } else { Ok(names) }
}

/// What is wrong with one call of `say!`.
fn wrong_with(said: &Said) -> Vec<String> {
    let names = match asked_for(&said.text) {
        Ok(names) => names,
        Err(why) => return vec![why],
    };
    let given: BTreeSet<String> = said.values.iter().cloned().collect();
    let mut wrong = Vec::new();
    wrong.extend(names.difference(&given).map(|n| format!("no value is given for {n}")));
    wrong.extend(given.difference(&names).map(|n| format!("{n} is given and not used")));
    if given.len() < said.values.len() {
        wrong.push("a value is given twice".into());
    }
    wrong
}

#[test]
fn every_text_gets_the_values_it_asks_for() {
    let (mut faults, mut count) = (Vec::new(), 0);
    for (name, source) in files("src") {
        for said in sayings(&source) {
            count += 1;
            faults.extend(
                wrong_with(&said).iter().map(|w| format!("{name}:{}: {:?}: {w}", said.line, said.text)),
            );
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(count > 500, "only {count} texts were found: the scanner has lost its way");
}

/// Texts that only look alike: a fact at an id and a person on a day, a level at an id and how far an action is, some
/// of a number and a figure of a check, a title with an id and one with a number, a field by its label and by its
/// key, how many are parked and where, a person's level and a day's name.
const LOOK_ALIKE: [&str; 7] = [
    "{}: {}",
    "{} parked",
    "{} on {}",
    "{}: {}.",
    "{} of {}",
    "Excluded without a reason ({})",
    "{}: {} Nothing was changed.",
];

/// A text that stands in two places is one line of a catalogue, so its values have the same names in both.
#[test]
fn the_same_text_names_its_values_alike() {
    let mut seen: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (_, source) in files("src") {
        for said in sayings(&source) {
            seen.entry(without_names(&said.text)).or_default().insert(said.text);
        }
    }
    let unlike = seen.iter().filter(|(bare, texts)| texts.len() > 1 && !LOOK_ALIKE.contains(&bare.as_str()));
    let unlike: Vec<String> = unlike.map(|(_, texts)| format!("{texts:?}")).collect();
    assert!(unlike.is_empty(), "{}", unlike.join("\n"));
}

/// A text with empty braces; the forms of a word stay.
fn without_names(text: &str) -> String {
    let mut out = String::new();
    let mut in_name = false;
    for c in text.chars() {
        match c {
            '{' => in_name = true,
            '}' | '|' | '?' => in_name = false,
            _ if in_name => continue,
            _ => {}
        }
        out.push(c);
    }
    out
}

/// The test of the values can fail, in each way it has.
#[test]
fn a_text_with_wrong_values_is_found() {
    let wrong = |call: &str| {
        let found = sayings(&format!("fn f() {{ {call} }}"));
        found.iter().flat_map(wrong_with).collect::<Vec<_>>().join("; ")
    };
    for (call, word) in [
        (r#"say!("{n} gaps")"#, "no value is given for n"),
        (r#"say!("{n} gaps", n, of = f(a, b))"#, "of is given and not used"),
        (r#"say!("{n|gap} left", n = [1, 2].len())"#, "two forms"),
        (r#"say!("{n?is|are|be} left", n)"#, "two forms"),
        (r#"say!("{n left", n)"#, "not closed"),
        (r#"say!("n} left", n)"#, "never opened"),
        (r#"say!("{} left", n)"#, "names no value"),
        (r#"say!("{a}", a = say!("{b}", b, c))"#, "c is given and not used"),
    ] {
        assert!(wrong(call).contains(word), "{call}: {}", wrong(call));
    }
    for right in [
        r#"say!("{n|gap|gaps} of {of} {{x}}", n = 3, of = map.iter().map(|(a, b)| a == b).count(),)"#,
        r#"say!("{a}: {what}", a, what = if x == 1 { say!("one") } else { say!("{n} more", n) })"#,
        r#"say!("it is \"{a}\", \
           and so on", a)"#,
    ] {
        assert_eq!(wrong(right), "", "{right}");
    }
}
