//! Home: what this is, what was open last, what else can be done; and the guided start, which asks before there is a
//! file. Owns its selection, rows and what was asked so far.

use std::path::Path;

use ratatui::layout::Position;

use super::home_page::{self, ACTIONS, Action};
use crate::model::assessment::keys;
use crate::model::fields;
use crate::model::format::Firm;
use crate::model::quick_check::Answers;
use crate::model::record::Draft;
use crate::say;
use crate::tui::clip::Item;
use crate::tui::dialog::{Dialog, Form, FormKind, Pick, PickRow, Picker};
use crate::tui::guides;
use crate::tui::keymap::{AtHome, Global};
use crate::tui::pane::{Cursor, Pane};
use crate::tui::shell::{Next, Shell, Tone};
use crate::words;

pub use super::home_page::{Known, RecentFile};

/// What the guided start knows before there is a file.
#[derive(Debug, Clone, Default)]
pub struct Pending {
    /// Roles, as stored.
    pub roles: String,
    /// AI systems in use.
    pub systems: Vec<Draft>,
}

/// Home: recent assessments, and what is asked before there is a file.
pub struct Home {
    /// Recent assessments.
    pub recent: Vec<RecentFile>,
    /// Selection.
    pub cursor: Cursor,
    /// Whether what is opened joins the list of recent assessments.
    pub remembers: bool,
    /// What the guided start asked before there was a file.
    pub pending: Option<Pending>,
    /// Quick answers that wait for the assessment being created.
    pub carry: Option<Answers>,
}

impl Home {
    /// As the program begins.
    pub fn new(recent: Vec<RecentFile>) -> Self {
        let cursor = Cursor::default();
        Self { recent, cursor, remembers: true, pending: None, carry: None }
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

    /// Asks before the selected file is taken off the list.
    fn ask_forget(&self, shell: &mut Shell) {
        let Some(file) = self.recent.get(self.cursor.at) else {
            return shell.say(Tone::Warning, say!("Select one of your files first."));
        };
        let rows = vec![
            PickRow::new(say!("Keep"), say!("it on the list").to_owned(), Pick::Nothing),
            PickRow::new(
                say!("Take off"),
                say!("{name}; the file itself stays where it is", name = file.name),
                Pick::Forget(file.path.clone()),
            ),
        ];
        let title = say!("Take it off the list of your files?");
        shell.dialogs.push(Dialog::Choose(title, Picker { rows, ..Picker::default() }));
    }

    /// Shows a file no longer.
    pub fn drop(&mut self, path: &Path) {
        self.recent.retain(|r| r.path != path);
        self.cursor.at = self.cursor.at.min(self.rows().saturating_sub(1));
    }

    /// How many rows there are: recent assessments first, then what else can be done.
    pub fn rows(&self) -> usize {
        self.recent.len() + ACTIONS.len()
    }

    /// Opens the selected row.
    pub fn open(&mut self, shell: &mut Shell) -> Next {
        let at = self.cursor.at;
        if let Some(recent) = self.recent.get(at) {
            return Next::Open(recent.path.clone());
        }
        match ACTIONS.get(at - self.recent.len()) {
            Some((Action::Do(command), ..)) => self.update(*command, shell),
            Some((Action::Guides, ..)) => {
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
            AtHome::Guided => open_guided(shell),
            AtHome::New => self.open_new(shell),
            AtHome::OpenFile => {
                let fields = [("path", say!("File"), say!("path of an .aims file"), String::new())];
                shell.open_form(Form::new(FormKind::OpenFile, say!("Open an assessment"), &fields));
            }
            AtHome::Sample => open_samples(shell),
            AtHome::Quick => return Next::Quick,
            AtHome::Forget => self.ask_forget(shell),
        }
        Next::Stay
    }

    /// Begins an assessment for the answers of the quick check.
    pub fn begin_with(&mut self, answers: Answers, shell: &mut Shell) {
        self.carry = Some(answers);
        self.open_new(shell);
        shell.say(Tone::Done, say!("Begin an assessment; the answers of the quick check go into it."));
    }

    /// Opens the form of a new assessment, with what the guided start knows.
    fn open_new(&self, shell: &mut Shell) {
        let systems = self.pending.iter().flat_map(|p| &p.systems);
        let tools: Vec<&str> = systems.filter_map(|s| s.get("name").map(String::as_str)).collect();
        let start = |key| match (key, &self.pending) {
            (keys::START, _) => shell.today.to_string(),
            (keys::ROLES, Some(p)) => p.roles.clone(),
            (keys::SCOPE, Some(_)) if !tools.is_empty() => {
                say!("Use of {tools} in the whole organisation", tools = listed(&tools))
            }
            _ => String::new(),
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
        shell.open_form(Form::new(FormKind::New, say!("New assessment"), &asked));
    }

    /// The second step of the guided start: the AI tools in use, with hints at hidden ones.
    pub fn open_tools(&mut self, roles: &'static str, shell: &mut Shell) {
        const LABELS: [(&str, &str); 6] = [
            ("1", "AI tool 1"),
            ("2", "AI tool 2"),
            ("3", "AI tool 3"),
            ("4", "AI tool 4"),
            ("5", "AI tool 5"),
            ("6", "AI tool 6"),
        ];
        self.pending = Some(Pending { roles: roles.to_owned(), systems: Vec::new() });
        let hidden = shell.guides().map(|g| g.roles.hidden_ai.join("; ")).unwrap_or_default();
        let hint = say!("name, what for, supplier - with commas. More can be added later");
        let fields = LABELS.map(|(k, l)| (k, words::text(l), hint, String::new()));
        let mut form = Form::new(
            FormKind::Tools,
            say!("Which AI tools are in use? (last field: Enter goes on)"),
            &fields,
        );
        form.note = say!("AI hides, for example: {hidden}", hidden);
        shell.open_form(form);
    }

    /// Takes the AI tools over and goes on with the new assessment.
    pub fn take_tools(&mut self, form: &Form, shell: &mut Shell) {
        let roles = self.pending.as_ref().map(|p| p.roles.clone()).unwrap_or_default();
        // With several roles it is decided per system, on the about screen.
        let role = if roles.contains(',') { String::new() } else { roles.clone() };
        let systems = form.fields.iter().map(|f| form.value(f.key)).filter(|v| !v.is_empty());
        let systems = systems.map(|typed| {
            let mut parts = typed.splitn(3, ',').map(|p| p.trim().to_owned());
            let fields = ["name", "purpose", "vendor"].into_iter().zip(parts.by_ref());
            let mut draft: Draft = fields.map(|(f, v)| (f.to_owned(), v)).collect();
            draft.insert("role".to_owned(), role.clone());
            draft
        });
        self.pending = Some(Pending { roles, systems: systems.collect() });
        shell.kept.retain(|f| f.kind != FormKind::New);
        self.open_new(shell);
    }

    /// Draws it.
    pub fn draw(&self, shell: &Shell, pane: &mut Pane<'_>) -> Option<Position> {
        home_page::draw(&self.recent, &self.cursor, shell, pane)
    }
}

/// The first step of the guided start: what one does with AI.
fn open_guided(shell: &mut Shell) {
    let row = |key, label: &str, roles| PickRow::new(key, label, Pick::Roles(roles));
    let rows = vec![
        row(
            say!("Use"),
            say!("We use AI that others built: chatbots, assistants, AI in other products"),
            "user",
        ),
        row(say!("Offer"), say!("We offer others products or services with AI in them"), "provider"),
        row(say!("Build"), say!("We build, train or adapt AI ourselves"), "developer"),
        row(
            say!("Several"),
            say!("Several of these; it is decided for each AI system"),
            "developer, provider, user",
        ),
    ];
    let guides = shell.key(Global::Guides);
    let note = Some(say!("{guides} tells more about the roles.", guides));
    shell
        .dialogs
        .push(Dialog::Choose(say!("What do you do with AI?"), Picker { rows, note, ..Picker::default() }));
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

/// "A, B and C".
fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => say!("{most} and {last}", most = most.join(", "), last),
    }
}
