//! Home: what this is, what was open last, what else can be done. Owns its selection and rows.

use std::path::Path;

use ratatui::layout::Position;

use super::home_page::{self, Action, Row};
use crate::model::assessment::keys;
use crate::model::fields;
use crate::model::format::Firm;
use crate::model::journey::GoOn;
use crate::model::journey::Told;
use crate::model::quick_check::Answers;
use crate::say;
use crate::tui::clip::Item;
use crate::tui::dialog::ask::{Act, Ask};
use crate::tui::dialog::{Dialog, Form, FormKind, Pick, PickRow, Picker};
use crate::tui::guides;
use crate::tui::keymap::AtHome;
use crate::tui::pane::{Cursor, Pane};
use crate::tui::shell::{Next, Shell, Tone};
use crate::words;

pub use super::home_page::{Known, RecentFile};

/// Home: recent assessments, and what is asked before there is a file.
pub struct Home {
    /// Recent assessments.
    pub recent: Vec<RecentFile>,
    /// Selection.
    pub cursor: Cursor,
    /// Whether what is opened joins the list of recent assessments.
    pub remembers: bool,
    /// Quick answers that wait for the assessment being created.
    pub carry: Option<Answers>,
}

impl Home {
    /// As the program begins.
    pub fn new(recent: Vec<RecentFile>) -> Self {
        Self { recent, cursor: Cursor::default(), remembers: true, carry: None }
    }

    /// Shows these files.
    pub fn show(&mut self, recent: Vec<RecentFile>) {
        self.recent = recent;
        self.cursor.at = 0;
    }

    /// Takes in what a file is.
    pub fn learn(&mut self, path: &Path, known: Known) {
        if let Some(file) = self.recent.iter_mut().find(|r| r.path == path) {
            file.known = known;
        }
    }

    /// Shows a file no longer.
    pub fn drop(&mut self, path: &Path) {
        self.recent.retain(|r| r.path != path);
        self.cursor.at = self.cursor.at.min(self.rows().saturating_sub(1));
    }

    /// How many rows there are: recent assessments first, then what else can be done.
    pub fn rows(&self) -> usize {
        self.recent.len() + self.actions().len()
    }

    /// What can be done beside opening a file.
    fn actions(&self) -> Vec<Row> {
        home_page::actions(self.go_on().map(|(_, what)| what))
    }

    /// The file that was open last, and what one can go on with in it, once it has been looked into.
    fn go_on(&self) -> Option<(&Path, &GoOn)> {
        let last = self.recent.first()?;
        if let Known::Told(told) = &last.known { Some((&last.path, &told.go_on)) } else { None }
    }

    /// Opens the selected row.
    pub fn open(&mut self, shell: &mut Shell) -> Next {
        let at = self.cursor.at;
        if let Some(recent) = self.recent.get(at) {
            return Next::Open(recent.path.clone());
        }
        match self.actions().get(at - self.recent.len()).map(|(action, ..)| *action) {
            Some(Action::Do(command)) => self.update(command, shell),
            Some(Action::Guides) => {
                guides::open(shell, None);
                Next::Stay
            }
            None => Next::Stay,
        }
    }

    /// The selected row as it is copied; none where it is no assessment.
    pub fn item(&self) -> Option<Item> {
        let recent = self.recent.get(self.cursor.at)?;
        let path = recent.path.display().to_string();
        Some(Item { name: recent.name.clone(), lines: vec![(say!("File"), path)] })
    }

    /// Does what a key at home asks for.
    pub fn update(&mut self, command: AtHome, shell: &mut Shell) -> Next {
        match command {
            AtHome::Guided => return Next::Begin,
            AtHome::GoOn => match self.go_on() {
                Some((path, _)) => return Next::GoOn(path.to_path_buf()),
                None => shell.say(Tone::Warning, say!("There is nothing to go on with yet.")),
            },
            AtHome::New => Self::open_new(shell),
            AtHome::OpenFile => {
                let fields = [("path", say!("File"), say!("path of an .aims file"), String::new())];
                shell.open_form(Form::new(FormKind::OpenFile, say!("Open an assessment"), &fields));
            }
            AtHome::MergeTwo => {
                let first = self.recent.get(self.cursor.at).map(|r| r.path.to_string_lossy().into_owned());
                let fields = [
                    (
                        "path",
                        say!("Into"),
                        say!("the file that takes the other over, after a backup"),
                        first.unwrap_or_default(),
                    ),
                    ("other", say!("The other copy"), say!("stays as it is"), String::new()),
                ];
                let mut form =
                    Form::new(FormKind::MergeTwo, say!("Merge two copies of one assessment"), &fields);
                form.note = String::from(say!("Nothing is changed before you have seen what it brings."));
                shell.open_form(form);
            }
            AtHome::Sample => open_samples(shell),
            AtHome::Quick => return Next::Quick,
            AtHome::Portfolio => return Next::Portfolio,
            AtHome::Forget => {
                let Some(recent) = self.recent.get(self.cursor.at) else {
                    shell.say(Tone::Warning, say!("Select a file of the list first."));
                    return Next::Stay;
                };
                return Next::Ask(Ask::new(
                    say!("Take {name} off the list?", name = recent.name),
                    say!(
                        "Only the row goes; the file in {folder} stays where it is.",
                        folder = recent.folder
                    ),
                    Act::Forget(recent.path.clone()),
                ));
            }
        }
        Next::Stay
    }

    /// Opens the form of a new assessment.
    fn open_new(shell: &mut Shell) {
        let start = |key| {
            if key == keys::START { words::day::of_stored(&shell.today.to_string()) } else { String::new() }
        };
        let mut asked: Vec<_> = fields::ABOUT[..7]
            .iter()
            .map(|(k, l, h)| (*k, words::text(l), words::text(h), start(*k)))
            .collect();
        asked.push((
            "path",
            say!("File"),
            say!("where to keep it; empty: a file named after the organisation, here"),
            String::new(),
        ));
        let mut form = Form::new(FormKind::New, say!("New assessment"), &asked);
        for field in form.fields.iter_mut().filter(|f| Told::picked(f.key).is_some()) {
            field.hint = say!("{hint}. Enter on the empty field lists them.", hint = field.hint);
        }
        shell.open_form(form);
    }

    /// Draws it.
    pub fn draw(&self, shell: &Shell, pane: &mut Pane<'_>) -> Option<Position> {
        home_page::draw((&self.recent, self.actions()), &self.cursor, shell, pane)
    }
}

/// The samples to choose from: the firms the questionnaire tells of, and the one under way.
fn open_samples(shell: &mut Shell) {
    let told = |firm: Firm| {
        let about = &shell.bank.firms.of(firm)?.about;
        Some(PickRow::new(firm.key(), about.clone(), Pick::Sample(Some(firm))))
    };
    let mut rows: Vec<PickRow> = Firm::ALL.into_iter().filter_map(told).collect();
    let under_way = say!("some weeks into the work: a bakery supplier, much still open");
    rows.push(PickRow::new(say!("begun"), under_way, Pick::Sample(None)));
    let note = Some(say!("Each opens as a file of its own to look around in.").to_owned());
    let title = say!("Which firm do you want to look at?");
    shell.dialogs.push(Dialog::Choose(title, Picker { rows, note, ..Picker::default() }));
}
