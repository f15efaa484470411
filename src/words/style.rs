//! Why a house style cannot be used, and what to do next.

use super::Words;
use crate::files::human_path;
use crate::say;
use crate::work::style::{FILE, LineFault, NAMES, SECTIONS, StyleFault};

impl Words for StyleFault {
    fn words(&self) -> String {
        let cause = match self {
            Self::Missing(path) => {
                let folder = path.parent().map(human_path).unwrap_or_default();
                say!(
                    "There is no {file} in the folder {folder}. A house style is a folder with that file; `clausewise settings --style` \
                     prints an example.",
                    file = FILE,
                    folder
                )
            }
            Self::Unreadable(path, why) => {
                say!("{name} cannot be read: {why}.", name = human_path(path), why = why.words())
            }
            Self::NoFile(path) => say!("{name} is no ordinary file.", name = human_path(path)),
            Self::TooLarge(path, most) => say!(
                "{name} is larger than {most} KiB, the most that is read.",
                name = human_path(path),
                most = (most / 1024) as usize
            ),
            Self::NotText(path) => say!("{name} is not text (UTF-8).", name = human_path(path)),
            Self::Line(path, line, fault) => say!(
                "{name}, line {line}: {fault}",
                name = human_path(path),
                line = *line,
                fault = fault.words()
            ),
            Self::NoPicture(path) => {
                say!("{name} is no PNG picture. Save the logo as PNG.", name = human_path(path))
            }
            Self::NoFace(path) => {
                say!("{name} is no typeface (.ttf or .otf).", name = human_path(path))
            }
        };
        [cause.as_str(), say!("Nothing was written.")].join(" ")
    }
}

impl Words for LineFault {
    fn words(&self) -> String {
        match self {
            Self::NotNameValue => say!("this is not name = value. Texts stand in quotes.").to_owned(),
            Self::UnknownName(name) => {
                say!("{name} is nothing that can be set. There are: {names}.", name, names = NAMES.join(", "))
            }
            Self::WantsText(name) => say!("{name} takes a text in quotes.", name),
            Self::WantsTexts(name) => say!("{name} takes texts in quotes, in brackets.", name),
            Self::TooLong(name, most) => {
                say!("{name} is too long; {most} characters are the most.", name, most = *most)
            }
            Self::WantsColour(value) => say!("{value} is no colour; write it like #1f4e79.", value),
            Self::UnknownSection(name) => {
                say!("no paper has a section {name}. There are: {names}.", name, names = SECTIONS.join(", "))
            }
            Self::WantsThree => say!("faces takes three files: regular, bold, italic.").to_owned(),
            Self::WantsName(name) => say!(
                "{name} is no name of a file in the folder of the style. Put the file there and give its name alone.",
                name
            ),
        }
    }
}
