//! The state of the full-screen program and what changes it. Nothing here draws and nothing here reads
//! the keyboard; the clock comes in as a parameter. Every change of data goes through `work`.

mod asked;
mod backups;
mod cited;
mod clients;
mod command;
mod dialogs;
mod file;
mod lifecycle;
mod look;
mod mouse;
mod outside;
mod over_time;
mod parting;
mod recent;
mod rescue;
mod unknown;
mod way;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use jiff::civil::Date;

use super::desk::Desk;
use super::job::{self, Job};
use super::screen::Screen;
use super::screen::backups::Backups;
use super::screen::clients::Clients;
use super::screen::home::Home;
use super::screen::quick::Quick;
use super::shell::{Shell, Tone};
use super::theme::{Look, Theme};
use crate::files;
use crate::model::Questionnaire;
use crate::say;
use crate::session::Saving;
use crate::session::rescue::WaysBack;
use crate::words::Words as _;

pub use parting::Closing;
use parting::Parting;
use unknown::Unknown;

/// What the loop is asked for.
#[derive(Debug, Default)]
pub struct Asked {
    /// The program ends.
    pub quit: bool,
    /// The program stops as with Ctrl-Z.
    pub suspend: bool,
    /// The uppermost note is written in the person's own editor.
    outside: bool,
}

/// Letting go of a file, and what is kept until then.
#[derive(Default)]
pub(super) struct Exit {
    drafted: Option<Instant>,
    /// What a killed program left, until it is safe in the file.
    passing: Vec<files::Passing>,
    /// How often leaving was asked for while something is not saved.
    asked: u8,
    /// On the way out as soon as the disk answers.
    parting: Option<Parting>,
    /// Noting the file among the recent ones, on its way.
    noting: Option<std::thread::JoinHandle<()>>,
}

/// The program: what all screens share, home, and the open assessment with its screens.
pub struct App {
    /// What every screen and dialog may use.
    pub shell: Shell,
    /// Home, and what is asked before there is a file.
    pub home: Home,
    /// The open assessment.
    pub desk: Option<Desk>,
    /// Backups.
    pub backups: Backups,
    /// Many clients.
    pub clients: Clients,
    /// The quick check.
    pub quick: Quick,
    /// Work in the background.
    pub job: Option<Job>,
    /// What the loop is asked for.
    pub asked: Asked,
    /// The last file that could not be opened, while its ways back are offered.
    ways_back: Option<WaysBack>,
    /// What the files at home are, on its way; none before home was shown.
    looking: Option<recent::Looking>,
    /// Many clients, as long as their files are read.
    reading: Option<clients::Reading>,
    /// Files of evidence, as long as they are read.
    cited: Option<cited::Reading>,
    exit: Exit,
    unknown: Unknown,
    /// Where settings are kept; none where a look is for this sitting only.
    pub settings: Option<PathBuf>,
    /// The look before others were tried, while one is.
    tried: Option<Look>,
}

impl App {
    /// A program with nothing open. `today` and `by` (who answers) come from outside.
    pub fn new(bank: impl Into<Arc<Questionnaire>>, theme: Theme, today: Date, by: &str) -> Self {
        Self {
            shell: Shell::new(bank, theme, today, by),
            home: Home::new(recent::files()),
            desk: None,
            backups: Backups::default(),
            clients: Clients::default(),
            quick: Quick::default(),
            job: None,
            asked: Asked::default(),
            ways_back: None,
            looking: None,
            reading: None,
            cited: None,
            exit: Exit::default(),
            unknown: Unknown::default(),
            settings: None,
            tried: None,
        }
    }

    /// The questionnaire of the open assessment, else the embedded one.
    pub fn questionnaire(&self) -> &Questionnaire {
        self.desk.as_ref().map_or(&self.shell.bank, |w| w.q())
    }

    /// Whether the loop has to see to something before the next key.
    pub fn waits_for_loop(&self) -> bool {
        self.asked.quit || self.asked.suspend || self.asked.outside
    }

    /// How many rows the list on screen has.
    pub fn rows(&self) -> usize {
        match (self.shell.screen, &self.desk) {
            (Screen::Backups, _) => self.backups.rows().len(),
            (Screen::Portfolio, _) => self.clients.rows().len(),
            (Screen::Quick, _) => 1,
            (Screen::Home, _) | (_, None) => self.home.rows(),
            (screen, Some(desk)) => desk.rows(screen),
        }
    }

    /// The id that is selected on this screen; none when the row stands for none.
    pub fn selected_id(&self) -> Option<String> {
        self.desk.as_ref()?.selected(self.shell.screen)
    }

    /// The text to be copied, once for each time they asked.
    pub fn text_to_copy(&mut self) -> Option<String> {
        self.shell.clip.take()
    }

    /// The terminal took no copy.
    pub fn copy_failed(&mut self) {
        self.say(Tone::Warning, say!("Not copied: this terminal has no way to the clipboard for programs."));
    }

    /// Says something in the message line.
    pub(super) fn say(&mut self, tone: Tone, words: impl Into<String>) {
        self.shell.say(tone, words);
    }

    /// What happens without a key: saving state, background work, drafts. True when it should be called
    /// again soon.
    pub fn tick(&mut self, now: Instant) -> bool {
        self.unknown.look(now);
        self.shell.run_undo_line(now);
        let mut soon = job::look(&mut self.job, &mut self.shell);
        let mut news = None;
        soon |= self.look_at_files();
        soon |= self.look_at_clients();
        soon |= self.look_at_cited();
        if let Some(desk) = &mut self.desk {
            let no_backup = desk.work.session().backup_trouble();
            self.shell.dirty |= no_backup != desk.no_backup;
            desk.no_backup = no_backup;
            let before = desk.saving.clone();
            self.shell.dirty |= desk.look_at_disk();
            soon |= desk.saving == Saving::Saving;
            if desk.saving == Saving::Saved {
                self.exit.passing.clear();
                news = desk.work.news();
            }
            if desk.saving != before {
                desk.offer_choice(&before, self.exit.asked > 0, &mut self.shell);
            }
        }
        if let Some(news) = news {
            self.say(Tone::Done, news.words());
        }
        soon |= self.run_parting(now);
        if self.exit.drafted.is_none_or(|t| now.duration_since(t).as_millis() >= 400) {
            self.exit.drafted = Some(now);
            self.at_desk(|desk, shell| desk.keep_drafts(shell));
        }
        self.at_desk(|desk, shell| desk.run_clock(now, shell));
        soon || self.job.is_some()
    }
}
