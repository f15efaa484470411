//! No id of the embedded questionnaire stands in the code: it would say something wrong to everybody who
//! answers another one. Ids belong into `questionnaires/`, and so do the names of its parts.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clausewise::bank;

/// Words that only that questionnaire uses for itself.
const NAMES: [&str; 2] = ["42001", "Annex A"];
/// Where its files are embedded: their paths name it.
const NAMES_IN: [&str; 1] = ["src/bank.rs"];

/// Code files without those that hold only tests.
fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("tests") {
            sources(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("tests.rs") {
            into.push(path);
        }
    }
}

/// Every string of Rust code before its tests, with its line.
fn strings(code: &str) -> Vec<(usize, String)> {
    let code = code.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let chars: Vec<char> = code.chars().collect();
    let (mut found, mut line, mut at) = (Vec::new(), 1, 0);
    while at < chars.len() {
        let rest = &chars[at..];
        match rest {
            ['\n', ..] => (line, at) = (line + 1, at + 1),
            ['/', '/', ..] => at += rest.iter().take_while(|c| **c != '\n').count(),
            // A letter in single quotes; a lifetime has no second quote.
            ['\'', '\\', ..] => at += 3 + rest[3..].iter().take_while(|c| **c != '\'').count(),
            ['\'', _, '\'', ..] => at += 3,
            ['"', ..] => {
                let raw = at > 0 && matches!(chars[at - 1], 'r' | '#');
                let (begin, mut text) = (line, String::new());
                at += 1;
                while at < chars.len() && chars[at] != '"' {
                    if chars[at] == '\\' && !raw {
                        at += 1;
                    }
                    line += usize::from(chars[at] == '\n');
                    text.push(chars[at]);
                    at += 1;
                }
                at += 1;
                found.push((begin, text));
            }
            _ => at += 1,
        }
    }
    found
}

#[test]
fn no_id_of_the_embedded_questionnaire_stands_in_the_code() {
    let q = bank::embedded().unwrap();
    let headings = q.headings.iter().map(|h| h.id.as_str());
    let requirements = q.requirements.iter().map(|r| r.id.as_str());
    let checks = q.requirements.iter().flat_map(|r| &r.checks).map(|c| c.id.as_str());
    // A bare number such as 9 is an id too, but not every 9 is that id.
    let ids: BTreeSet<&str> =
        headings.chain(requirements).chain(checks).filter(|i| i.contains('.')).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    sources(&root.join("src"), &mut files);
    files.sort();
    let mut wrong = Vec::new();
    for file in files {
        let name = file.strip_prefix(root).unwrap().display().to_string().replace('\\', "/");
        for (line, text) in strings(&std::fs::read_to_string(&file).unwrap()) {
            let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '/');
            let mut words = words.map(|w| w.trim_matches(['.', '/']).to_uppercase());
            let id = words.find(|w| ids.contains(w.as_str()));
            let named = NAMES.iter().find(|n| text.contains(**n) && !NAMES_IN.contains(&name.as_str()));
            if let Some(what) = id.or_else(|| named.map(|n| (*n).to_owned())) {
                wrong.push(format!("{name}:{line}: {what} in \"{text}\""));
            }
        }
    }
    assert!(wrong.is_empty(), "ids of one questionnaire in the code:\n{}", wrong.join("\n"));
}

#[test]
fn strings_are_told_from_comments_and_tests() {
    let code =
        "let a = \"x\\\"y\"; // \"no\"\nlet b = '\"';\nlet c = r\"\\z\";\n#[cfg(test)]\nmod tests {\n\"no\"";
    assert_eq!(strings(code), [(1, "x\"y".to_owned()), (3, "\\z".to_owned())]);
}
