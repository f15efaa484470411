//! What only the program can do: create a file, open the sample, let go of a file, work in the background.

use super::App;
use crate::files;
use crate::model::assessment::keys;
use crate::model::fields;
use crate::model::format::Firm;
use crate::report::Reader;
use crate::say;
use crate::tui::dialog::{ExportRow, Form};
use crate::tui::job::{self, Job};
use crate::tui::keymap::{AtHome, Global, OnScreen};
use crate::tui::screen::Screen;
use crate::tui::shell::{Tone, Wrong};
use crate::words;
use crate::work::begin;

impl App {
    /// Creates and opens the file whose organisation and place stand in a form, and says where it is.
    pub(super) fn found(
        &mut self,
        form: &Form,
        sets: impl Iterator<Item = (&'static str, String)>,
    ) -> Result<String, Wrong> {
        let first = begin::founding(&self.shell.bank, sets, self.shell.today)
            .map_err(|refused| self.shell.wrong(form, &refused))?;
        let path = files::file_for(&form.value("path"), &form.value(keys::ORGANISATION));
        let s = begin::create(self.shell.bank.clone(), &path, &self.shell.by, &first, false)
            .map_err(|refused| ("path", self.shell.refused(&refused)))?;
        let shown = files::human_path(s.path());
        self.take(s);
        Ok(shown)
    }

    /// Creates the assessment a form describes.
    pub(super) fn create(&mut self, form: &Form) -> Result<(), Wrong> {
        let sets = fields::ABOUT.iter().map(|(key, ..)| (*key, form.value(key)));
        let shown = self.found(form, sets)?;
        let about = self.shell.key(OnScreen::About);
        let kept = say!("Kept in {shown}.", shown);
        let words = if form.value(keys::SCOPE).is_empty() {
            format!("{kept} {}", words::called::scope_missing(self.questionnaire(), &about))
        } else {
            kept
        };
        self.say(Tone::Done, words);
        self.shell.screen = Screen::Question;
        if let Some(answers) = self.home.carry.take() {
            self.carry_over(answers);
        }
        Ok(())
    }

    pub(super) fn open_sample(&mut self, firm: Option<Firm>) {
        let made = begin::sample(self.shell.bank.clone(), firm, self.shell.today).map_err(|e| e.to_string());
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

    /// Lets go of the file and goes home. An export that runs has all it needs and goes on.
    pub(super) fn come_home(&mut self) {
        self.stop_cited();
        let job = self.job.take();
        let session = self.let_go();
        let rest = self.closing();
        self.job = job;
        let closed = session.map_or(Ok(()), |s| s.close().map_err(|e| self.shell.error(&e)));
        if let Err(words) = closed.and_then(|()| rest().map(|_| ()).map_err(|(_, words)| words)) {
            self.say(Tone::Warning, words);
        }
        self.show_files();
        self.shell.screen = Screen::Home;
        self.come_back_to_clients();
        self.shell.dirty = true;
    }

    /// Opens the chooser of an export; of one that runs, how far it is and whether it goes on.
    pub(super) fn choose_export(&mut self) {
        if let Some(job) = &self.job {
            return job.ask_to_stop(&mut self.shell);
        }
        // Whoever works on an audit wants its papers.
        let audits = self.shell.screen == Screen::Audit;
        let at = audits.then_some(ExportRow::For(Some(Reader::Auditor)));
        self.at_desk(|desk, shell| {
            if audits {
                desk.audit.work_in(&mut desk.work);
            }
            desk.choose_export(at.as_ref(), shell);
        });
    }

    /// Begins to write what is chosen.
    fn export(&mut self) {
        let Some(desk) = &mut self.desk else { return };
        match Job::export(desk) {
            Ok(job) => {
                self.job = Some(job);
                job::look(&mut self.job, &mut self.shell);
            }
            Err(words) => self.say(Tone::Warning, words),
        }
    }

    /// Does what was chosen of an export.
    pub(super) fn take_export(&mut self, row: &ExportRow) {
        match row {
            ExportRow::For(reader) => {
                self.at_desk(|desk, _| desk.export.is_for(*reader));
                self.export();
            }
            ExportRow::As(_) | ExportRow::Paper(_) => self.export(),
            ExportRow::Drafts => self.at_desk(|desk, shell| desk.choose_drafts(None, shell)),
            ExportRow::Draft(paper) => self.at_desk(|desk, shell| desk.ask_paper(paper, shell)),
            ExportRow::WriteDrafts => self.at_desk(|desk, shell| desk.ask_drafts(shell)),
            ExportRow::Folder => self.at_desk(|desk, shell| desk.write_export(shell)),
            ExportRow::Style => self.at_desk(|desk, shell| desk.write_style(shell)),
            ExportRow::Redact => self.at_desk(|desk, shell| {
                desk.export.redact = !desk.export.redact;
                desk.choose_export(Some(row), shell);
            }),
            ExportRow::Version => self.at_desk(|desk, shell| {
                desk.turn_version();
                desk.choose_export(Some(row), shell);
            }),
            ExportRow::Stop => {
                if let Some(job) = &self.job {
                    job.stop();
                }
            }
            ExportRow::GoOn => {}
        }
    }
}
