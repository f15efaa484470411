//! The chooser of an export: whom it is for, which of their papers leave, where they go, and how. Enter on the row one comes to is
//! enough.

use std::path::{Path, PathBuf};

use super::Desk;
use crate::files::{self, LastChoice};
use crate::model::record::Rid;
use crate::report::{self, Format, Reader};
use crate::say;
use crate::tui::dialog::{Dialog, ExportRow, Pick, PickRow, Picker, Purpose};
use crate::tui::keymap::Choosing;
use crate::tui::pane::Cursor;
use crate::tui::shell::Shell;
use crate::words::{self, Word as _, Words as _, audit_seal};
use crate::work::{AuditWish, Wish, style};

/// Columns a row has for what a reader is handed, on a screen of 80; the selected row says all of it below the list.
const ROOM: usize = 46;

/// What is chosen so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// Whom it is for; none: everything.
    pub reader: Option<Reader>,
    /// Papers of this reader that stay behind.
    pub without: Vec<String>,
    /// Formats in place of those this reader is handed; none: those.
    pub formats: Vec<Format>,
    /// Where it goes; none: beside the file.
    pub folder: Option<PathBuf>,
    /// Whether that folder was typed for this export: then papers go into it and nowhere else.
    typed: bool,
    /// The folder of a house style.
    pub style: Option<PathBuf>,
    /// Whether names and notes are left out.
    pub redact: bool,
    /// The audit one works in as it was signed, of which version; none: as it stands, or as it was signed last.
    pub version: Option<(Rid, u32)>,
}

impl Chosen {
    /// What was chosen the last time.
    pub fn last(of: &Path) -> Self {
        let last = files::last_choice(of).unwrap_or_else(|| LastChoice {
            reader: Reader::Client.key().to_owned(),
            ..LastChoice::default()
        });
        Self {
            reader: Reader::of(&last.reader),
            without: last.without,
            formats: last.formats.iter().filter_map(|f| Format::of(f)).collect(),
            folder: last.folder,
            typed: false,
            style: last.style,
            redact: last.redact,
            version: None,
        }
    }

    /// The choice as it is kept for the next time, which does not write over what this one wrote.
    pub fn chosen(&mut self, of: &Path) -> LastChoice {
        self.typed = false;
        LastChoice {
            reader: self.reader.map_or("", Reader::key).to_owned(),
            without: self.without.clone(),
            formats: self.formats.iter().map(|f| f.sign().to_owned()).collect(),
            file: of.to_path_buf(),
            folder: self.folder.clone(),
            style: self.style.clone(),
            redact: self.redact,
        }
    }

    /// From here on it is for this reader. Another one is handed all of theirs.
    pub fn is_for(&mut self, reader: Option<Reader>) {
        if self.reader != reader {
            (self.reader, self.without, self.formats) = (reader, Vec::new(), Vec::new());
        }
    }

    /// What is to leave; [`Desk::wish`] knows of which audit.
    fn wish(&self) -> Wish {
        Wish {
            reader: self.reader,
            formats: self.formats.clone(),
            without: self.without.clone(),
            style: self.style.clone(),
            redact: self.redact.then(words::export::left_out),
            audit: None,
        }
    }

    /// Takes a paper in or leaves it out.
    fn tick_paper(&mut self, name: &str) {
        match self.without.iter().position(|w| w == name) {
            Some(at) => drop(self.without.remove(at)),
            None => self.without.push(name.to_owned()),
        }
    }

    /// Takes a format in or leaves it out, of those there are and those that leave now. The last one that is left stays.
    fn tick_format(&mut self, format: Format, whole: &[Format], now: &[Format]) {
        let ticked = |f: &Format| if *f == format { !now.contains(f) } else { now.contains(f) };
        let next: Vec<Format> = Format::ALL.into_iter().filter(ticked).collect();
        if !next.is_empty() {
            self.formats = if next == *whole { Vec::new() } else { next };
        }
    }
}

/// The formats of what leaves, papers that stay behind or not.
fn formats(wish: &Wish) -> Vec<Format> {
    let all = Wish { without: Vec::new(), ..wish.clone() }.files();
    Format::ALL.into_iter().filter(|f| all.iter().any(|(_, g)| g == f)).collect()
}

impl Desk {
    /// What is to leave, with the papers of the audit one works in where the reader is handed them.
    pub(in crate::tui) fn wish(&self) -> Wish {
        let of = |wish: AuditWish| {
            let chosen = self.export.version.as_ref().filter(|(id, _)| *id == wish.id);
            AuditWish { version: chosen.map(|(_, version)| *version), ..wish }
        };
        Wish { audit: self.work.audit_wish().map(of), ..self.export.wish() }
    }

    /// The same with all that is handed to a reader.
    fn whole(&self, reader: Option<Reader>) -> Wish {
        Wish { reader, formats: Vec::new(), without: Vec::new(), ..self.wish() }
    }

    /// Where the papers of a choice go.
    pub(in crate::tui) fn export_folder(&self) -> PathBuf {
        match &self.export.folder {
            Some(folder) if self.export.typed => folder.clone(),
            chosen => self.work.export_folder(&self.wish(), chosen.as_deref()),
        }
    }

    /// Opens the chooser of an export, with the last choice selected, or the row one was at.
    pub(in crate::tui) fn choose_export(&self, at: Option<&ExportRow>, shell: &mut Shell) {
        let mut rows = Vec::new();
        let drafts = say!("{n|paper|papers} you edit instead of writing", n = self.work.drafts().len());
        let pick = Pick::Export(ExportRow::Drafts);
        rows.push((PickRow::new(say!("Drafts to start from"), drafts.clone(), pick), drafts));
        for reader in Reader::ALL.into_iter().map(Some).chain([None]) {
            rows.push(self.reader_row(reader));
        }
        rows.extend(self.version_row());
        let row = |key, label: String, what| (PickRow::new(key, label.clone(), Pick::Export(what)), label);
        let folder = match &self.export.folder {
            Some(_) => files::human_path(&self.export_folder()),
            None => {
                say!("{name}, in a new one for each", name = files::human_path(&self.work.beside("-export")))
            }
        };
        rows.push(row(say!("Folder"), folder, ExportRow::Folder));
        let style = self.export.style.as_deref().map_or_else(
            || say!("none; a folder with your logo, names and colour").to_owned(),
            files::human_path,
        );
        rows.push(row(say!("House style"), style, ExportRow::Style));
        let names = words::export::names_in_papers(self.export.redact, self.export.style.is_some());
        rows.push(row(say!("Names"), names.to_owned(), ExportRow::Redact));
        let last = Pick::Export(at.cloned().unwrap_or(ExportRow::For(self.export.reader)));
        let key = shell.key(Choosing::Tick);
        let note = say!(
            "Whom are the papers for? Enter writes them to the folder below; nothing there is replaced. {key} chooses which of \
             them.",
            key
        );
        open(say!("Export"), rows, &last, note, shell);
    }

    /// The row that says which signed version of the audit its papers show; none where nothing was signed of it.
    fn version_row(&self) -> Option<(PickRow, String)> {
        let audit = self.work.audit()?;
        let last = audit.versions.last()?;
        let no = audit.header.shown_no();
        let chosen = self.wish().audit.and_then(|wish| wish.version);
        let told = match audit.versions.iter().find(|v| Some(v.no) == chosen) {
            Some(v) => say!("{no}: {version}", no, version = audit_seal::in_short(v)),
            None if audit.reopened().is_some() => say!("{no}: as it stands now, not signed", no),
            None => say!("{no}: {version}, the last one", no, version = audit_seal::in_short(last)),
        };
        Some((PickRow::new(say!("Version"), told.clone(), Pick::Export(ExportRow::Version)), told))
    }

    /// Chooses the next version there is, then again none: as it stands, or as it was signed last.
    pub(in crate::tui) fn turn_version(&mut self) {
        let chosen = self.wish().audit.and_then(|wish| wish.version).unwrap_or_default();
        let next = self.work.audit().and_then(|audit| {
            let open = audit.reopened().is_some();
            let all = audit.versions.iter().map(|v| v.no);
            // The last one is what leaves anyway, while no new one is worked on.
            let mut all = all.filter(|no| open || Some(*no) != audit.versions.last().map(|v| v.no));
            all.find(|no| *no > chosen).map(|no| (audit.header.id.clone(), no))
        });
        self.export.version = next;
    }

    /// The row of a reader: what they are handed, and how many files that is.
    fn reader_row(&self, reader: Option<Reader>) -> (PickRow, String) {
        let whole = self.whole(reader).files();
        let everything = || say!("every paper, table and figure").to_owned();
        let audit = whole.iter().any(report::is_of_audit);
        let mut label = reader.map_or_else(everything, |r| report::shortly(r, ROOM, audit));
        let mut told = reader.map_or_else(everything, |r| report::handed_to(r, audit));
        if let Some(of) = self.work.audit().filter(|_| audit) {
            let audit = format!("{} {}", of.header.shown_no(), of.header.name());
            told = say!("{papers}. Papers of an audit are those of {audit}.", papers = told, audit);
        }
        let mut detail = say!("{n|file|files}", n = whole.len());
        let chosen = self.wish().files();
        if reader == self.export.reader && chosen != whole {
            detail = say!("{n|file|files}", n = chosen.len());
            told = report::in_words(&chosen);
            say!("as you chose").clone_into(&mut label);
        }
        let key = reader.map_or(say!("Everything"), |r| r.word());
        (PickRow { detail, ..PickRow::new(key, label, Pick::Export(ExportRow::For(reader))) }, told)
    }

    /// Opens the list of the papers and formats of the chosen reader, with this row selected.
    pub(super) fn choose_papers(&self, at: Option<&ExportRow>, shell: &mut Shell) {
        let (wish, reader) = (self.wish(), self.export.reader);
        let n = wish.files().len();
        // Papers of an audit are there where it is.
        let is_there = |f: &report::File| !report::is_of_audit(f) || wish.audit.is_some();
        let all: Vec<report::File> = report::files().into_iter().filter(is_there).collect();
        let names = |name: &str| reader.is_none_or(|r| r.names(name));
        let ticked = formats(&wish);
        let mark = |is, words: &str| format!("[{}] {words}", if is { "x" } else { " " });
        let mut rows = Vec::new();
        for format in Format::ALL.into_iter().filter(|f| all.iter().any(|(name, g)| names(name) && f == g)) {
            let key = mark(ticked.contains(&format), format.sign());
            rows.push(PickRow::new(&key, format.word(), Pick::Export(ExportRow::As(format))));
        }
        let whole = Wish { without: Vec::new(), ..wish };
        for same in whole.files().chunk_by(|a, b| a.0 == b.0) {
            let Some((name, _)) = same.first() else { continue };
            // A roadmap is a paper, a table and a calendar; it stands here once.
            let pick = Pick::Export(ExportRow::Paper(name.to_string()));
            if rows.iter().any(|r| r.pick == pick) {
                continue;
            }
            let key = mark(!self.export.without.iter().any(|w| w == name), &report::called(name));
            let signs = whole.files().into_iter().filter(|f| f.0 == *name).map(|f| f.1.sign());
            rows.push(PickRow::new(&key, signs.collect::<Vec<_>>().join(", "), pick));
        }
        if n == 0 {
            let why = say!("Nothing is ticked, so there is nothing to write.");
            for row in &mut rows {
                row.why_not = Some(why.to_owned());
            }
        }
        let key = shell.key(Choosing::Tick);
        let note = say!(
            "{n|file|files}. {key} takes a format or a paper in or leaves it out; Enter writes them.",
            n,
            key
        );
        let last = at.cloned().map_or(Pick::Nothing, Pick::Export);
        let title = reader.map_or(say!("Everything"), |r| r.word());
        open(title, rows.into_iter().map(|r| (r, String::new())).collect(), &last, note, shell);
    }

    /// Does what Space does on a row: changes it, or lists which papers a reader is handed.
    pub(in crate::tui) fn tick_export(&mut self, row: &ExportRow, shell: &mut Shell) {
        match row {
            ExportRow::For(reader) => {
                self.export.is_for(*reader);
                shell.dialogs.pop();
                self.choose_papers(None, shell);
            }
            ExportRow::As(format) => {
                let (whole, now) = (formats(&self.whole(self.export.reader)), formats(&self.wish()));
                self.export.tick_format(*format, &whole, &now);
                shell.dialogs.pop();
                self.choose_papers(Some(row), shell);
            }
            ExportRow::Paper(name) => {
                self.export.tick_paper(name);
                shell.dialogs.pop();
                self.choose_papers(Some(row), shell);
            }
            ExportRow::Redact => {
                self.export.redact = !self.export.redact;
                shell.dialogs.pop();
                self.choose_export(Some(row), shell);
            }
            ExportRow::Version => {
                self.turn_version();
                shell.dialogs.pop();
                self.choose_export(Some(row), shell);
            }
            ExportRow::Drafts
            | ExportRow::Draft(_)
            | ExportRow::WriteDrafts
            | ExportRow::Folder
            | ExportRow::Style
            | ExportRow::Stop
            | ExportRow::GoOn => {}
        }
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

    /// Takes a folder that was typed and goes back to the row it was typed at. Words where it is none of a house style: one
    /// hears of it here, and not when the papers are written.
    pub(in crate::tui) fn take_folder(
        &mut self,
        purpose: &Purpose,
        typed: &str,
        shell: &mut Shell,
    ) -> Result<(), String> {
        let folder = Some(typed.trim()).filter(|t| !t.is_empty()).map(files::path_of);
        let at = if *purpose == Purpose::Style {
            if let Some(folder) = &folder {
                style::read(folder).map_err(|fault| fault.words())?;
            }
            self.export.style = folder;
            ExportRow::Style
        } else {
            // Nothing was typed where it stands as it stood.
            if folder.as_deref() != Some(&*self.export_folder()) {
                (self.export.folder, self.export.typed) = (folder, true);
            }
            ExportRow::Folder
        };
        self.choose_export(Some(&at), shell);
        Ok(())
    }
}

/// Opens a list of rows under a title, each with what it says in full, at the row with this pick.
fn open(title: &'static str, rows: Vec<(PickRow, String)>, at: &Pick, note: String, shell: &mut Shell) {
    let (rows, mut whole): (Vec<PickRow>, Vec<String>) = rows.into_iter().unzip();
    if whole.iter().all(String::is_empty) {
        whole.clear();
    }
    let cursor = Cursor::on(rows.iter().position(|r| r.pick == *at).unwrap_or(0));
    let picker = Picker { cursor, rows, whole, note: Some(note), ..Picker::default() };
    shell.dialogs.push(Dialog::Choose(title, picker));
}
