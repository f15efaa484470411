//! Hours of the gap list and of its plan, where people made something else of an action.

use crate::places::{everywhere, file, flat, screen};

#[test]
fn a_gap_list_says_when_its_plan_takes_other_hours() {
    let script = "5.2 1\nsplit 5.2 70 Draft; 30 Sign\neffort 5.2-a 40\n";
    let (_folder, path) = file(script, &["--size", "small"]);
    let mut all: Vec<(String, String)> = everywhere(&path, "finish").into_iter().collect();
    all.retain(|(name, _)| name.contains("gaps") || name.contains("gap-register"));
    all.push(("f5".to_owned(), screen(&path, "f5")));
    assert!(all.len() > 2, "{:?}", all.iter().map(|(n, _)| n).collect::<Vec<_>>());
    let said: Vec<&String> =
        all.iter().filter(|(_, t)| flat(t).contains("the roadmap plans 44.8 h")).map(|(n, _)| n).collect();
    assert!(said.len() > 2, "{said:?} {all:?}");
    let (_folder, path) = file("5.2 1\n", &["--size", "small"]);
    assert!(everywhere(&path, "finish").iter().all(|(_, t)| !flat(t).contains("the roadmap plans")));
}
