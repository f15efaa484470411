//! Who may know whom, read from the code. The table is the one of the design; `ARCHITECTURE.md` has to say
//! the same about the modules that exist.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

#[path = "architecture/circles.rs"]
mod circles;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Longest file.
const MOST_LINES: usize = 500;

/// What a module may not name whatever happens: crates and parts of the standard library.
const TERMINAL: [&str; 3] = ["ratatui", "crossterm", "ratatui_textarea"];

struct Rule {
    module: &'static str,
    /// Modules of ours it may use beside itself.
    ours: &'static [&'static str],
    /// Beside the terminal, which only `tui` may know.
    never: &'static [&'static str],
}

/// Modules that do not exist yet may come; one that is not here may not.
const RULES: [Rule; 16] = [
    Rule {
        module: "inert",
        ours: &[],
        never: &["rusqlite", "clap", "std::fs", "std::env", "stdout", "stderr"],
    },
    Rule {
        module: "model",
        ours: &["inert"],
        never: &[
            "rusqlite",
            "clap",
            "directories",
            "tempfile",
            "std::fs",
            "std::env",
            "std::io",
            "std::thread",
            "std::net",
            "std::process",
            "SystemTime",
            "Instant",
            "Zoned::now",
            "Timestamp::now",
        ],
    },
    Rule {
        module: "doc",
        ours: &["inert"],
        never: &[
            "rusqlite",
            "clap",
            "directories",
            "tempfile",
            "std::fs",
            "std::env",
            "std::thread",
            "std::net",
            "std::process",
            "SystemTime",
            "Instant",
            "Zoned::now",
            "Timestamp::now",
            "stdout",
            "stderr",
        ],
    },
    Rule { module: "bank", ours: &["model", "words", "files"], never: &["rusqlite", "clap", "std::fs"] },
    Rule { module: "files", ours: &["inert"], never: &["rusqlite", "clap"] },
    Rule { module: "store", ours: &["model", "files"], never: &["clap"] },
    Rule { module: "session", ours: &["model", "store", "files"], never: &["rusqlite", "clap", "std::fs"] },
    Rule {
        module: "words",
        ours: &["model", "store", "session", "work", "import", "doc", "export", "files", "inert"],
        never: &["rusqlite", "clap", "std::fs", "std::env", "stdout", "stderr"],
    },
    Rule {
        module: "work",
        ours: &["model", "session", "report", "import", "doc", "export", "bank", "files", "sample"],
        never: &["rusqlite", "clap", "stdout", "stderr"],
    },
    Rule {
        module: "report",
        ours: &["model", "words", "doc", "inert"],
        never: &["rusqlite", "clap", "std::fs"],
    },
    Rule { module: "import", ours: &["model", "inert"], never: &["rusqlite", "clap", "std::fs"] },
    Rule { module: "export", ours: &["report", "files"], never: &["rusqlite", "clap"] },
    Rule { module: "sample", ours: &["model", "words", "session", "store"], never: &["rusqlite", "clap"] },
    Rule {
        module: "plain",
        ours: &[
            "model", "words", "work", "session", "report", "import", "doc", "bank", "files", "export",
            "inert",
        ],
        never: &["rusqlite", "clap", "\\x1b", "\\u{1b}"],
    },
    Rule {
        module: "tui",
        ours: &["model", "words", "work", "session", "report", "import", "doc", "bank", "files", "export"],
        never: &["rusqlite", "clap"],
    },
    Rule {
        module: "cli",
        ours: &[
            "model", "words", "work", "bank", "files", "store", "session", "report", "import", "export",
            "plain", "tui", "doc", "inert",
        ],
        never: &["rusqlite"],
    },
];

/// Parts of `tui` that only draw or translate: they may not change the session or look at the world.
const DRAWING: [&str; 7] = ["screen", "dialog", "view", "theme", "text", "keymap", "input"];

/// What they may name beside `model`: a word for a state, a path in words, what a list of backups holds, and whom papers are for. None
/// looks at anything.
const WORDS_ONLY: [&str; 5] = [
    "crate::session::Saving",
    "crate::files::human_path",
    "crate::session::rescue::{Client, Listed}",
    "crate::report::Reader",
    "crate::report::{Format, Reader}",
];

/// The one drawing part the command line may reach: `clausewise keys` prints the table of keys.
const OPEN_TO_CLI: &str = "keymap";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A source file: its module path below the crate, and its code without comments and tests.
struct Source {
    name: String,
    path: Vec<String>,
    text: String,
    code: String,
}

fn sources() -> Vec<Source> {
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
    let src = root().join("src");
    let mut files = Vec::new();
    walk(&src, &mut files);
    files.sort();
    files.iter().map(|f| source(&src, f)).collect()
}

fn source(src: &Path, file: &Path) -> Source {
    let inside = file.strip_prefix(src).unwrap().with_extension("");
    let mut path: Vec<String> = inside.iter().map(|p| p.to_str().unwrap().to_owned()).collect();
    if path.last().is_some_and(|p| p == "mod") {
        path.pop();
    }
    let text = std::fs::read_to_string(file).unwrap();
    let plain: Vec<&str> =
        text.lines().map(|l| if l.trim_start().starts_with("//") { "" } else { l }).collect();
    let plain = plain.join("\n");
    let code = plain.split("#[cfg(test)]\nmod ").next().unwrap().to_owned();
    Source { name: file.strip_prefix(root()).unwrap().display().to_string(), path, text, code }
}

impl Source {
    fn is_test(&self) -> bool {
        self.path.iter().any(|p| p == "tests")
    }

    fn top(&self) -> &str {
        &self.path[0]
    }
}

/// Whether a word stands in the code as a word.
fn names(code: &str, word: &str) -> bool {
    let inner = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).any(|(at, _)| {
        let before = code.get(..at).unwrap().chars().next_back();
        let after = code.get(at + word.len()..).unwrap().chars().next();
        !before.is_some_and(inner) && !after.is_some_and(inner)
    })
}

/// What follows each `crate::`: one name, or the first names of a list in braces.
fn of_ours(code: &str) -> BTreeSet<String> {
    let ident = |s: &str| -> String { s.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect() };
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = code.get(at + "crate::".len()..).unwrap();
        let Some(list) = rest.strip_prefix('{') else {
            found.insert(ident(rest));
            continue;
        };
        let (mut depth, mut entry) = (0, String::new());
        for c in list.chars() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    found.insert(ident(entry.trim()));
                    entry.clear();
                }
                c if depth == 0 => entry.push(c),
                _ => {}
            }
        }
        found.insert(ident(entry.trim()));
    }
    found.remove("");
    // A macro stands at the root of the crate, wherever it is written.
    if found.remove("say") | found.remove("say_args") {
        found.insert("words".into());
    }
    found
}

fn rule(module: &str) -> &'static Rule {
    RULES
        .iter()
        .find(|r| r.module == module)
        .unwrap_or_else(|| panic!("{module} has no rule: say in tests/architecture.rs what it may know"))
}

#[test]
fn modules_know_only_whom_they_may() {
    let mut faults = Vec::new();
    let tops: BTreeSet<String> = sources().iter().map(|s| s.top().to_owned()).collect();
    for s in sources().iter().filter(|s| !s.is_test() && !matches!(s.top(), "main" | "lib")) {
        let rule = rule(s.top());
        for used in of_ours(&s.code) {
            if used != rule.module && !rule.ours.contains(&used.as_str()) {
                faults.push(format!("{} uses {used}", s.name));
            }
        }
        // `super` may not lead out of the module, where the names above would not be seen.
        let out = "super::".repeat(s.path.len());
        for used in of_ours(&s.code.replace(&out, "crate::")) {
            if used != rule.module && tops.contains(&used) && !rule.ours.contains(&used.as_str()) {
                faults.push(format!("{} reaches {used} by super", s.name));
            }
        }
        let terminal = TERMINAL.iter().filter(|_| rule.module != "tui");
        for word in rule.never.iter().chain(terminal) {
            if names(&s.code, word) {
                faults.push(format!("{} names {word}", s.name));
            }
        }
        if s.top() == "tui" && s.path.get(1).is_some_and(|p| DRAWING.contains(&p.as_str())) {
            for word in ["std::fs", "std::env", "SystemTime", "Instant", "Zoned::now", "std::thread"] {
                if names(&s.code, word) {
                    faults.push(format!("{} names {word}", s.name));
                }
            }
            let code = WORDS_ONLY.iter().fold(s.code.clone(), |code, words| code.replace(words, ""));
            for used in of_ours(&code) {
                // A screen owns itself: its keys ask for verbs, its picture reads.
                let may = used == "work" && s.path.get(1).is_some_and(|p| p == "screen");
                if !may && !matches!(used.as_str(), "model" | "words" | "tui") {
                    faults.push(format!(
                        "{} uses {used}, but parts that draw know model and words only",
                        s.name
                    ));
                }
            }
        }
        if s.top() == "cli"
            && s.code.match_indices("tui::").any(|(at, _)| {
                let rest = s.code.get(at + "tui::".len()..).unwrap();
                DRAWING.iter().any(|d| *d != OPEN_TO_CLI && rest.starts_with(d))
            })
        {
            faults.push(format!("{} reaches inside tui", s.name));
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn the_program_itself_only_starts_the_command_line() {
    let main = sources().into_iter().find(|s| s.path == ["main"]).unwrap();
    assert!(main.code.contains("clausewise::cli::main()") && main.text.lines().count() < 20);
}

#[test]
fn every_file_is_short_and_says_what_it_is() {
    let mut faults = Vec::new();
    for s in sources() {
        let lines = s.text.lines().count();
        if lines > MOST_LINES {
            faults.push(format!("{}: {lines} lines", s.name));
        }
        if !s.is_test() && !s.text.starts_with("//!") {
            faults.push(format!("{}: does not open with what it is", s.name));
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

/// Rows of the table in ARCHITECTURE.md: the module, and the cells after it.
fn rows() -> Vec<(String, Vec<String>)> {
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    text.lines()
        .filter_map(|l| l.strip_prefix("| `"))
        .map(|l| {
            let (module, rest) = l.split_once('`').unwrap();
            (module.to_owned(), rest.split('|').skip(1).map(|c| c.trim().to_owned()).collect())
        })
        .collect()
}

#[test]
fn the_map_names_every_module_and_no_other() {
    let there: BTreeSet<String> = sources()
        .iter()
        .map(|s| s.top().to_owned())
        .filter(|t| !matches!(t.as_str(), "main" | "lib"))
        .collect();
    let named: BTreeSet<String> = rows().into_iter().map(|(m, _)| m).collect();
    assert_eq!(named, there, "the table of ARCHITECTURE.md against src/");

    let map = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    for line in map.lines().filter(|l| l.starts_with("src/")) {
        let path = line.split_whitespace().next().unwrap();
        assert!(root().join(path).exists(), "ARCHITECTURE.md names {path}");
    }
    for module in there {
        assert!(
            map.contains(&format!("\nsrc/{module}.rs ")) || map.contains(&format!("\nsrc/{module}/ ")),
            "the tree in ARCHITECTURE.md leaves out {module}"
        );
    }
}

#[test]
fn the_map_allows_what_the_rules_allow() {
    for (module, cells) in rows() {
        let rule = rule(&module);
        let mut listed: BTreeSet<&str> =
            cells[0].split(['`', ',', ' ']).filter(|w| !w.is_empty() && *w != "-").collect();
        if listed.contains("all") {
            assert_eq!(module, "cli");
            continue;
        }
        let allowed: BTreeSet<&str> = rule.ours.iter().copied().collect();
        listed.remove(module.as_str());
        assert!(
            listed.is_subset(&allowed),
            "{module}: ARCHITECTURE.md allows {listed:?}, the rules {allowed:?}"
        );
    }
}

/// The reader of `use` lines has to see lists, nested lists and single names, or it would pass anything.
#[test]
fn the_reader_sees_every_way_to_name_a_module() {
    let code =
        "use crate::{bank, model::{a, b}, store};\nfn f() { crate::tui::run(); }\nuse crate::cli::main;";
    let found: Vec<String> = of_ours(code).into_iter().collect();
    assert_eq!(found, ["bank", "cli", "model", "store", "tui"]);
    assert!(names("use std::fs;", "std::fs") && names("x(clap::A)", "clap") && !names("clapper::x", "clap"));
}
