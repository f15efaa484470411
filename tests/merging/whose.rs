//! Whose something is does not depend on the order of merges, and a number of one laptop means nobody else of another.

use std::path::Path;

use crate::program::output;
use crate::{answer, dump, is_sound, merge};

/// Three laptops: each adds a person under the same number, who answers and writes, there.
fn three() -> tempfile::TempDir {
    let folder = crate::two();
    let at = folder.path();
    std::fs::copy(at.join("a.aims"), at.join("c.aims")).unwrap();
    for (file, name, id) in
        [("a.aims", "Ana Quist", "6.1.2"), ("b.aims", "Bo Zimt", "8.2"), ("c.aims", "Cy Dahl", "7.3")]
    {
        output(at, &["record", file, "person", "add", &format!("name={name}"), "role=QA"]);
        let (code, _, err) = crate::program::run(
            at,
            &["answer", file, "--script", "-", "--by", "P-1"],
            &format!("{id} 3\ngo 5.2\nnote written by {name}\n"),
        );
        assert_eq!(code, 0, "{err}");
    }
    folder
}

/// Merges the three in this order, the result of the first two with the third or the third with it.
fn merged(at: &Path, [one, other, third]: [&str; 3], turned: bool) -> String {
    let (between, to) = (format!("{one}{other}{turned}.aims"), format!("{one}{other}{third}{turned}.aims"));
    let file = |name: &str| format!("{name}.aims");
    assert_eq!(merge(at, &[&file(one), &file(other), "--to", &between, "--by", "Merger"]).0, 0);
    let (first, second) = if turned { (file(third), between) } else { (between, file(third)) };
    let (code, said) = merge(at, &[&first, &second, "--to", &to, "--by", "Merger"]);
    assert_eq!(code, 0, "{said}");
    is_sound(at, &to);
    to
}

fn why(at: &Path, file: &str, id: &str) -> String {
    let all = output(at, &["explain", file, id, "--format", "json"]);
    let all: serde_json::Value = serde_json::from_str(&all).unwrap();
    let said = all["said"].as_array().unwrap().clone();
    let who = said.iter().filter(|s| s["key"] == id).map(|s| s["who"].as_str().unwrap().to_owned());
    who.collect()
}

#[test]
fn who_wrote_what_is_the_same_in_whatever_order_three_files_are_merged() {
    let folder = three();
    let at = folder.path();
    let orders = [
        ["a", "b", "c"],
        ["a", "c", "b"],
        ["b", "a", "c"],
        ["b", "c", "a"],
        ["c", "a", "b"],
        ["c", "b", "a"],
    ];
    let mut facts: Option<String> = None;
    for order in orders {
        for turned in [false, true] {
            let file = merged(at, order, turned);
            // A number that a merge gave is on somebody's paper and stays.
            let now = dump(at, &file);
            let now = now.lines().filter(|l| !l.contains(".no=")).collect::<Vec<_>>().join("\n");
            assert_eq!(facts.get_or_insert_with(|| now.clone()), &now, "{order:?} {turned}");
            for (id, name) in [("6.1.2", "Ana Quist"), ("8.2", "Bo Zimt"), ("7.3", "Cy Dahl")] {
                let who = why(at, &file, id);
                assert!(who.starts_with(name), "{order:?} {turned}: {id} is by {who}");
                // Under the number they have here.
                let number = who.rsplit_once('(').unwrap().1.trim_end_matches(')').to_owned();
                let list = output(at, &["record", &file, "person", "list"]);
                let row = list.lines().find(|l| l.contains(name)).unwrap();
                assert!(row.starts_with(&format!("{number} ")), "{order:?} {turned}: {who}: {row}");
                // The events of the file itself are told by the number they have here, too.
                let told = output(at, &["history", &file, "--format", "json"]);
                let told: serde_json::Value = serde_json::from_str(&told).unwrap();
                let by = told["events"].as_array().unwrap().iter().map(|e| e["who"].as_str().unwrap());
                let mut by = by.filter(|by| by.starts_with(name));
                assert!(by.all(|by| by == format!("{name} ({number})")), "{order:?}: {number}: {told}");
            }
        }
    }
    // Words of three people, each with whose they are, however often they were merged.
    let note = facts.unwrap().lines().find(|l| l.starts_with("note.5.2=")).unwrap().to_owned();
    for name in ["Ana Quist", "Bo Zimt", "Cy Dahl"] {
        assert_eq!(note.matches(&format!("{name}: written by {name}")).count(), 1, "{note}");
    }
    assert!(!note.contains("Merger"), "{note}");
    answer(at, "a.aims", "9.1 1\n");
}
