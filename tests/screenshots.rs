//! The pictures in the repository are what the program draws today.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed, as it should")]

#[path = "../examples/screenshots/pictures.rs"]
mod pictures;
#[path = "../examples/screenshots/svg.rs"]
mod svg;

use std::collections::BTreeSet;
use std::path::Path;

const COMMAND: &str = "run `cargo run --locked --example screenshots`, look at assets/screens, commit";

#[test]
fn the_pictures_are_what_the_program_draws() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/screens");
    let made = pictures::all().unwrap();
    for (name, svg) in &made {
        let kept = std::fs::read_to_string(folder.join(name)).unwrap_or_default();
        let line = kept.lines().zip(svg.lines()).position(|(a, b)| a != b).unwrap_or(0) + 1;
        assert!(kept == *svg, "{name} differs from line {line} on: {COMMAND}");
    }
    let names: BTreeSet<&str> = made.iter().map(|(name, _)| name.as_str()).collect();
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(names.contains(name.as_str()), "{name} is no picture of the program: {COMMAND}");
    }
}

#[test]
fn the_readme_shows_pictures_that_exist() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let shown: Vec<&str> =
        readme.split("](assets/").skip(1).map(|rest| rest.split(')').next().unwrap()).collect();
    for name in ["screens/question.svg", "screens/results.svg"] {
        assert!(shown.contains(&name), "{name}");
    }
    assert!(shown.iter().all(|name| Path::new("assets").join(name).is_file()), "{shown:?}");
}
