//! Why two files are not merged, and which line of decisions decides nothing.

use std::path::{Path, PathBuf};

use crate::files::shown_name;
use crate::model::merge::WrongLine;
use crate::say;
use crate::session::NotMerged;

/// Columns of the name of a file.
const NAME: usize = 40;

/// Why two files are not merged.
pub fn not_merged(e: &NotMerged, names: [&str; 2]) -> String {
    let [first, second] = names;
    match e {
        NotMerged::Store(e) => super::Words::words(e),
        NotMerged::NothingInCommon => say!(
            "{first} and {second} have no event in common: neither is a copy of the other. Nothing was written. What a file of another beginning says can be taken in by: clausewise import",
            first,
            second
        ),
        NotMerged::OtherQuestionnaire => {
            say!("{first} and {second} answer different questionnaires. Nothing was written.", first, second)
        }
        NotMerged::HandedOut { second: is_second } => {
            let [file, returned] = if *is_second { names } else { [second, first] };
            say!(
                "{returned} is no copy of {file}: it was handed out, for somebody to answer apart. Nothing was written. Take in what was answered there: {command}",
                returned,
                file,
                command = collect([file, returned])
            )
        }
        NotMerged::EarlierRecords { second: is_second } => say!(
            "Records were changed in {name} with version 0.1.0 after the two files parted; those cannot be merged. Nothing was written. Write these changes into the other file by hand.",
            name = if *is_second { second } else { first }
        ),
        NotMerged::BothSigned => say!(
            "An audit was signed in {first} and in {second} after they parted. Each signature stands for the events of its own file, and one file cannot go on from both. Nothing was written.",
            first,
            second
        ),
        NotMerged::GoesOnFromOther => say!(
            "An audit was signed in {second} after the two parted, and its signature stands for the events of that file, so {first} cannot go on from them. Nothing was written. Open {second} and merge {first} into it, or write a new file: {command}",
            first,
            second,
            command = command(names)
        ),
        NotMerged::LookAgain => say!(
            "{first} was changed while the merge was looked at. Nothing was written. Begin the merge again.",
            first
        ),
        NotMerged::Signed { audit, version } => say!(
            "One file changes what version {version} of {audit} was signed over in the other. Nothing was written. Reopen the audit there, or take that change back here.",
            version,
            audit
        ),
    }
}

/// The same of one that was to take the other over in place.
pub fn not_merged_in(e: &NotMerged, files: &[PathBuf; 2]) -> String {
    let [one, other] = [&files[0], &files[1]].map(|path| shown_name(path, NAME));
    not_merged(e, [&one, &other])
}

/// The command that merges two files into a new one.
fn command([first, second]: [&str; 2]) -> String {
    let typed = |name: &str| crate::files::typed(Path::new(name));
    say!("clausewise merge {first} {second} --to NEW.aims", first = typed(first), second = typed(second))
}

/// The command that takes in what somebody answered apart.
pub fn collect([file, returned]: [&str; 2]) -> String {
    let typed = |name: &str| crate::files::typed(Path::new(name));
    say!("clausewise collect {file} {returned}", file = typed(file), returned = typed(returned))
}

/// A line that decides nothing.
pub fn wrong_line(e: &WrongLine) -> String {
    say!(
        "Line {n} of the decisions, \"{typed}\", decides nothing or decides again: a line is a key and first, second, both, =VALUE, or one of a record. Nothing was written.",
        n = e.line,
        typed = e.typed
    )
}
