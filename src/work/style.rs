//! A house style: a folder with one small file `style.toml` and the pictures and typefaces it names. Read once for an
//! export; whatever is wrong with it stops the export before anything is written.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::doc::House;
use crate::files::{self, Kind, Why};
pub use crate::report::SECTIONS;

/// The file in the folder.
pub const FILE: &str = "style.toml";

/// The file as it is documented, with every line commented out.
pub const TEMPLATE: &str = include_str!("../../assets/style.toml");

/// The largest file of settings, picture and typeface read, in bytes.
const MOST_WORDS: u64 = 64 * 1024;
const MOST_LOGO: u64 = 2 * 1024 * 1024;
const MOST_FACE: u64 = 32 * 1024 * 1024;

/// Signs of a name or line; longer ones leave no room on a cover.
const MOST_SIGNS: usize = 200;

/// What can be set, in the order of the template.
pub const NAMES: [&str; 11] = [
    "prepared-by",
    "cover-line",
    "version",
    "distribution",
    "logo",
    "accent",
    "font",
    "faces",
    "other-faces",
    "leave-out",
    "headings",
];

/// Why a house style cannot be used. Nothing was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StyleFault {
    /// There is no such folder, or no `style.toml` in it.
    Missing(PathBuf),
    /// A file cannot be read.
    Unreadable(PathBuf, Why),
    /// It is no ordinary file.
    NoFile(PathBuf),
    /// A file is larger than this many bytes.
    TooLarge(PathBuf, u64),
    /// `style.toml` is not text.
    NotText(PathBuf),
    /// A line of `style.toml`, counted from 1, and what is wrong with it.
    Line(PathBuf, usize, LineFault),
    /// A picture that is no PNG.
    NoPicture(PathBuf),
    /// A typeface that is none.
    NoFace(PathBuf),
}

/// What is wrong with a line of a house style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineFault {
    /// It is not `name = value`.
    NotNameValue,
    /// Nothing is set by that name.
    UnknownName(String),
    /// Something else belongs there: a text in quotes.
    WantsText(String),
    /// Texts in brackets belong there.
    WantsTexts(String),
    /// A text is longer than fits.
    TooLong(String, usize),
    /// A colour is written like `#1f4e79`.
    WantsColour(String),
    /// No paper has a section of that name.
    UnknownSection(String),
    /// Three typefaces belong there: regular, bold, italic.
    WantsThree,
    /// A file of the style lies in its folder: a name without a path.
    WantsName(String),
}

/// Reads the house style of a folder.
pub fn read(folder: &Path) -> Result<House, StyleFault> {
    let path = folder.join(FILE);
    if !files::exists(&path) {
        return Err(StyleFault::Missing(path));
    }
    let bytes = whole(&path, MOST_WORDS)?;
    let words = String::from_utf8(bytes).map_err(|_| StyleFault::NotText(path.clone()))?;
    let plan = parse(words.strip_prefix('\u{feff}').unwrap_or(&words))
        .map_err(|(line, fault)| StyleFault::Line(path, line, fault))?;
    let mut house = plan.house;
    if let Some(name) = plan.logo {
        let path = folder.join(name);
        let logo = whole(&path, MOST_LOGO)?;
        if !logo.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Err(StyleFault::NoPicture(path));
        }
        house.logo = Some(logo);
    }
    let faces = |names: Vec<String>| {
        names.into_iter().map(|name| face(&folder.join(name))).collect::<Result<Vec<_>, _>>()
    };
    house.faces = faces(plan.faces)?;
    house.fallback_faces = faces(plan.other_faces)?;
    Ok(house)
}

/// The typefaces of this computer for signs that others have no picture of. One that cannot be read is left out: nobody asked
/// for it.
pub(super) fn other_faces() -> Vec<Vec<u8>> {
    files::other_faces().iter().filter_map(|path| face(path).ok()).collect()
}

fn face(path: &Path) -> Result<Vec<u8>, StyleFault> {
    let face = whole(path, MOST_FACE)?;
    let known: [&[u8]; 4] = [b"\0\x01\0\0", b"OTTO", b"true", b"ttcf"];
    if known.iter().any(|k| face.starts_with(k)) {
        Ok(face)
    } else {
        Err(StyleFault::NoFace(path.to_path_buf()))
    }
}

/// A whole file, if it is an ordinary one and no larger than `most` bytes.
fn whole(path: &Path, most: u64) -> Result<Vec<u8>, StyleFault> {
    let unreadable = |e: std::io::Error| StyleFault::Unreadable(path.to_path_buf(), files::why(&e));
    let real = files::canonical(path).map_err(unreadable)?;
    let (bytes, found, _) = files::read_head(&real, most + 1).map_err(unreadable)?;
    if found.kind != Kind::File {
        return Err(StyleFault::NoFile(path.to_path_buf()));
    }
    if bytes.len() as u64 > most {
        return Err(StyleFault::TooLarge(path.to_path_buf(), most));
    }
    Ok(bytes)
}

/// What the file says, before its pictures and typefaces are read.
#[derive(Debug, Default)]
struct Plan {
    house: House,
    logo: Option<String>,
    faces: Vec<String>,
    other_faces: Vec<String>,
}

type Fault = (usize, LineFault);

fn parse(words: &str) -> Result<Plan, Fault> {
    let line = |at: usize| words.bytes().take(at).filter(|b| *b == b'\n').count() + 1;
    let (table, broken) = DeTable::parse_recoverable(words);
    if let Some(e) = broken.first() {
        return Err((line(e.span().map_or(0, |s| s.start)), LineFault::NotNameValue));
    }
    let mut plan = Plan::default();
    for (name, value) in table.get_ref() {
        let at = line(name.span().start);
        set(&mut plan, name.get_ref(), value).map_err(|fault| (at, fault))?;
    }
    Ok(plan)
}

fn set(plan: &mut Plan, name: &str, value: &Spanned<DeValue<'_>>) -> Result<(), LineFault> {
    let house = &mut plan.house;
    match name {
        "prepared-by" => house.prepared_by = Some(text(name, value)?),
        "cover-line" => house.cover_line = Some(text(name, value)?),
        "version" => house.version = Some(text(name, value)?),
        "distribution" => house.distribution = Some(text(name, value)?),
        "font" => house.font = Some(text(name, value)?),
        "accent" => house.accent = Some(colour(&text(name, value)?)?),
        "logo" => plan.logo = Some(in_folder(text(name, value)?)?),
        "faces" => {
            plan.faces = names(name, value)?;
            if plan.faces.len() != 3 {
                return Err(LineFault::WantsThree);
            }
        }
        "other-faces" => plan.other_faces = names(name, value)?,
        "leave-out" => {
            house.left_out = texts(name, value)?;
            house.left_out.iter().try_for_each(|s| section(s))?;
        }
        "headings" => {
            let DeValue::Table(table) = value.get_ref() else {
                return Err(LineFault::WantsTexts(name.to_owned()));
            };
            let mut headings = BTreeMap::new();
            for (anchor, words) in table {
                section(anchor.get_ref())?;
                headings.insert(anchor.get_ref().to_string(), text(anchor.get_ref(), words)?);
            }
            house.headings = headings;
        }
        _ => return Err(LineFault::UnknownName(name.to_owned())),
    }
    Ok(())
}

fn section(anchor: &str) -> Result<(), LineFault> {
    if SECTIONS.contains(&anchor) { Ok(()) } else { Err(LineFault::UnknownSection(anchor.to_owned())) }
}

fn text(name: &str, value: &Spanned<DeValue<'_>>) -> Result<String, LineFault> {
    let DeValue::String(words) = value.get_ref() else { return Err(LineFault::WantsText(name.to_owned())) };
    if words.chars().count() > MOST_SIGNS {
        return Err(LineFault::TooLong(name.to_owned(), MOST_SIGNS));
    }
    Ok(words.trim().to_owned())
}

fn texts(name: &str, value: &Spanned<DeValue<'_>>) -> Result<Vec<String>, LineFault> {
    let DeValue::Array(list) = value.get_ref() else { return Err(LineFault::WantsTexts(name.to_owned())) };
    list.iter().map(|v| text(name, v)).collect()
}

/// A file of the folder and no other: a style somebody else made must not reach for files of its own choice.
fn in_folder(name: String) -> Result<String, LineFault> {
    let plain = !name.is_empty() && !name.contains(['/', '\\', ':']) && name != "." && name != "..";
    if plain { Ok(name) } else { Err(LineFault::WantsName(name)) }
}

fn names(name: &str, value: &Spanned<DeValue<'_>>) -> Result<Vec<String>, LineFault> {
    texts(name, value)?.into_iter().map(in_folder).collect()
}

/// `#1f4e79`.
fn colour(words: &str) -> Result<[u8; 3], LineFault> {
    let digits: Option<Vec<u8>> = words
        .strip_prefix('#')
        .map(|hex| hex.chars().map_while(|c| c.to_digit(16)).map(|d| d as u8).collect());
    match digits.as_deref() {
        Some([a, b, c, d, e, f]) if words.chars().count() == 7 => Ok([a << 4 | b, c << 4 | d, e << 4 | f]),
        _ => Err(LineFault::WantsColour(words.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(words: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE), words).unwrap();
        folder
    }

    fn fault(words: &str) -> (usize, LineFault) {
        match read(folder(words).path()) {
            Err(StyleFault::Line(_, line, fault)) => (line, fault),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_house_style_is_read_with_its_picture() {
        let f = folder(
            "prepared-by = \"Ana\"\naccent = \"#1F4e79\"\nlogo = \"l.png\"\nleave-out = [\"disagreements\"]\n[headings]\n\
             executive = \"Management summary\"\n",
        );
        std::fs::write(f.path().join("l.png"), b"\x89PNG\r\n\x1a\nrest").unwrap();
        let house = read(f.path()).unwrap();
        assert_eq!(house.prepared_by.as_deref(), Some("Ana"));
        assert_eq!(house.accent, Some([0x1f, 0x4e, 0x79]));
        assert!(house.logo.is_some() && house.left_out == ["disagreements"]);
        assert_eq!(house.headings["executive"], "Management summary");
    }

    #[test]
    fn whatever_is_wrong_is_named_with_its_line() {
        assert_eq!(fault("\nlook = 1"), (2, LineFault::UnknownName("look".into())));
        assert_eq!(fault("accent = \"blue\"").1, LineFault::WantsColour("blue".into()));
        assert_eq!(fault("accent = \"#12345\u{e9}\"").1, LineFault::WantsColour("#12345\u{e9}".into()));
        assert_eq!(fault("logo = \"../x.png\"").1, LineFault::WantsName("../x.png".into()));
        assert_eq!(fault("faces = [\"a.ttf\"]").1, LineFault::WantsThree);
        assert_eq!(fault("version = 2").1, LineFault::WantsText("version".into()));
        assert_eq!(fault("leave-out = [\"colophon\"]").1, LineFault::UnknownSection("colophon".into()));
        assert_eq!(fault("x").1, LineFault::NotNameValue);
        assert!(matches!(fault(&format!("font = \"{}\"", "x".repeat(201))).1, LineFault::TooLong(..)));
        let f = folder("logo = \"l.png\"");
        std::fs::write(f.path().join("l.png"), "text").unwrap();
        assert!(matches!(read(f.path()), Err(StyleFault::NoPicture(_))));
        assert!(matches!(read(&f.path().join("none")), Err(StyleFault::Missing(_))));
    }

    #[test]
    fn the_template_names_everything_that_can_be_set() {
        for name in NAMES {
            assert!(TEMPLATE.contains(name), "{name}");
        }
        let set: String = TEMPLATE
            .lines()
            .filter_map(|l| l.strip_prefix("# ").filter(|l| l.contains(" = ") || l.starts_with('[')))
            .fold(String::new(), |all, l| all + l + "\n");
        assert!(parse(&set).is_ok(), "{set}");
    }
}
