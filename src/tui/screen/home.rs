//! Home: what this is, what was open last, what else can be done. Owns its selection and rows.

use std::path::{Path, PathBuf};

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use crate::model::assessment::keys;
use crate::model::fields;
use crate::model::format::Firm;
use crate::model::journey::GoOn;
use crate::model::quick_check::Answers;
use crate::say;
use crate::tui::clip::Item;
use crate::tui::dialog::ask::{Act, Ask};
use crate::tui::dialog::{Dialog, Form, FormKind, Pick, PickRow, Picker};
use crate::tui::keymap::AtHome;
use crate::tui::pane::{Cursor, Pane, join};
use crate::tui::shell::{Next, Shell, Tone};
use crate::tui::text;
use crate::words::{self, Words as _};

/// An assessment that was open, as a row.
#[derive(Debug, Clone)]
pub struct RecentFile {
    /// Where it was; it may be gone.
    pub path: PathBuf,
    /// The name of the file and not of the organisation: others may be looking at this screen.
    pub name: String,
    /// The folder that holds it.
    pub folder: String,
}

/// Home: recent assessments, and what is asked before there is a file.
pub struct Home {
    /// Recent assessments.
    pub recent: Vec<RecentFile>,
    /// Selection.
    pub cursor: Cursor,
    /// Whether what is opened joins the list of recent assessments.
    pub remembers: bool,
    /// The file that was open last, and what one can go on with in it, once it has been looked into.
    pub go_on: Option<(PathBuf, GoOn)>,
    /// Quick answers that wait for the assessment being created.
    pub carry: Option<Answers>,
}

/// Rows after the recent assessments: what Enter does, what they are called, what that is.
const ACTIONS: [(AtHome, &str, &str); 5] = [
    (AtHome::Guided, "Guided start", "your AI tools, your role, your plan; no ISO knowledge needed"),
    (AtHome::New, "New assessment", "one organisation, one scope, one file"),
    (AtHome::Quick, "Quick check", "20 questions, 5 minutes, a first impression"),
    (AtHome::OpenFile, "Open a file", "an .aims file you know the place of"),
    (AtHome::Sample, "Look around in a sample", "three firms worked through, or one under way"),
];

impl Home {
    /// As the program begins.
    pub fn new(recent: Vec<RecentFile>) -> Self {
        Self { recent, cursor: Cursor::default(), remembers: true, go_on: None, carry: None }
    }

    /// How many rows there are: recent assessments first, then what else can be done.
    pub fn rows(&self) -> usize {
        self.recent.len() + self.actions().count()
    }

    /// What can be done beside opening a file: to go on comes first where there is something to go on with.
    fn actions(&self) -> impl Iterator<Item = (AtHome, &'static str, String)> {
        let go_on = self.go_on.iter().map(|(_, what)| (AtHome::GoOn, say!("Go on"), what.words()));
        let own = |(command, title, what): &(AtHome, &'static str, &'static str)| {
            (*command, words::text(title), words::text(what).to_owned())
        };
        go_on.chain(ACTIONS.iter().map(own))
    }

    /// Opens the selected row.
    pub fn open(&mut self, shell: &mut Shell) -> Next {
        let at = self.cursor.at;
        if let Some(recent) = self.recent.get(at) {
            return Next::Open(recent.path.clone());
        }
        let command = self.actions().nth(at - self.recent.len()).map(|(command, ..)| command);
        match command {
            Some(command) => self.update(command, shell),
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
            AtHome::GoOn => match &self.go_on {
                Some((path, _)) => return Next::GoOn(path.clone()),
                None => shell.say(Tone::Warning, say!("There is nothing to go on with yet.")),
            },
            AtHome::New => Self::open_new(shell),
            AtHome::OpenFile => {
                let fields = [("path", say!("File"), say!("path of an .aims file"), String::new())];
                shell.open_form(Form::new(FormKind::OpenFile, say!("Open an assessment"), &fields));
            }
            AtHome::Sample => open_samples(shell),
            AtHome::Quick => return Next::Quick,
            AtHome::Forget => {
                let Some(recent) = self.recent.get(self.cursor.at) else {
                    shell.say(Tone::Warning, say!("Select a file of the list first."));
                    return Next::Stay;
                };
                return Next::Ask(Ask {
                    title: say!("Take {name} off the list?", name = recent.name),
                    words: say!(
                        "Only the row goes; the file in {folder} stays where it is.",
                        folder = recent.folder
                    ),
                    act: Act::Forget(recent.path.clone()),
                });
            }
        }
        Next::Stay
    }

    /// Takes a file off the list.
    pub fn forget(&mut self, path: &Path) {
        self.recent.retain(|r| r.path != path);
        self.cursor.step(0, self.rows());
    }

    /// Opens the form of a new assessment.
    fn open_new(shell: &mut Shell) {
        let start = |key| if key == keys::START { shell.today.to_string() } else { String::new() };
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
        shell.open_form(Form::new(FormKind::New, say!("New assessment"), &asked));
    }

    /// Draws it.
    pub fn draw(&self, shell: &Shell, pane: &mut Pane<'_>) -> Option<Position> {
        let t = shell.theme;
        pane.line(Span::styled(
            say!("Where do you stand on {standard}, and what comes next?", standard = shell.bank.names.short),
            t.strong(),
        ));
        pane.blank();
        pane.paragraph(
            say!(
                "Plain questions, one key an answer: an hour for a first picture, half a day for all of it. You get \
                 a verdict, a ranked gap list and a roadmap."
            ),
            t.text(),
            3,
        );
        pane.paragraph(
            say!(
                "Answers stay in one file on this machine; nothing is sent anywhere. Indicative; not legal advice; \
                 not certification."
            ),
            t.quiet(),
            2,
        );
        pane.blank();
        let recents = self.recent.len();
        let title = if recents == 0 { say!("Begin") } else { say!("Go on where you stopped") };
        pane.line(Span::styled(title, t.accent().patch(t.strong())));
        super::list(shell, pane, &self.cursor, self.rows(), |n, width| {
            if let Some(recent) = self.recent.get(n) {
                let place = text::cut(&recent.folder, width / 2);
                return join(
                    Line::from(recent.name.clone()),
                    Line::from(Span::styled(place, t.quiet())),
                    width,
                );
            }
            let (_, title, what) =
                self.actions().nth(n - recents).unwrap_or((AtHome::New, "", String::new()));
            Line::from(vec![Span::raw(text::fit(title, 27)), Span::styled(what, t.quiet())])
        })
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
