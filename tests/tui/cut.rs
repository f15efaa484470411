//! Nothing is cut without a sign: what stands on a screen at one size is whole, or ends in the sign of what was cut.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::harness::{Driver, PLACES};
use clausewise::model::assessment::keys;
use clausewise::model::edit;
use clausewise::session::Session;
use clausewise::{bank, sample};

const SIZES: [(u16, u16); 7] = [(60, 16), (67, 20), (80, 24), (93, 27), (100, 30), (120, 40), (200, 60)];

const LONG: &str = "Verwaltungsgesellschaft au\u{df}erordentlicher Maschinenbauunternehmungen \u{6771}\u{4eac}\u{652f}\u{5e97} Rheinland-Westfalen";
const FILE: &str = "Jahresabschlussunterlagen der Verwaltungsgesellschaft.aims";
const NOTE: &str = "Agreed with Ana-Katharina of the Personalvertretung in the Quartalsbesprechung; the Entwurfsfassung lies in the Gemeinschaftsordner of the Rechtsabteilung and waits for the Vorstandssitzung.";

/// The sample with long names and a long note.
fn long(size: (u16, u16)) -> Driver {
    let mut d = Driver::home(size);
    let path = d.folder.path().join(FILE);
    let bank = bank::embedded().unwrap();
    sample::create(bank.clone(), None, &path, super::harness::today(), false).unwrap();
    let mut s = Session::open(bank, &path, "tester", true, Duration::ZERO).unwrap();
    let named = edit::about(s.assessment(), [(keys::ORGANISATION, LONG.to_owned())]).unwrap();
    s.apply(&named).unwrap();
    s.close().unwrap();
    d.app.open(&path).unwrap();
    d.keys("f3 e").paste(NOTE).keys("ctrl-s");
    d
}

/// The words of a text, of three letters at least.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let part = |c: char| c.is_alphabetic() || "-'\u{2019}\u{2026}".contains(c);
    text.split(move |c| !part(c)).filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 2)
}

fn files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, into) } else { into.push(path) }
    }
}

/// Every word there is: of the program, of the questionnaire and its guides, and of the long names.
fn dictionary() -> BTreeSet<String> {
    let mut all = Vec::new();
    for folder in ["src", "questionnaires"] {
        files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut all);
    }
    let texts = all
        .iter()
        .filter_map(|path| std::fs::read_to_string(path).ok())
        .chain([LONG, NOTE, FILE, "tester"].map(str::to_owned));
    texts.flat_map(|text| words(&text).map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// Whether a hash or a part of one stands in a line: its letters are words by chance.
fn has_hash(line: &str) -> bool {
    let long = |w: &str| w.len() >= 12 && w.bytes().any(|b| b.is_ascii_digit());
    line.split(|c: char| !c.is_ascii_hexdigit()).any(long)
}

/// Whether a word is no word by itself, but the beginning of one.
fn is_cut(word: &str, dictionary: &BTreeSet<String>) -> bool {
    let whole = word.contains('\u{2026}') || word.ends_with('-') || dictionary.contains(word);
    let longer = dictionary.range(word.to_owned()..).next().is_some_and(|next| next.starts_with(word));
    !whole && longer
}

#[test]
fn a_word_is_whole_or_says_that_it_was_cut() {
    let dictionary = dictionary();
    let (mut faults, mut compared) = (Vec::new(), 0);
    for (place, keys) in PLACES {
        for size in SIZES {
            let mut d = long(size);
            d.keys(keys).settle();
            let picture = d.picture();
            // The folder is named by chance, and its name may be the beginning of a word.
            let folder = d.folder.path().display().to_string();
            let folder: BTreeSet<&str> = words(&folder).collect();
            for line in picture.lines().filter(|l| !has_hash(l)) {
                compared += words(line).count();
                let seen = words(line).filter(|word| !folder.contains(word));
                for word in seen.filter(|word| is_cut(word, &dictionary)) {
                    faults.push(format!("{place} {size:?}: {word} in {line}"));
                }
            }
        }
    }
    assert!(compared > 10_000, "{compared}");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_cut_word_is_found() {
    let all = dictionary();
    for cut in ["Verwaltungsge", "Supplie", "assessme"] {
        assert!(is_cut(cut, &all), "{cut}");
    }
    for fine in ["Verwaltungsge\u{2026}", "supplier", "high-", "Zzyzx"] {
        assert!(!is_cut(fine, &all), "{fine}");
    }
}

/// Lines get to the screen through what cuts with a sign; whoever draws past that has to know its room.
#[test]
fn lines_are_drawn_by_what_cuts_with_a_sign() {
    let mut all = Vec::new();
    files(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/tui")), &mut all);
    for path in &all {
        let code = std::fs::read_to_string(path).unwrap();
        let past = ["set_line(", "set_string(", "set_stringn(", "set_span(", "Paragraph::"];
        let draws = past.iter().any(|call| code.contains(call));
        assert_eq!(
            draws,
            path.ends_with("pane.rs") || path.ends_with("screen/edge.rs"),
            "{}",
            path.display()
        );
    }
}
