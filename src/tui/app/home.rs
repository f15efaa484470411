//! Home: recent assessments, a new one, the sample; and work in the background.

use std::path::Path;

use super::{App, Screen, Tone};
use crate::files;
use crate::model::assessment::keys;
use crate::model::{Assessment, OrgSize, edit};
use crate::session::Session;
use crate::tui::dialog::{Dialog, Form, FormKind};
use crate::tui::keymap::Command;

/// Rows at home before the recent assessments.
pub const HOME_ACTIONS: [(&str, &str); 4] = [
    ("New assessment", "one organisation, one scope, one file"),
    ("Quick check", "20 questions, 5 minutes, a first impression"),
    ("Open a file", "an .aims file you know the place of"),
    ("Look around in a sample", "a small bakery supplier some weeks into the work"),
];

impl App {
    /// Rows at home: recent assessments first, then what else can be done.
    pub fn home_rows(&self) -> usize {
        self.recent.len() + HOME_ACTIONS.len()
    }

    pub(super) fn open_home_row(&mut self) {
        let at = self.home.at;
        if let Some(recent) = self.recent.get(at) {
            let path = recent.path.clone();
            if let Err((_, words)) = self.open(&path) {
                self.say(Tone::Warning, words);
            }
            return;
        }
        match at - self.recent.len() {
            0 => self.open_new(),
            1 => self.open_quick(),
            2 => self.open_file_form(),
            _ => self.open_sample(),
        }
    }

    pub(super) fn open_new(&mut self) {
        let today = self.today.to_string();
        let form = Form::new(
            FormKind::New,
            "New assessment",
            &[
                (keys::ORGANISATION, "Organisation", "name as it should stand on reports", String::new()),
                (
                    keys::SCOPE,
                    "Scope",
                    "one sentence: which AI systems, sites and people. May wait, but 4.3 stays a blocker",
                    String::new(),
                ),
                (
                    keys::ROLES,
                    "Roles",
                    "user (you use AI), provider (you offer it), developer (you build it); with commas",
                    String::new(),
                ),
                (
                    keys::SIZE,
                    "Size",
                    "solo, small (up to 50 people), medium (up to 250) or large",
                    String::new(),
                ),
                (
                    keys::HOURS,
                    "Hours a week",
                    "that can go into this work, for example 6 or 16",
                    String::new(),
                ),
                (keys::START, "Start", "year-month-day", today),
                (
                    keys::TARGET,
                    "Target",
                    "year-month-day you want to be ready; may stay empty",
                    String::new(),
                ),
                (
                    "path",
                    "File",
                    "where to keep it; empty: a file named after the organisation, here",
                    String::new(),
                ),
            ],
        );
        self.open_form(form);
    }

    pub(super) fn open_file_form(&mut self) {
        let fields = [("path", "File", "path of an .aims file", String::new())];
        self.open_form(Form::new(FormKind::OpenFile, "Open an assessment", &fields));
    }

    /// Creates the assessment a form describes.
    pub(super) fn create(&mut self, form: &Form) -> Result<(), (&'static str, String)> {
        let mut sets = Vec::new();
        for (key, ..) in super::rows::ABOUT {
            let mut value = form.value(key);
            if key == keys::SIZE && !value.is_empty() {
                value = size_word(&value)
                    .ok_or((key, "Size: solo, small, medium, large, or a number of people.".to_owned()))?;
            }
            if !value.is_empty() {
                edit::about(&Assessment::new(&self.bank), [(key, value.clone())])
                    .map_err(|refusal| (key, refusal.to_string()))?;
                sets.push((key, value));
            }
        }
        if form.value(keys::ORGANISATION).is_empty() {
            return Err((keys::ORGANISATION, "Write the name of the organisation.".into()));
        }
        sets.push((keys::QUESTIONNAIRE, format!("{} {}", self.bank.id, self.bank.version)));
        sets.push((keys::RULE, crate::model::RULE.to_owned()));
        let first = edit::about(&Assessment::new(&self.bank), sets)
            .map_err(|refusal| (keys::ORGANISATION, refusal.to_string()))?;
        let path = file_for(&form.value("path"), &form.value(keys::ORGANISATION));
        let s = Session::create(self.bank.clone(), &path, &self.by, &first, false)
            .map_err(|e| ("path", e.to_string()))?;
        let shown = files::human_path(s.path());
        let scope_missing = form.value(keys::SCOPE).is_empty();
        self.take(s);
        let warn = if scope_missing {
            " The scope is still missing, a blocker of its own (4.3): a adds it."
        } else {
            ""
        };
        self.say(Tone::Done, format!("Kept in {shown}.{warn}"));
        self.screen = Screen::Question;
        if let Some(answers) = self.carry.take() {
            self.carry_into(&answers);
        }
        Ok(())
    }

    pub(super) fn open_sample(&mut self) {
        let folder = files::state_dir();
        let path = folder.map_or_else(|| "clausewise-sample.aims".into(), |d| d.join("sample.aims"));
        if let Some(parent) = path.parent() {
            let _ = files::make_private_dir(parent);
        }
        let made = if files::exists(&path) {
            Ok(())
        } else {
            crate::sample::create(self.bank.clone(), &path, self.today, false).map_err(|e| e.to_string())
        };
        match made.and_then(|()| self.open(&path).map_err(|(_, words)| words)) {
            Ok(()) => {
                self.screen = Screen::Results;
                let (home, new) = (self.key(Command::Home), self.key(Command::New));
                let words = format!(
                    "A sample to look around in. {home} leaves it; your own begins with {new} at home."
                );
                self.say(Tone::Done, words);
            }
            Err(words) => self.say(Tone::Warning, words),
        }
    }

    /// Lets go of the file and goes home.
    pub(super) fn go_home(&mut self) {
        if let Err((_, words)) = self.close() {
            self.say(Tone::Warning, words);
        }
        self.recent = files::recent();
        self.home.at = 0;
        self.screen = Screen::Home;
        self.dirty = true;
    }

    /// Starts writing all reports in the background.
    pub(super) fn start_export(&mut self, folder: &str) {
        if folder.is_empty() {
            return self.say(Tone::Warning, "Nothing exported: no folder was given.");
        }
        let Some(work) = &self.work else { return };
        let (gaps, roadmap) = work.plan().clone();
        let job = super::super::job::export(
            work.q().clone(),
            work.s.assessment().clone(),
            (work.scores.clone(), work.verdict.clone(), gaps, roadmap),
            self.today,
            Path::new(folder).to_path_buf(),
        );
        self.job = Some(job);
        self.say(Tone::Done, "Exporting\u{2026}");
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

    /// Whether a form is open; its keys differ from those of an editor.
    pub(super) fn in_form(&self) -> bool {
        matches!(self.dialogs.last(), Some(Dialog::Form(_)))
    }
}

/// A size word; a number of people is understood.
fn size_word(value: &str) -> Option<String> {
    if let Some(size) = OrgSize::parse(value) {
        return Some(size.word().to_owned());
    }
    let size = match value.parse::<u32>().ok()? {
        0..=1 => OrgSize::Solo,
        2..=50 => OrgSize::Small,
        51..=250 => OrgSize::Medium,
        _ => OrgSize::Large,
    };
    Some(size.word().to_owned())
}

/// The file of a new assessment: what was typed with the suffix, or a name made from the organisation.
fn file_for(typed: &str, organisation: &str) -> std::path::PathBuf {
    if !typed.is_empty() {
        let path = Path::new(typed).to_path_buf();
        return if path.extension().is_some() { path } else { path.with_extension("aims") };
    }
    let mut name = String::new();
    for c in organisation.to_lowercase().chars() {
        if c.is_alphanumeric() {
            name.push(c);
        } else if !name.ends_with('-') {
            name.push('-');
        }
    }
    let name: String = name.trim_matches('-').chars().take(40).collect();
    let name = if name.is_empty() { "assessment".to_owned() } else { name };
    Path::new(&format!("{name}.aims")).to_path_buf()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_and_sizes() {
        let name = |typed, org| file_for(typed, org).display().to_string();
        assert_eq!(name("", "Müller & Co. GmbH"), "müller-co-gmbh.aims");
        assert_eq!(name("", "///"), "assessment.aims");
        assert_eq!(name("here/x", "a"), "here/x.aims");
        assert_eq!(name("x.aims", "a"), "x.aims");
        assert_eq!(size_word("1").as_deref(), Some("solo"));
        assert_eq!(size_word("50").as_deref(), Some("small"));
        assert_eq!(size_word("Large").as_deref(), Some("large"));
        assert_eq!(size_word("many"), None);
    }
}
