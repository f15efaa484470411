//! The chooser of an export: whom it is for, where it goes, and how. Enter on the row one comes to is enough.

use std::path::{Path, PathBuf};

use super::Desk;
use crate::files::{self, LastChoice};
use crate::report::{Reader, handed_to};
use crate::say;
use crate::tui::dialog::{Dialog, ExportRow, Pick, PickRow, Picker, Purpose};
use crate::tui::pane::Cursor;
use crate::tui::shell::Shell;
use crate::words::{self, Word as _};
use crate::work::Wish;

/// What is chosen so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// Whom it is for; none: everything.
    pub reader: Option<Reader>,
    /// Where it goes; none: beside the file.
    pub folder: Option<PathBuf>,
    /// The folder of a house style.
    pub style: Option<PathBuf>,
    /// Whether names and notes are left out.
    pub redact: bool,
}

impl Chosen {
    /// What was chosen the last time.
    pub fn last(of: &Path) -> Self {
        let last = files::last_choice(of).unwrap_or_else(|| LastChoice {
            reader: Reader::Client.key().to_owned(),
            ..LastChoice::default()
        });
        Self { reader: Reader::of(&last.reader), folder: None, style: last.style, redact: last.redact }
    }

    /// Keeps it for the next time.
    pub fn remember(&self, of: &Path) {
        let reader = self.reader.map_or("", Reader::key).to_owned();
        let (file, style) = (of.to_path_buf(), self.style.clone());
        files::remember_choice(&LastChoice { reader, file, style, redact: self.redact });
    }

    /// What is to leave.
    pub fn wish(&self) -> Wish {
        Wish {
            reader: self.reader,
            formats: Vec::new(),
            style: self.style.clone(),
            redact: self.redact.then(words::export::left_out),
        }
    }
}

impl Desk {
    /// Where the papers of a choice go.
    pub(in crate::tui) fn export_folder(&self) -> PathBuf {
        self.export.folder.clone().unwrap_or_else(|| self.work.export_folder(self.export.reader))
    }

    /// Opens the chooser of an export, with the last choice selected.
    pub(in crate::tui) fn choose_export(&self, shell: &mut Shell) {
        let reader = |reader: Option<Reader>| {
            let label = reader.map_or_else(|| say!("every paper, table and figure").to_owned(), handed_to);
            let wish = Wish { reader, ..self.export.wish() };
            let n = wish.files().len();
            PickRow {
                detail: say!("{n|file|files}", n),
                ..PickRow::new(
                    reader.map_or(say!("Everything"), |r| r.word()),
                    label,
                    Pick::Export(ExportRow::For(reader)),
                )
            }
        };
        let mut rows: Vec<PickRow> = Reader::ALL.into_iter().map(Some).chain([None]).map(reader).collect();
        let row = |key, label: String, what| PickRow::new(key, label, Pick::Export(what));
        let folder = self.export.folder.as_deref().map_or_else(
            || say!("{name}, in a new one for each", name = files::human_path(&self.work.beside("-export"))),
            files::human_path,
        );
        rows.push(row(say!("Folder"), folder, ExportRow::Folder));
        let style = self.export.style.as_deref().map_or_else(
            || say!("none; a folder with your logo, names and colour").to_owned(),
            files::human_path,
        );
        rows.push(row(say!("House style"), style, ExportRow::Style));
        let names = if self.export.redact {
            say!("left out, and notes and places too")
        } else {
            say!("stay in, and notes and places too")
        };
        rows.push(row(say!("Names"), names.to_owned(), ExportRow::Redact));
        let mut cursor = Cursor::default();
        let last = Pick::Export(ExportRow::For(self.export.reader));
        cursor.at = rows.iter().position(|r| r.pick == last).unwrap_or(0);
        let note = say!(
            "Whom are the papers for? Enter writes them to the folder below; nothing there is replaced."
        );
        let picker = Picker { cursor, rows, note: Some(note.to_owned()), ..Picker::default() };
        shell.dialogs.push(Dialog::Choose(say!("Export"), picker));
    }

    /// Asks for the folder of an export.
    pub(in crate::tui) fn write_export(&self, shell: &mut Shell) {
        let folder = self.export_folder().to_string_lossy().into_owned();
        let hint =
            say!("Folder for the papers. It is made if it is not there; files in it are not replaced.");
        shell.write(Some(&self.work), Purpose::Export, (say!("Where to"), hint), &folder, false);
    }

    /// Asks for the folder of a house style.
    pub(in crate::tui) fn write_style(&self, shell: &mut Shell) {
        let folder =
            self.export.style.as_deref().map_or_else(String::new, |p| p.to_string_lossy().into_owned());
        let hint = say!(
            "A folder with style.toml, and beside it the logo and typefaces it names. Empty: our own look."
        );
        shell.write(Some(&self.work), Purpose::Style, (say!("House style"), hint), &folder, false);
    }

    /// Takes a folder that was typed and goes back to the chooser.
    pub(in crate::tui) fn take_folder(&mut self, purpose: &Purpose, typed: &str, shell: &mut Shell) {
        let folder = Some(typed.trim()).filter(|t| !t.is_empty()).map(|t| Path::new(t).to_path_buf());
        if *purpose == Purpose::Style {
            self.export.style = folder;
        } else {
            self.export.folder = folder;
        }
        self.choose_export(shell);
    }
}
