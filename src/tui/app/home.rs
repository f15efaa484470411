//! Home: recent assessments, a new one, the sample; and work in the background.

use std::path::Path;

use super::App;
use crate::files::{self, Recent};
use crate::model::assessment::keys;
use crate::model::fields;
use crate::model::quick_check::Answers;
use crate::model::record::{Draft, SYSTEM};
use crate::say;
use crate::tui::clip::Item;
use crate::tui::dialog::{Dialog, Form, FormKind, Pick, PickRow, Picker};
use crate::tui::keymap::{AtHome, Global, OnScreen};
use crate::tui::pane::Cursor;
use crate::tui::screen::Screen;
use crate::tui::shell::Tone;
use crate::words;
use crate::work::{Refused, begin};

/// What the guided start knows before there is a file.
#[derive(Debug, Clone, Default)]
pub(super) struct Pending {
    /// Roles, as stored.
    pub(super) roles: String,
    /// AI systems in use.
    pub(super) systems: Vec<Draft>,
}

/// Home: recent assessments, and what is asked before there is a file.
pub struct Home {
    /// Recent assessments.
    pub recent: Vec<Recent>,
    /// Selection.
    pub cursor: Cursor,
    /// Whether what is opened joins the list of recent assessments.
    pub remembers: bool,
    /// What the guided start asked before there was a file.
    pub(super) pending: Option<Pending>,
    /// Quick answers that wait for the assessment being created.
    pub(super) carry: Option<Answers>,
    /// Noting the file among the recent ones, on its way.
    pub(super) noting: Option<std::thread::JoinHandle<()>>,
}

impl Home {
    /// As the program begins.
    pub(super) fn begin() -> Self {
        Self {
            recent: files::recent(),
            cursor: Cursor::default(),
            remembers: true,
            pending: None,
            carry: None,
            noting: None,
        }
    }

    /// The selected row as it is copied; none where it is no assessment.
    pub(super) fn item(&self) -> Option<Item> {
        let recent = self.recent.get(self.cursor.at)?;
        let path = recent.path.display().to_string();
        Some(Item { name: files::shown_name(&recent.path, 60), lines: vec![(say!("File"), path)] })
    }
}

/// Rows at home after the recent assessments.
pub const HOME_ACTIONS: [(&str, &str); 5] = [
    ("Guided start", "your AI tools, your role, your plan; no ISO knowledge needed"),
    ("New assessment", "one organisation, one scope, one file"),
    ("Quick check", "20 questions, 5 minutes, a first impression"),
    ("Open a file", "an .aims file you know the place of"),
    ("Look around in a sample", "a small bakery supplier some weeks into the work"),
];

impl App {
    /// Rows at home: recent assessments first, then what else can be done.
    pub fn home_rows(&self) -> usize {
        self.home.recent.len() + HOME_ACTIONS.len()
    }

    /// A recent assessment as a row: its file, and the folder that holds it.
    pub fn recent_words(&self, n: usize) -> Option<(String, String)> {
        let path = &self.home.recent.get(n)?.path;
        Some((files::shown_name(path, 48), files::human_path(&files::folder_of(path))))
    }

    pub(super) fn open_home_row(&mut self) {
        let at = self.home.cursor.at;
        if let Some(recent) = self.home.recent.get(at) {
            let path = recent.path.clone();
            if let Err((_, words)) = self.open_or_offer(&path) {
                self.say(Tone::Warning, words);
            }
            return;
        }
        match at - self.home.recent.len() {
            0 => self.open_guided(),
            1 => self.open_new(),
            2 => self.open_quick(),
            3 => self.open_file_form(),
            _ => self.open_sample(),
        }
    }

    pub(super) fn open_new(&mut self) {
        let tools: Vec<&str> = self
            .home
            .pending
            .iter()
            .flat_map(|p| &p.systems)
            .filter_map(|s| s.get("name").map(String::as_str))
            .collect();
        let start = |key| match (key, &self.home.pending) {
            (keys::START, _) => self.shell.today.to_string(),
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
        let form = Form::new(FormKind::New, say!("New assessment"), &asked);
        self.shell.open_form(form);
    }

    /// The guided start: first what one does with AI.
    pub(super) fn open_guided(&mut self) {
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
        let guides = self.shell.key(Global::Guides);
        let picker = Picker {
            rows,
            note: Some(say!("{guides} tells more about the roles.", guides)),
            ..Picker::default()
        };
        self.shell.dialogs.push(Dialog::Choose(say!("What do you do with AI?"), picker));
    }

    /// Then the AI tools in use, with hints at hidden ones.
    pub(super) fn open_tools(&mut self, roles: &'static str) {
        const LABELS: [(&str, &str); 6] = [
            ("1", "AI tool 1"),
            ("2", "AI tool 2"),
            ("3", "AI tool 3"),
            ("4", "AI tool 4"),
            ("5", "AI tool 5"),
            ("6", "AI tool 6"),
        ];
        self.home.pending = Some(Pending { roles: roles.to_owned(), systems: Vec::new() });
        let hidden = self.shell.guides().map(|g| g.roles.hidden_ai.join("; ")).unwrap_or_default();
        let hint = say!("name, what for, supplier - with commas. More can be added later");
        let fields = LABELS.map(|(k, l)| (k, words::text(l), hint, String::new()));
        let mut form = Form::new(
            FormKind::Tools,
            say!("Which AI tools are in use? (last field: Enter goes on)"),
            &fields,
        );
        form.note = say!("AI hides, for example: {hidden}", hidden);
        self.shell.open_form(form);
    }

    pub(super) fn take_tools(&mut self, form: &Form) {
        let roles = self.home.pending.as_ref().map(|p| p.roles.clone()).unwrap_or_default();
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
        self.home.pending = Some(Pending { roles, systems: systems.collect() });
        self.shell.kept.retain(|f| f.kind != FormKind::New);
        self.open_new();
    }

    /// Puts the tools of the guided start into the register, as one step of undo.
    fn add_systems(&mut self, systems: &[Draft]) {
        let n = systems.len();
        let Some(desk) = self.desk.as_mut().filter(|_| n > 0) else { return };
        if desk.act(&mut self.shell, |w| w.put_all(&SYSTEM, systems)).is_some() {
            let about = self.shell.key(OnScreen::About);
            let words = match self.questionnaire().places.systems.as_deref() {
                Some(id) => say!(
                    "Your {n|AI tool is|AI tools are} in the register ({about}), a start for {id}; answering is next.",
                    n,
                    about,
                    id
                ),
                None => say!(
                    "Your {n|AI tool is|AI tools are} in the register ({about}); answering is next.",
                    n,
                    about
                ),
            };
            self.say(Tone::Done, words);
        }
    }

    pub(super) fn open_file_form(&mut self) {
        let fields = [("path", say!("File"), say!("path of an .aims file"), String::new())];
        self.shell.open_form(Form::new(FormKind::OpenFile, say!("Open an assessment"), &fields));
    }

    /// Creates the assessment a form describes.
    pub(super) fn create(&mut self, form: &Form) -> Result<(), (&'static str, String)> {
        let sets = fields::ABOUT.iter().map(|(key, ..)| (*key, form.value(key)));
        let wrong =
            |refused: &Refused| (refused.field().unwrap_or(keys::ORGANISATION), self.shell.refused(refused));
        let first = begin::founding(&self.shell.bank, sets).map_err(|refused| wrong(&refused))?;
        let path = files::file_for(&form.value("path"), &form.value(keys::ORGANISATION));
        let s = begin::create(self.shell.bank.clone(), &path, &self.shell.by, &first, false)
            .map_err(|refused| ("path", self.shell.refused(&refused)))?;
        let shown = files::human_path(s.path());
        let scope_missing = form.value(keys::SCOPE).is_empty();
        self.take(s);
        let kept = say!("Kept in {shown}.", shown);
        let words = if scope_missing { format!("{kept} {}", self.scope_missing()) } else { kept };
        self.say(Tone::Done, words);
        self.shell.screen = Screen::Question;
        if let Some(pending) = self.home.pending.take() {
            self.add_systems(&pending.systems);
        }
        if let Some(answers) = self.home.carry.take() {
            self.carry_into(&answers);
        }
        Ok(())
    }

    /// What follows from a scope nobody has written yet.
    fn scope_missing(&self) -> String {
        let about = self.shell.key(OnScreen::About);
        words::called::scope_missing(self.questionnaire(), &about)
    }

    pub(super) fn open_sample(&mut self) {
        let made = begin::sample(self.shell.bank.clone(), self.shell.today).map_err(|e| e.to_string());
        match made.and_then(|path| self.open(&path).map_err(|(_, words)| words)) {
            Ok(()) => {
                self.shell.screen = Screen::Results;
                let (home, new) = (self.shell.key(Global::Home), self.shell.key(AtHome::New));
                let words = say!(
                    "A sample to look around in. {home} leaves it; your own begins with {new} at home.",
                    home,
                    new
                );
                self.say(Tone::Done, words);
            }
            Err(words) => self.say(Tone::Warning, words),
        }
    }

    /// Lets go of the file and goes home.
    pub(super) fn come_home(&mut self) {
        let session = self.let_go();
        let job = self.closing();
        let closed = session.map_or(Ok(()), |s| s.close().map_err(|e| self.shell.error(&e)));
        if let Err(words) = closed.and(job().map_err(|(_, words)| words)) {
            self.say(Tone::Warning, words);
        }
        self.home.recent = files::recent();
        self.home.cursor.at = 0;
        self.shell.screen = Screen::Home;
        self.shell.dirty = true;
    }

    /// Starts writing all reports in the background.
    pub(super) fn start_export(&mut self, folder: &str) {
        if folder.is_empty() {
            return self.say(Tone::Warning, say!("Nothing exported: no folder was given."));
        }
        let Some(desk) = &self.desk else { return };
        let job = super::super::job::export(
            desk.work.shared_q(),
            desk.work.a().clone(),
            desk.work.figures(),
            (self.shell.today, desk.work.head()),
            Path::new(folder).to_path_buf(),
        );
        self.job = Some(job);
        self.say(Tone::Done, say!("Exporting\u{2026}"));
    }

    /// Takes the result of work in the background; true while there is some.
    pub(super) fn finish_job(&mut self) -> bool {
        let Some(job) = &self.job else { return false };
        let Some(result) = job.result() else { return true };
        self.job = None;
        match result {
            Ok(words) => self.say(Tone::Done, words),
            Err(words) => self.say(Tone::Warning, words),
        }
        false
    }
}

/// "A, B and C".
fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => say!("{most} and {last}", most = most.join(", "), last),
    }
}
