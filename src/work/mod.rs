//! What one can do: one function a verb. Each checks its rule, makes the edit, applies it and returns what it came
//! to as data. The three front ends ask, call and show; nothing else changes an assessment. Nothing here knows a
//! key or a sentence, and only `line` knows typed words.
//!
//! Figures are kept here between changes, each made when it is first asked for.

mod agenda;
mod answer;
pub mod apart;
pub mod audit;
pub mod audit_line;
mod audit_next;
mod audit_text;
pub mod begin;
mod call;
pub mod cited;
mod deed;
mod explained;
pub mod glance;
mod import;
mod joins;
mod journey;
mod lacks;
mod leave;
pub mod line;
mod line_fault;
mod look;
mod me;
mod merge;
mod not_apart;
mod not_read;
mod papers;
mod plan;
pub mod portfolio;
mod proposed;
pub mod recorded;
mod records;
mod refused;
mod rehearse;
pub mod seal;
pub mod since;
mod standing;
mod statement;
mod states;
pub mod style;
mod systems;
pub mod tables;
mod texts;
mod whose;

use std::cell::{OnceCell, RefCell};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

pub use answer::after;
pub use call::Call;
pub use import::Looked;
pub use lacks::Lacks;
pub use leave::{AuditWish, NotWritten, Papers, Wish, Written};
pub use not_apart::NotApart;
pub use not_read::NotRead;
pub use papers::{Fate, NoPapers, PaperFile, PaperWish};
pub use plan::{NewAction, parse_hours, parse_part};
pub use proposed::Offered;
pub use refused::{Refused, Unready};
pub use statement::{APPLICABLE, SUGGESTED};

pub use crate::model::beside::{CLOCK, HIDDEN};

use crate::files;
use crate::model::Figures;
use crate::model::agenda::Agenda;
use crate::model::audit::{SaidOf, WouldSign};
use crate::model::compare::{self, Trend};
use crate::model::quick_check::QuickCheck;
use crate::model::record::value::Context;
use crate::model::record::{KINDS, Rid, alone};
use crate::model::roadmap::PlanInput;
use crate::model::said::Said;
use crate::model::xray::{self, Finding};
use crate::model::{Assessment, Edit, GapList, Questionnaire, Roadmap, Scores, Verdict};
use crate::model::{contradiction, record::Kind};
use crate::report::{Head, Input};
use crate::session::{Notice, ReadOnlyBecause, Saving, Session};

/// Columns of the name of a file in a sentence.
const NAME: usize = 50;

/// A verb that was done.
#[derive(Debug, Clone, PartialEq)]
pub struct Done {
    /// What it came to.
    pub said: Said,
    /// Id where one goes on; none where one stays.
    pub next: Option<String>,
}

impl Done {
    /// What signing would come to, where this was it and was only tried.
    pub fn would_sign(&self) -> Option<WouldSign> {
        match &self.said {
            Said::Audited(told) => told.would_sign(),
            _ => None,
        }
    }
}

/// An open assessment: the session, and the figures derived from it.
pub struct Work {
    s: Session,
    /// The tables of the records.
    pub kinds: &'static [&'static Kind],
    /// Today.
    pub today: Date,
    /// Who sits here, and the same before something is only tried.
    me: Option<Rid>,
    me_before: Option<Rid>,
    /// Who was named as the one who sits here and is nobody of the register.
    stranger: Option<String>,
    /// Who makes changes while nobody of the register said so.
    login: String,
    /// The audit that is worked in, where one was chosen.
    audit: Option<Rid>,
    /// The AI system controls are answered for; none for all of them.
    system: Option<Rid>,
    /// The same before something is only tried.
    system_before: Option<Rid>,
    scores: OnceCell<Scores>,
    verdict: OnceCell<Verdict>,
    contradictions: OnceCell<usize>,
    plan: OnceCell<(GapList, Roadmap)>,
    found: OnceCell<Vec<Finding>>,
    trend: OnceCell<Trend>,
    /// What the audits of the file say of each requirement, whichever one works in.
    marks: OnceCell<Vec<SaidOf>>,
    /// What audits ask the history for, as far as it was read.
    followed: RefCell<standing::Followed>,
    /// Who signed under a number that a merge gave to somebody else.
    renumbered: RefCell<whose::Renumbered>,
    /// The quick check, read when it is first asked for.
    quick: OnceCell<Option<QuickCheck>>,
    way: journey::Way,
    /// How many events there were when this sitting began: what they changed may be somebody else's work.
    opened_with: usize,
    /// The agenda with what was used.
    agenda: OnceCell<Agenda>,
    /// Counts changes, so that what a screen keeps of an assessment is made again after one.
    changes: u64,
}

impl Work {
    /// Takes over an open session.
    pub fn new(s: Session, today: Date) -> Self {
        Self::with_kinds(s, today, KINDS)
    }

    /// As [`Self::new`], with records by these tables.
    pub fn with_kinds(mut s: Session, today: Date, kinds: &'static [&'static Kind]) -> Self {
        s.on(today);
        Self {
            login: s.by.clone(),
            opened_with: s.events().len(),
            me: None,
            me_before: None,
            stranger: None,
            audit: None,
            s,
            kinds,
            today,
            system: None,
            system_before: None,
            scores: OnceCell::new(),
            verdict: OnceCell::new(),
            contradictions: OnceCell::new(),
            plan: OnceCell::new(),
            found: OnceCell::new(),
            trend: OnceCell::new(),
            marks: OnceCell::new(),
            followed: RefCell::default(),
            renumbered: RefCell::default(),
            quick: OnceCell::new(),
            way: journey::Way::default(),
            agenda: OnceCell::new(),
            changes: 0,
        }
    }

    /// The session, to read.
    pub const fn session(&self) -> &Session {
        &self.s
    }

    /// Lets go of the session.
    pub fn into_session(self) -> Session {
        self.s
    }

    /// The questionnaire it answers.
    pub fn q(&self) -> &Questionnaire {
        &self.s.q
    }

    /// The answers.
    pub fn a(&self) -> &Assessment {
        self.s.assessment()
    }

    /// The file.
    pub fn path(&self) -> &Path {
        self.s.path()
    }

    /// Why nothing can be changed; none when it can.
    pub fn read_only(&self) -> Option<&ReadOnlyBecause> {
        self.s.read_only.as_ref()
    }

    /// How many changes were made since it was opened.
    pub const fn changes(&self) -> u64 {
        self.changes
    }

    /// What records are read and written with.
    pub fn records(&self) -> Context<'_> {
        Context { q: self.q(), a: self.a(), today: self.today, kinds: self.kinds }
    }

    /// Status and scores.
    pub fn scores(&self) -> &Scores {
        self.scores.get_or_init(|| Scores::compute(&self.s.q, self.s.assessment()))
    }

    /// How many answers contradict another.
    pub fn contradictions(&self) -> usize {
        let count = || contradiction::all(&self.s.q, self.s.assessment(), self.scores()).len();
        *self.contradictions.get_or_init(count)
    }

    /// The verdict.
    pub fn verdict(&self) -> &Verdict {
        self.verdict.get_or_init(|| Verdict::compute(&self.s.q, self.s.assessment(), self.scores()))
    }

    /// Gap list and roadmap.
    pub fn plan(&self) -> &(GapList, Roadmap) {
        self.plan.get_or_init(|| {
            let (q, a) = (&self.s.q, self.s.assessment());
            let gaps = GapList::compute(q, a, self.scores());
            let roadmap = Roadmap::compute(q, a, self.scores(), &gaps, PlanInput::of(a, self.today));
            (gaps, roadmap)
        })
    }

    /// What will not stand.
    pub fn findings(&self) -> &[Finding] {
        self.found.get_or_init(|| {
            let (q, a, scores) = (self.q(), self.a(), self.scores());
            let own = xray::findings(q, a, scores, &self.plan().1, self.today);
            xray::with_audits(own, q, a, scores, self.today)
        })
    }

    /// Figures over time, by the same rule only.
    pub fn trend(&self) -> &Trend {
        self.trend.get_or_init(|| compare::trend(self.q(), self.a(), self.today))
    }

    /// All figures as one, to be handed on.
    pub fn figures(&self) -> Figures {
        let (gaps, roadmap) = self.plan().clone();
        Figures { scores: self.scores().clone(), verdict: self.verdict().clone(), gaps, roadmap }
    }

    /// How far the history goes, for what leaves.
    pub fn head(&self) -> Head {
        let agenda = Arc::new(self.agenda().clone());
        Head { restated: self.restated(), known: self.of_history(), agenda, ..head_of(&self.s) }
    }

    /// What the file is called in a sentence, and how far its history goes: what a comparison says it was made from.
    pub fn made_from(&self) -> (String, Head) {
        (files::shown_name(self.path(), NAME), self.head())
    }

    /// Everything a document is made of.
    pub fn input<'w>(&'w self, head: &'w Head) -> Input<'w> {
        let (gaps, roadmap) = self.plan();
        Input {
            q: self.q(),
            a: self.a(),
            scores: self.scores(),
            verdict: self.verdict(),
            gaps,
            roadmap,
            made: self.today,
            head,
            audit: None,
        }
    }

    /// Whether anything may be changed.
    pub fn may_change(&self) -> Result<(), Refused> {
        match &self.s.read_only {
            Some(why) => Err(Refused::ReadOnly { path: self.s.path().to_owned(), why: why.clone() }),
            None => Ok(()),
        }
    }

    /// Applies an edit; `go_on` is remembered as the place in the same step. False when nothing changed.
    fn apply(&mut self, edit: &Edit, go_on: Option<&str>) -> Result<bool, Refused> {
        self.may_change()?;
        if edit.is_empty() {
            return Ok(false);
        }
        self.may_say(edit)?;
        if let Some(clash) = alone::clash(self.records(), edit) {
            return Err(clash.refusal().into());
        }
        self.sign();
        self.s.apply_at(edit, go_on)?;
        // An answer of the organisation's own changes nothing an audit says, and a large audit takes long to read.
        let marks = if me::is_of_an_audit(edit) { OnceCell::new() } else { std::mem::take(&mut self.marks) };
        self.forget();
        self.marks = marks;
        Ok(true)
    }

    /// Applies an edit and says what it came to.
    fn done(&mut self, edit: &Edit, said: impl FnOnce(&Self) -> Said) -> Result<Done, Refused> {
        let changed = self.apply(edit, None)?;
        let mut said = if changed { said(self) } else { Said::Unchanged };
        if changed && let Some(warning) = self.of_hand(edit) {
            said.warn(warning);
        }
        Ok(Done { said, next: None })
    }

    /// What was derived is derived again.
    fn forget(&mut self) {
        self.scores = OnceCell::new();
        self.verdict = OnceCell::new();
        self.contradictions = OnceCell::new();
        self.plan = OnceCell::new();
        self.found = OnceCell::new();
        self.trend = OnceCell::new();
        self.marks = OnceCell::new();
        self.way = journey::Way::default();
        self.agenda = OnceCell::new();
        self.changes += 1;
    }

    /// From here on changes are only tried, until [`Self::put_back`].
    pub fn try_out(&mut self) {
        self.system_before.clone_from(&self.system);
        self.me_before.clone_from(&self.me);
        self.s.try_out();
    }

    /// Forgets what was tried.
    pub fn put_back(&mut self) {
        self.s.put_back();
        self.system = self.system_before.take();
        self.me = self.me_before.take();
        self.sign();
        self.forget();
    }

    /// Does several things as one: all of them are saved in one commit, or none.
    pub fn together(&mut self, all: impl FnOnce(&mut Self) -> Result<(), Refused>) -> Result<(), Refused> {
        self.s.hold();
        let done = all(self);
        let saved = self.s.let_go(done.is_ok());
        done.and(saved.map_err(Refused::from))
    }

    /// Waits until everything is on the disk, or could not be put there.
    pub fn settle(&self) -> Result<(), Refused> {
        Ok(self.s.settle()?)
    }

    /// What the disk says; never waits.
    pub fn saving(&self) -> Saving {
        self.s.saving()
    }

    /// Keeps unfinished text without making it an answer; none forgets it.
    pub fn keep_draft(&mut self, key: &str, text: Option<&str>) {
        self.s.keep_draft(key, text);
    }

    /// Remembers where the person is.
    pub fn keep_place(&mut self, id: &str) {
        self.s.keep_place(id);
    }

    /// What the changes so far did beside themselves, once; to be said when they are saved.
    pub fn news(&mut self) -> Option<Notice> {
        self.s.news()
    }

    /// A file or folder beside this one: its name with this ending in place of the suffix.
    pub fn beside(&self, ending: &str) -> PathBuf {
        let path = self.s.path();
        let stem = path.file_stem().map_or_else(|| "assessment".into(), |s| s.to_string_lossy());
        path.with_file_name(format!("{stem}{ending}"))
    }

    /// Goes on in another file that holds the same; the one that was open is let go without another try to save.
    pub fn move_to_file(&mut self, mut s: Session) {
        s.on(self.today);
        std::mem::replace(&mut self.s, s).abandon();
        self.sign();
        self.forget();
    }

    /// Tries again to save what could not be saved.
    pub fn retry(&self) {
        self.s.retry();
    }

    /// The questionnaire, to be shared.
    pub fn shared_q(&self) -> Arc<Questionnaire> {
        Arc::clone(&self.s.q)
    }
}

/// How far the history of a sitting goes, be it the one at work or the file read again beside it.
pub fn head_of(s: &Session) -> Head {
    let events = s.events();
    let last = events.last().map(|e| (e.hash.as_str(), e.time.as_str()));
    Head::of(events.len(), last).begun(events.first().map(|e| (e.hash.as_str(), e.time.as_str())))
}
