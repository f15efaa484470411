//! The state of the full-screen program and what changes it. Nothing here draws and nothing here reads
//! the keyboard; the clock comes in as a parameter. Every change of data goes through `Session`.

mod answer;
mod backups;
mod command;
mod copy;
mod dialogs;
mod forms;
mod jump;
mod lend;
mod lifecycle;
mod mouse;
mod over_time;
mod parting;
mod plan;
mod registers;
mod rescue;
mod room;
mod rows;
mod screens;
mod sitting;
mod write;

use std::sync::Arc;
use std::time::Instant;

use jiff::civil::Date;

use super::job::{self, Job};
use super::keymap::Context;
pub use super::shell::{Shell, Tone};
pub use super::spot::Spot;
use super::theme::Theme;
use crate::files::{self};
use crate::model::Questionnaire;
use crate::model::said::Said;
use crate::session::rescue::WaysBack;
use crate::session::{NoBackup, Saving, Session};
use crate::words::{self, Words as _};
use crate::work::{Done, Refused, Work};

pub use crate::tui::screen::about::{About, AboutRow};
pub use crate::tui::screen::backups::{BackupRow, Backups};
pub use crate::tui::screen::gap_filter::GapFilter;
pub use crate::tui::screen::gaps::{GapRow, Gaps};
pub use crate::tui::screen::history::History;
pub use crate::tui::screen::home::Home;
pub use crate::tui::screen::lists::{ListRow, Lists};
pub use crate::tui::screen::outline::{Outline, OutlineFilter};
pub use crate::tui::screen::question::Card;
pub use crate::tui::screen::quick::Quick;
pub use crate::tui::screen::results::{ResultRow, Results};
pub use crate::tui::screen::roadmap::{Road, RoadRow};
pub use crate::tui::screen::xray::Xray;
pub use parting::Closing;
use parting::Parting;
pub use room::Clock;
pub use screens::Screen;

/// An open assessment as the screens need it: the work, and where one is in it.
pub struct Desk {
    /// The assessment: what can be done with it, and its figures.
    pub work: Work,
    /// What was answered last, while `e`, `v`, `k` or `D` still belong to it.
    pub just: Option<String>,
    /// Where one was before jumps, newest last.
    pub trail: Vec<(Screen, Spot)>,
    /// The outline.
    pub outline: Outline,
    /// The question card.
    pub card: Card,
    /// The results.
    pub results: Results,
    /// The gap list.
    pub gaps: Gaps,
    /// The roadmap.
    pub roadmap: Road,
    /// Open and parked items.
    pub lists: Lists,
    /// The history.
    pub history: History,
    /// Organisation and registers.
    pub about: About,
    /// The x-ray.
    pub xray: Xray,
    /// The clock of a clause.
    pub clock: Option<Clock>,
    /// What the disk says.
    pub saving: Saving,
    /// Whether the ways to go on were shown since all was saved.
    offered: bool,
    /// How many of the events are known to be on the disk.
    durable: usize,
    /// Why there is no backup of the last changes.
    pub no_backup: Option<NoBackup>,
}

impl Desk {
    /// Takes over an open session, at the place it was left.
    pub fn new(s: Session, today: Date) -> Self {
        Self::of(Work::new(s, today))
    }

    /// Takes over an assessment, at the place it was left.
    pub fn of(work: Work) -> Self {
        let mut desk = Self {
            just: None,
            trail: Vec::new(),
            outline: Outline::default(),
            card: Card::default(),
            results: Results::default(),
            gaps: Gaps::default(),
            roadmap: Road::default(),
            lists: Lists::default(),
            history: History::default(),
            about: About::default(),
            xray: Xray::default(),
            clock: None,
            saving: Saving::Saved,
            durable: work.session().events().len(),
            offered: false,
            no_backup: None,
            work,
        };
        if let Some(spot) = desk.work.session().place().and_then(|id| desk.spot_of(id)) {
            desk.card.spot = spot;
        }
        desk.card.cursor.at = desk.card.spot.row;
        desk
    }

    /// The questionnaire.
    pub fn q(&self) -> &Questionnaire {
        self.work.q()
    }

    /// What the screens keep of an assessment is made again after a change.
    fn refresh(&mut self) {
        self.about.forget();
        self.lists.forget();
        self.history.forget();
        self.card.forget();
        // That it failed is found by the next tick, which then shows the ways to go on.
        self.saving = match self.work.saving() {
            Saving::NotSaved(_) if self.saving == Saving::Saved => Saving::Saving,
            saving => saving,
        };
    }
}

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
    /// The quick check.
    pub quick: Quick,
    /// Work in the background.
    pub job: Option<Job>,
    /// What the loop is asked for.
    pub asked: Asked,
    /// The last file that could not be opened, while its ways back are offered.
    ways_back: Option<WaysBack>,
    exit: Exit,
}

impl App {
    /// A program with nothing open. `today` and `by` (who answers) come from outside.
    pub fn new(bank: impl Into<Arc<Questionnaire>>, theme: Theme, today: Date, by: &str) -> Self {
        Self {
            shell: Shell::new(bank, theme, today, by),
            home: Home::new(lifecycle::recent_files()),
            desk: None,
            backups: Backups::default(),
            quick: Quick::default(),
            job: None,
            asked: Asked::default(),
            ways_back: None,
            exit: Exit::default(),
        }
    }

    /// The contexts in which a key is looked up, innermost first.
    pub fn contexts(&self) -> &'static [Context] {
        use Context as X;
        let blank =
            matches!(self.shell.screen, Screen::Results | Screen::Gaps | Screen::Roadmap | Screen::Xray);
        if self.shell.hide_scores && blank {
            // What is not shown is not acted on.
            return &[X::Screen, X::Global];
        }
        match self.shell.screen {
            Screen::Home => &[X::Home, X::List, X::Screen, X::Global],
            Screen::Outline => &[X::Outline, X::Rating, X::List, X::Screen, X::Global],
            Screen::Question | Screen::Room => &[X::Question, X::Rating, X::List, X::Screen, X::Global],
            Screen::Gaps => &[X::Gaps, X::List, X::Screen, X::Global],
            Screen::Roadmap => &[X::Roadmap, X::List, X::Screen, X::Global],
            Screen::Lists => &[X::Lists, X::List, X::Screen, X::Global],
            Screen::Quick => &[X::Quick, X::List, X::Screen, X::Global],
            Screen::Backups => &[X::Backups, X::List, X::Screen, X::Global],
            Screen::Results => &[X::Results, X::List, X::Screen, X::Global],
            Screen::About => &[X::About, X::List, X::Screen, X::Global],
            Screen::History => &[X::History, X::List, X::Screen, X::Global],
            Screen::Xray => &[X::List, X::Screen, X::Global],
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

    /// Says something in the message line.
    pub(super) fn say(&mut self, tone: Tone, words: impl Into<String>) {
        self.shell.say(tone, words);
    }

    /// Does a verb and says what it came to, or why it was refused; what was done, if it was.
    pub(super) fn act(&mut self, verb: impl FnOnce(&mut Work) -> Result<Done, Refused>) -> Option<Done> {
        let result = self.act_quietly(verb)?;
        let done = result.as_ref().ok().cloned();
        self.say_of(result);
        done
    }

    /// Says what came of a verb.
    pub(super) fn say_of(&mut self, result: Result<Done, Refused>) {
        match result {
            Ok(done) => self.say(Tone::Done, words::outcome(&done.said, &self.shell)),
            Err(refused) => self.say(Tone::Warning, self.shell.refused(&refused)),
        }
    }

    /// As [`Self::act`], for a form or an editor, which stays open when it is refused: what was typed is not lost
    /// with it.
    pub(super) fn act_typed(
        &mut self,
        verb: impl FnOnce(&mut Work) -> Result<Done, Refused>,
    ) -> Result<Done, Refused> {
        let Some(result) = self.act_quietly(verb) else {
            return Ok(Done { said: Said::Unchanged, next: None });
        };
        let done = result?;
        if done.said != Said::Unchanged {
            self.say(Tone::Done, words::outcome(&done.said, &self.shell));
        }
        Ok(done)
    }

    /// Does a verb without a word; none without a file.
    pub(super) fn act_quietly(
        &mut self,
        verb: impl FnOnce(&mut Work) -> Result<Done, Refused>,
    ) -> Option<Result<Done, Refused>> {
        let desk = self.desk.as_mut()?;
        let before = desk.work.changes();
        let result = verb(&mut desk.work);
        if desk.work.changes() != before {
            desk.refresh();
        }
        Some(result)
    }

    /// What happens without a key: saving state, background work, drafts. True when it should be called
    /// again soon.
    pub fn tick(&mut self, now: Instant) -> bool {
        let mut soon = job::look(&mut self.job, &mut self.shell);
        let mut news = None;
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
            self.keep_drafts();
        }
        self.run_clock(now);
        soon || self.job.is_some()
    }
}
