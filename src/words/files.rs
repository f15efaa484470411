//! What is said of files: why the system refused one, why one was not written. Layout of three lines of eighty
//! columns.

use std::fmt;

use super::Words;
use crate::files::{FileError, Kind, Trouble, Why, shown_name};
use crate::say;

impl Words for Why {
    /// In a few words that fit into a sentence.
    fn words(&self) -> String {
        match self {
            Self::Missing => say!("it is not there").to_owned(),
            Self::NoRight => say!("you have no right to").to_owned(),
            Self::DiskReadOnly => say!("the disk is read-only").to_owned(),
            Self::DiskFull => say!("the disk is full").to_owned(),
            Self::ShareUsedUp => say!("your share of the disk is used up").to_owned(),
            Self::BadName => say!("the name is too long or not allowed").to_owned(),
            Self::NotAFolder => say!("part of the path is not a folder").to_owned(),
            Self::System(text) => say!("the system says \"{text}\"", text),
        }
    }
}

/// What stands where a file should be written.
pub(super) fn in_the_way(kind: Kind) -> &'static str {
    match kind {
        Kind::Link => say!("a link to another place"),
        Kind::Folder => say!("a folder"),
        Kind::Special => say!("a device or pipe, not a file"),
        Kind::File => say!("a file"),
    }
}

/// Why a file was not written, in a few words.
pub fn reason(e: &FileError) -> String {
    match &e.trouble {
        Trouble::Exists => say!("something has that name already").to_owned(),
        Trouble::NotAFile(Kind::Link) => say!("it is a link to another place").to_owned(),
        Trouble::NotAFile(Kind::Special) => say!("it is a device or pipe, not a file").to_owned(),
        Trouble::NotAFile(Kind::Folder) => say!("it is a folder").to_owned(),
        Trouble::NotAFile(Kind::File) => say!("it is a file").to_owned(),
        Trouble::NoFolder => say!("its folder is not there").to_owned(),
        Trouble::Permission => say!("you have no right to").to_owned(),
        Trouble::Full => say!("the disk is full").to_owned(),
        Trouble::Other(why) => why.words(),
    }
}

impl Words for FileError {
    fn words(&self) -> String {
        let name = shown_name(&self.path, 40);
        match &self.trouble {
            Trouble::Exists => {
                say!(
                    "{name} exists already and was left as it is.\nChoose another name, or use --force.",
                    name
                )
            }
            Trouble::NotAFile(kind) => say!(
                "{name} is {what}.\nNothing was written. Choose another name for the file.",
                name,
                what = in_the_way(*kind)
            ),
            Trouble::NoFolder => {
                say!("The folder for {name} does not exist.\nCreate it first, or choose another.", name)
            }
            Trouble::Permission => say!(
                "You may not write {name} in that folder.\nNothing was written. Choose another folder.",
                name
            ),
            Trouble::Full => {
                say!("The disk is full: {name} was not written.\nMake room, or choose another disk.", name)
            }
            Trouble::Other(why) => say!(
                "{name} could not be written:\n{why}.\nNothing was changed. Try another folder.",
                name,
                why = why.words()
            ),
        }
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words())
    }
}

impl std::error::Error for FileError {}

/// A number of bytes for people: "760 bytes", "61 KiB", "8 MiB", "1.5 MiB".
pub fn size_words(bytes: u64) -> String {
    const KIB: u64 = 1 << 10;
    const MIB: u64 = 1 << 20;
    match bytes {
        0..KIB => say!("{bytes} bytes", bytes),
        KIB..MIB => say!("{size} KiB", size = bytes.div_ceil(KIB)),
        _ if bytes.is_multiple_of(MIB) => say!("{size} MiB", size = bytes / MIB),
        // Rounded up: what is over a limit must not look as if it were not.
        _ => {
            let tenths = (bytes as f64 / MIB as f64 * 10.0).ceil();
            say!("{size} MiB", size = format!("{:.1}", tenths / 10.0))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::path::PathBuf;

    use super::*;
    use crate::files::why;

    #[test]
    fn messages_fit_three_lines_of_eighty() {
        let path = PathBuf::from(format!("/x/{}", "n".repeat(255)));
        let all = [
            Trouble::Exists,
            Trouble::NotAFile(Kind::Special),
            Trouble::NoFolder,
            Trouble::Permission,
            Trouble::Full,
            Trouble::Other(why(&io::Error::other("x".repeat(300)))),
        ];
        for trouble in all {
            let text = FileError { path: path.clone(), trouble }.words();
            assert!(text.lines().count() <= 3 && text.lines().all(|l| l.chars().count() <= 80), "{text}");
        }
    }

    #[test]
    fn a_size_in_words_is_never_rounded_below_itself() {
        let said = [760, 61_000, 8 << 20, (8 << 20) + 1].map(size_words);
        assert_eq!(said, ["760 bytes", "60 KiB", "8 MiB", "8.1 MiB"]);
    }
}
