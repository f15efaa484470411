//! Circles between files, read from their `use` lines and from paths in their code. A name that a module hands
//! on (`pub use`) is followed to the file that defines it. A file may name its own parts, which is what a module
//! is for; beyond that no two files may need each other, directly or through others.

use std::collections::{BTreeMap, BTreeSet};

use super::{Source, sources};

type Path = Vec<String>;

/// Circles that stay, each as the files in it and the reason. Fewer files may be left of one.
const KNOWN: [(&[&str], &str); 3] = [
    (
        &[
            "store/backup",
            "store/check",
            "store/journal",
            "store/open",
            "store/queue",
            "store/salvage",
            "store/save",
            "store/writer",
        ],
        "a file is opened to be backed up, and backed up when it is opened",
    ),
    (
        &[
            "store/branches",
            "store/chain",
            "store/error",
            "store/migrate",
            "store/payload",
            "store/questionnaire",
            "store/read",
            "store/sqlite",
        ],
        "an error names what was done, and what is done names its errors",
    ),
    (
        &["tui/keymap", "tui/keymap/grammar", "tui/keymap/table", "tui/keys"],
        "a table of keys, what they mean, and the names of keys in it",
    ),
];

/// The single paths of a use tree.
fn flat(tree: &str) -> Vec<String> {
    let tree = tree.trim();
    let Some((before, rest)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap().trim();
        return vec![path.to_owned()];
    };
    let inside = rest.trim_end().strip_suffix('}').unwrap_or(rest);
    let (mut depth, mut entry, mut found) = (0, String::new(), Vec::new());
    for c in inside.chars().chain([',']) {
        match c {
            ',' if depth == 0 => {
                let one = std::mem::take(&mut entry);
                if !one.trim().is_empty() {
                    found.extend(flat(&one).into_iter().map(|x| format!("{}{x}", before.trim())));
                }
                continue;
            }
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        entry.push(c);
    }
    found
}

/// Every path a file names: of its `use` lines, and those in its code that begin with `crate` or `super`.
fn paths(code: &str) -> BTreeSet<String> {
    let (mut found, mut rest) = (BTreeSet::new(), String::new());
    let mut statement: Option<String> = None;
    for line in code.lines() {
        let trimmed = line.trim();
        let begins = ["use ", "pub use ", "pub(super) use ", "pub(crate) use "];
        match (&mut statement, begins.iter().find_map(|b| trimmed.strip_prefix(b))) {
            (Some(text), _) => text.push_str(trimmed),
            (None, Some(first)) => statement = Some(first.to_owned()),
            (None, None) => {
                rest.push_str(line);
                rest.push('\n');
            }
        }
        if statement.as_ref().is_some_and(|s| s.ends_with(';')) {
            found.extend(statement.take().iter().flat_map(|s| flat(s.trim_end_matches(';'))));
        }
    }
    for word in rest.split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':') {
        if word.starts_with("crate::") || word.starts_with("super::") {
            found.insert(word.trim_end_matches(':').to_owned());
        }
    }
    found
}

/// A path as it is written in a module, from the crate down; none when it is not one of ours.
fn from_the_crate(files: &BTreeMap<Path, BTreeSet<String>>, module: &Path, path: &str) -> Option<Path> {
    let parts: Vec<&str> = path.split("::").filter(|p| !p.is_empty()).collect();
    let mut base = module.clone();
    let mut rest = parts.as_slice();
    match parts.first() {
        Some(&"crate") => (base, rest) = (Vec::new(), &parts[1..]),
        Some(&("super" | "self")) => {
            while let Some((first, more)) = rest.split_first().filter(|(f, _)| ["super", "self"].contains(f))
            {
                if *first == "super" {
                    base.pop();
                }
                rest = more;
            }
        }
        Some(first) => {
            base.push((*first).to_owned());
            let child = files.contains_key(&base);
            base.pop();
            child.then_some(())?;
        }
        None => return None,
    }
    base.extend(rest.iter().map(|p| (*p).to_owned()));
    Some(base)
}

/// The file that defines what a path means.
fn definer(files: &BTreeMap<Path, BTreeSet<String>>, path: &Path, depth: usize) -> Option<Path> {
    let cut = (1..=path.len()).rev().find(|n| files.contains_key(&path[..*n]))?;
    let (module, rest) = (path[..cut].to_vec(), &path[cut..]);
    let Some(name) = rest.first().filter(|n| *n != "self" && depth < 8) else { return Some(module) };
    let handed = files[&module].iter().find(|p| p.rsplit("::").next() == Some(name));
    let on = handed.and_then(|p| from_the_crate(files, &module, p)).filter(|on| on[..] != path[..=cut]);
    match on {
        Some(mut on) => {
            on.extend(rest[1..].iter().cloned());
            definer(files, &on, depth + 1)
        }
        None => Some(module),
    }
}

fn edges(files: &BTreeMap<Path, BTreeSet<String>>) -> BTreeMap<Path, BTreeSet<Path>> {
    let of = |module: &Path, named: &BTreeSet<String>| -> BTreeSet<Path> {
        let all = named.iter().filter_map(|p| definer(files, &from_the_crate(files, module, p)?, 0));
        // Its own parts are what a module puts together.
        all.filter(|to| to != module && !to.starts_with(module)).collect()
    };
    files.iter().map(|(module, named)| (module.clone(), of(module, named))).collect()
}

/// Everything a file needs, directly or through others.
fn needs<'e>(edges: &'e BTreeMap<Path, BTreeSet<Path>>, from: &Path) -> BTreeSet<&'e Path> {
    let (mut all, mut next) = (BTreeSet::new(), edges.get(from).into_iter().flatten().collect::<Vec<_>>());
    while let Some(one) = next.pop() {
        if all.insert(one) {
            next.extend(edges.get(one).into_iter().flatten());
        }
    }
    all
}

/// Files in a circle, as words: each circle once.
fn circles(files: &BTreeMap<Path, BTreeSet<String>>) -> BTreeSet<Vec<String>> {
    let edges = edges(files);
    let reach: BTreeMap<&Path, BTreeSet<&Path>> = edges.keys().map(|f| (f, needs(&edges, f))).collect();
    let around = |f: &&Path| reach[*f].contains(*f);
    let mates = |f: &Path| -> Vec<String> {
        let all = reach[f].iter().filter(|m| reach.get(**m).is_some_and(|back| back.contains(f)));
        all.map(|m| m.join("/")).collect()
    };
    reach.keys().copied().filter(around).map(mates).collect()
}

fn modules(all: &[Source]) -> BTreeMap<Path, BTreeSet<String>> {
    let ours = all.iter().filter(|s| !s.is_test() && !matches!(s.top(), "main" | "lib"));
    ours.map(|s| (s.path.clone(), paths(&s.code))).collect()
}

#[test]
fn files_need_each_other_in_one_direction() {
    let mut found = circles(&modules(&sources()));
    for (files, reason) in KNOWN {
        let before = found.len();
        found.retain(|circle| !circle.iter().all(|f| files.contains(&f.as_str())));
        assert!(
            !reason.is_empty() && found.len() < before,
            "no such circle any more: {files:?}, but {found:?}"
        );
    }
    assert_eq!(found, BTreeSet::new());
}

/// The finder has to see a circle that goes through a name handed on, or it would pass anything.
#[test]
fn the_finder_sees_circles_through_names_that_are_handed_on() {
    let path = |p: &str| -> Path { p.split('/').map(str::to_owned).collect() };
    let file = |p: &str, code: &str| (path(p), paths(code));
    let mut files: BTreeMap<Path, BTreeSet<String>> = [
        file("m", "mod a;\nmod b;\npub use a::{\n    Thing,\n    sub::Other,\n};"),
        file("m/a", "use super::b::Help as H;"),
        file("m/b", "fn f() -> crate::m::Thing { x }"),
        file("n", "use crate::m::Thing;"),
    ]
    .into();
    assert_eq!(circles(&files), [vec!["m/a".to_owned(), "m/b".to_owned()]].into());
    files.insert(path("m/b"), paths("use crate::n;"));
    assert_eq!(circles(&files).first().map(Vec::len), Some(3), "a longer way round");
    files.insert(path("m/b"), paths("use super::Missing;"));
    assert!(circles(&files).is_empty(), "a part may name what its module says itself");
}

/// A key that no code reads is a promise nobody keeps.
#[test]
fn every_key_of_a_fact_is_read_somewhere() {
    let all = sources();
    let keys = all.iter().find(|s| s.path == ["model", "keys"]).unwrap();
    let names = keys.code.lines().filter_map(|l| l.strip_prefix("pub const ")?.split(':').next());
    let mut count = 0;
    for name in names {
        let read = |s: &&Source| s.path != keys.path && super::names(&s.code, &format!("keys::{name}"));
        assert!(all.iter().any(|s| read(&s)), "nothing reads keys::{name}");
        count += 1;
    }
    assert!(count > 20, "{count} keys");
}
