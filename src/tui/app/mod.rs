//! The state of the full-screen program and what changes it. Nothing here draws and nothing here reads
//! the keyboard; the clock comes in as a parameter. Every change of data goes through `Session`.

mod answer;
mod backups;
mod command;
mod copy;
mod events;
mod forms;
mod guides;
mod home;
mod jump;
mod lend;
mod mouse;
mod over_time;
mod parting;
mod plan;
mod registers;
mod rescue;
mod room;
mod rows;
mod rows_plan;
mod screens;
mod sitting;
mod write;

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use jiff::civil::Date;

use super::dialog::{Dialog, Form, Reader};
use super::hit::Hits;
use super::job::Job;
use super::keymap::Context;
use super::keys::Keys;
use super::pane::Cursor;
use super::theme::Theme;
use crate::files::{self, Recent};
use crate::model::compare;
use crate::model::guide::Guides;
use crate::model::quick_check::Answers;
use crate::model::record::{KINDS, Kind, Rid};
use crate::model::roadmap::PlanInput;
use crate::model::xray::{self, Finding};
use crate::model::{Edit, GapList, Questionnaire, Refusal, Roadmap, Scores, Verdict};
use crate::session::{NoBackup, Saving, Session};
use crate::words::Words as _;

pub use backups::{BackupRow, Backups};
pub use guides::Quick;
pub use home::HOME_ACTIONS;
use home::Pending;
pub use parting::Closing;
use parting::Parting;
pub use room::Clock;
pub use rows::{AboutRow, ListRow, OutlineFilter, ResultRow};
pub use rows_plan::{GapFilter, GapOrder, GapRow, RoadRow};
pub use screens::Screen;

/// A requirement, and a row of its card: 0 is the requirement as a whole, then its checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// Index of the requirement.
    pub requirement: usize,
    /// Row of the card.
    pub row: usize,
}

/// How a message is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Done,
    /// Something was refused or needs attention.
    Warning,
}

/// An open assessment as the screens need it.
pub struct Work {
    /// The one door.
    pub s: Session,
    /// Status and scores, always current.
    pub scores: Scores,
    /// Verdict, always current.
    pub verdict: Verdict,
    plan: OnceCell<(GapList, Roadmap)>,
    /// The question one is at.
    pub spot: Spot,
    /// Where one was before jumps, newest last.
    pub trail: Vec<(Screen, Spot)>,
    /// Selection in the outline.
    pub outline: Cursor,
    /// Rows the outline shows.
    pub outline_filter: OutlineFilter,
    /// Selection in the results.
    pub results: Cursor,
    /// Selection in the gap list.
    pub gaps: Cursor,
    /// Rows the gap list shows.
    pub gap_filter: GapFilter,
    /// In which order.
    pub gap_order: GapOrder,
    /// Whether the roadmap is shown by wave.
    pub by_wave: bool,
    /// Selection in the x-ray.
    pub xray: Cursor,
    found: OnceCell<Vec<Finding>>,
    /// The tables of the records.
    pub kinds: &'static [&'static Kind],
    about_rows: OnceCell<Vec<AboutRow>>,
    list_rows: OnceCell<Vec<ListRow>>,
    /// Evidence at the questions that were looked at.
    evidence: RefCell<BTreeMap<Spot, (Vec<String>, usize)>>,
    /// Records in a line, as far as they were looked at.
    summaries: RefCell<BTreeMap<Rid, String>>,
    /// Events in words, by their place, as far as they were looked at.
    told: RefCell<BTreeMap<usize, String>>,
    /// Selection in the roadmap.
    pub roadmap: Cursor,
    /// Selection in the lists.
    pub lists: Cursor,
    /// Selection in the history.
    pub history: Cursor,
    /// Selection on the about screen.
    pub about: Cursor,
    /// First line of the checks shown on the card.
    pub card: Cursor,
    /// What the disk says.
    pub saving: Saving,
    /// Whether the ways to go on were shown since all was saved.
    offered: bool,
    /// How many of the events are known to be on the disk.
    durable: usize,
    /// Why there is no backup of the last changes.
    pub no_backup: Option<NoBackup>,
    today: Date,
}

impl Work {
    /// Takes over an open session, at the place it was left.
    pub fn new(s: Session, today: Date) -> Self {
        Self::with_kinds(s, today, KINDS)
    }

    /// As [`Self::new`], with records by these tables.
    pub fn with_kinds(s: Session, today: Date, kinds: &'static [&'static Kind]) -> Self {
        let scores = Scores::compute(&s.q, s.assessment());
        let verdict = Verdict::compute(&s.q, s.assessment(), &scores);
        let mut work = Self {
            scores,
            verdict,
            plan: OnceCell::new(),
            spot: Spot { requirement: 0, row: 0 },
            trail: Vec::new(),
            outline: Cursor::default(),
            outline_filter: OutlineFilter::All,
            results: Cursor::default(),
            gaps: Cursor::default(),
            gap_filter: GapFilter::All,
            gap_order: GapOrder::Rank,
            by_wave: false,
            xray: Cursor::default(),
            found: OnceCell::new(),
            kinds,
            about_rows: OnceCell::new(),
            list_rows: OnceCell::new(),
            evidence: RefCell::default(),
            summaries: RefCell::default(),
            told: RefCell::default(),
            roadmap: Cursor::default(),
            lists: Cursor::default(),
            history: Cursor::default(),
            about: Cursor::default(),
            card: Cursor::default(),
            saving: Saving::Saved,
            durable: s.events().len(),
            offered: false,
            no_backup: None,
            today,
            s,
        };
        if let Some(spot) = work.s.place().and_then(|id| work.spot_of(id)) {
            work.spot = spot;
        }
        work.card.at = work.spot.row;
        work
    }

    /// The questionnaire.
    pub fn q(&self) -> &Questionnaire {
        &self.s.q
    }

    /// Gap list and roadmap, made when first looked at after a change.
    pub fn plan(&self) -> &(GapList, Roadmap) {
        self.plan.get_or_init(|| {
            let (q, a) = (&self.s.q, self.s.assessment());
            let gaps = GapList::compute(q, a, &self.scores);
            let input = PlanInput::of(a, self.today);
            let roadmap = Roadmap::compute(q, a, &self.scores, &gaps, input);
            (gaps, roadmap)
        })
    }

    /// Figures over time, by the same rule only.
    pub fn trend(&self) -> compare::Trend {
        compare::trend(&self.s.q, self.s.assessment(), self.today)
    }

    /// What will not stand, looked for when first asked after a change.
    pub fn findings(&self) -> &[Finding] {
        self.found.get_or_init(|| {
            xray::findings(&self.s.q, self.s.assessment(), &self.scores, &self.plan().1, self.today)
        })
    }

    /// Computes again what depends on the answers.
    fn refresh(&mut self) {
        self.scores = Scores::compute(&self.s.q, self.s.assessment());
        self.verdict = Verdict::compute(&self.s.q, self.s.assessment(), &self.scores);
        self.plan = OnceCell::new();
        self.found = OnceCell::new();
        self.about_rows = OnceCell::new();
        self.list_rows = OnceCell::new();
        self.evidence.borrow_mut().clear();
        self.summaries.borrow_mut().clear();
        self.told.borrow_mut().clear();
        // That it failed is found by the next tick, which then shows the ways to go on.
        self.saving = match self.s.saving() {
            Saving::NotSaved(_) if self.saving == Saving::Saved => Saving::Saving,
            saving => saving,
        };
    }

    /// Applies an edit; words when it is refused, and then nothing was changed.
    fn apply(&mut self, e: &Edit, go_on: Option<Spot>) -> Result<(), String> {
        if let Some(why) = &self.s.read_only {
            let name = files::shown_name(self.s.path(), 36);
            return Err(format!("Not changed: {name} is open for reading only: {}.", why.words()));
        }
        let place = self.id_of(go_on.unwrap_or(self.spot));
        self.s.apply_at(e, Some(&place)).map_err(|e| e.to_string())?;
        self.refresh();
        Ok(())
    }
}

/// The program.
pub struct App {
    /// Styles.
    pub theme: Theme,
    /// The tables of the records; every form, list, copy and history goes by them.
    pub kinds: &'static [&'static Kind],
    /// The embedded questionnaire, for new assessments.
    bank: Arc<Questionnaire>,
    /// The open assessment.
    pub work: Option<Work>,
    /// The keys that hold.
    pub keys: Keys,
    /// What fills the terminal.
    pub screen: Screen,
    /// What lies over it; the last one has the keyboard.
    pub dialogs: Vec<Dialog>,
    /// Forms left half-way, so that Esc never discards what was typed.
    kept: Vec<Form>,
    /// Recent assessments.
    pub recent: Vec<Recent>,
    /// Selection at home.
    pub home: Cursor,
    /// The last thing worth saying.
    pub message: Option<(Tone, String)>,
    /// Whether every score is hidden.
    pub hide_scores: bool,
    /// Whether something has to be drawn again.
    pub dirty: bool,
    /// Whether the program ends.
    pub quit: bool,
    /// Whether the program should stop as with Ctrl-Z.
    pub suspend: bool,
    /// Whether the uppermost note should be written in the person's own editor.
    outside: bool,
    /// Rows of the list on screen, for paging; drawing sets it.
    pub page: Cell<usize>,
    /// How far the text on screen can be scrolled; drawing sets it.
    pub reach: Cell<usize>,
    /// Whether what is opened joins the list of recent assessments.
    pub remembers: bool,
    /// Where the rows of the uppermost list are; drawing notes it.
    pub hits: Hits,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// Text on its way to the clipboard.
    clip: Option<String>,
    /// Work in the background.
    pub job: Option<Job>,
    /// Backups, and the ways back from a file that cannot be opened.
    pub backups: Backups,
    /// The quick check, while there is one.
    pub quick: Option<Quick>,
    /// What the guided start asked before there was a file.
    pending: Option<Pending>,
    /// The clock of a clause.
    pub clock: Option<Clock>,
    /// Quick answers that wait for the assessment being created.
    carry: Option<Answers>,
    guides: OnceCell<Option<Guides>>,
    today: Date,
    by: String,
    drafted: Option<Instant>,
    /// What a killed program left, until it is safe in the file.
    passing: Vec<files::Passing>,
    /// Noting the file among the recent ones, on its way.
    noting: Option<std::thread::JoinHandle<()>>,
    /// The id last answered Don't know, for the name of whom to ask.
    unknown: Option<String>,
    /// How often leaving was asked for while something is not saved.
    leaving: u8,
    /// On the way out as soon as the disk answers.
    parting: Option<Parting>,
}

impl App {
    /// A program with nothing open. `today` and `by` (who answers) come from outside.
    pub fn new(bank: impl Into<Arc<Questionnaire>>, theme: Theme, today: Date, by: &str) -> Self {
        Self {
            theme,
            keys: Keys::default(),
            kinds: KINDS,
            bank: bank.into(),
            work: None,
            screen: Screen::Home,
            dialogs: Vec::new(),
            kept: Vec::new(),
            recent: files::recent(),
            home: Cursor::default(),
            message: None,
            hide_scores: false,
            dirty: true,
            quit: false,
            suspend: false,
            outside: false,
            page: Cell::new(10),
            reach: Cell::new(usize::MAX),
            remembers: true,
            hits: Hits::default(),
            mouse: false,
            clip: None,
            job: None,
            backups: Backups::default(),
            quick: None,
            pending: None,
            clock: None,
            carry: None,
            guides: OnceCell::new(),
            today,
            by: by.to_owned(),
            drafted: None,
            passing: Vec::new(),
            noting: None,
            unknown: None,
            leaving: 0,
            parting: None,
        }
    }

    /// The contexts in which a key is looked up, innermost first.
    pub fn contexts(&self) -> &'static [Context] {
        use Context as X;
        let blank = matches!(self.screen, Screen::Results | Screen::Gaps | Screen::Roadmap | Screen::Xray);
        if self.hide_scores && blank {
            // What is not shown is not acted on.
            return &[X::Screen, X::Global];
        }
        match self.screen {
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
        self.work.as_ref().map_or(&self.bank, |w| w.q())
    }

    /// Whether the loop has to see to something before the next key.
    pub fn waits_for_loop(&self) -> bool {
        self.quit || self.suspend || self.outside
    }

    /// Says something in the message line.
    pub(super) fn say(&mut self, tone: Tone, words: impl Into<String>) {
        self.message = Some((tone, words.into()));
        self.dirty = true;
    }

    /// Opens a text to read.
    fn read(&mut self, title: impl Into<String>, lines: Vec<String>) {
        self.dialogs.push(Dialog::Read(Reader { title: title.into(), lines, top: 0 }));
    }

    /// Applies an edit, or says why it is refused; true when it was applied.
    fn try_edit(&mut self, e: Result<Edit, Refusal>) -> bool {
        match e {
            Ok(e) => self.apply(&e, None),
            Err(refusal) => {
                self.say(Tone::Warning, refusal.to_string());
                false
            }
        }
    }

    /// Applies an edit and says why when it cannot be.
    fn apply(&mut self, e: &Edit, go_on: Option<Spot>) -> bool {
        match self.work.as_mut().map(|work| work.apply(e, go_on)) {
            Some(Ok(())) => true,
            Some(Err(words)) => {
                self.say_refused(&words);
                false
            }
            None => false,
        }
    }

    /// Applies an edit that comes from a form or an editor, which stays open with these words when it is
    /// refused: what was typed is not lost with it.
    fn apply_typed(&mut self, e: &Edit) -> Result<(), String> {
        self.work.as_mut().map_or(Ok(()), |work| work.apply(e, None))
    }

    /// What happens without a key: saving state, background work, drafts. True when it should be called
    /// again soon.
    pub fn tick(&mut self, now: Instant) -> bool {
        let mut soon = self.finish_job();
        let mut news = None;
        if let Some(work) = &mut self.work {
            let no_backup = work.s.backup_trouble();
            self.dirty |= no_backup != work.no_backup;
            work.no_backup = no_backup;
            let before = work.saving.clone();
            self.dirty |= work.look_at_disk();
            soon |= work.saving == Saving::Saving;
            if work.saving == Saving::Saved {
                self.passing.clear();
                news = work.s.news();
            }
            if work.saving != before {
                self.offer_choice(&before);
            }
        }
        if let Some(news) = news {
            self.say(Tone::Done, news.words());
        }
        soon |= self.run_parting(now);
        if self.drafted.is_none_or(|t| now.duration_since(t).as_millis() >= 400) {
            self.drafted = Some(now);
            self.keep_drafts();
        }
        self.run_clock(now);
        soon || self.job.is_some()
    }
}
