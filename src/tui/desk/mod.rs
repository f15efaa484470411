//! An open assessment as the window shows it: the work and its screens, where one is, and what is done with it.
//! What a command of it needs besides - keys, the message line, dialogs - is the shell; no file is opened or let
//! go here, and no fact changes but through `work`.

mod answer;
mod apart;
mod audit;
mod audit_warn;
mod audit_way;
mod cited;
mod clock;
mod copy;
mod detail;
mod drafts;
mod explain;
mod export;
mod find;
mod import;
mod me;
mod merge_file;
mod naming;
mod places;
mod plan;
mod poll;
mod records;
mod rehearsal;
mod risks;
mod statement;
mod systems;
mod ways;
mod workshop;
mod write;

use std::cell::OnceCell;

use jiff::civil::Date;

use super::dialog::{Form, FormKind};
use super::keymap::{InAudit, OnCard};
use super::pane::Cursor;
use super::screen::Screen;
use super::screen::about::About;
use super::screen::audit::AuditScreen;
use super::screen::detail::Stepping as _;
use super::screen::gaps::Gaps;
use super::screen::history::History;
use super::screen::lists::Lists;
use super::screen::outline::Outline;
use super::screen::question::Card;
use super::screen::rehearsal::RehearsalScreen;
use super::screen::results::Results;
use super::screen::roadmap::Road;
use super::screen::soa::Soa;
use super::screen::spread::SpreadScreen;
use super::screen::start::Start;
use super::screen::ten::Ten;
use super::screen::workshop::Workshop;
use super::screen::xray::Xray;
use super::shell::{Shell, Tone, Wrong};
use super::spot::Spot;
use crate::files;
use crate::model::card_flow::Turns;
use crate::model::find::Index;
use crate::model::said::Said;
use crate::model::{Questionnaire, Status};
use crate::say;
use crate::session::{NoBackup, Saving, Session};
use crate::words;
use crate::work::{CLOCK, Done, Looked, Refused, Work};

pub use clock::Clock;
pub use places::LeadsBack;
pub(super) use ways::unused;
pub use workshop::Hour;

/// An open assessment as the screens need it: the work, and where one is in it.
pub struct Desk {
    /// The assessment: what can be done with it, and its figures.
    pub work: Work,
    /// What was answered last, while `e`, `v`, `k` or `D` still belong to it.
    pub just: Option<String>,
    /// Where one was before jumps, newest last.
    pub trail: Vec<(Screen, Spot)>,
    /// Where one step out leads back to.
    pub from: LeadsBack,
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
    /// The Statement of Applicability.
    pub soa: Soa,
    /// The audit.
    pub audit: AuditScreen,
    /// Where one was before it.
    audit_way: audit_way::AuditWay,
    /// The rehearsal.
    pub rehearsal: RehearsalScreen,
    /// Everybody's answers side by side.
    pub spread: SpreadScreen,
    /// The workshop.
    pub workshop: Workshop,
    /// Where it is on its agenda.
    pub hour: Hour,
    /// The history.
    pub history: History,
    /// Organisation and registers.
    pub about: About,
    /// The x-ray.
    pub xray: Xray,
    /// The first step of the way.
    pub start: Start,
    /// The first ten things.
    pub ten: Ten,
    /// A requirement of the clause that is shown in short.
    pub clause: usize,
    /// What an export is chosen to be.
    pub export: export::Chosen,
    /// Where papers to start from were written last; none: beside the file.
    pub drafts: Option<std::path::PathBuf>,
    /// What is ticked of the starter list of risks.
    picking: risks::Picking,
    /// What had its turn on the question the room is at.
    pub turns: Turns,
    /// The clock of a clause.
    pub clock: Option<Clock>,
    /// What the disk says.
    pub saving: Saving,
    /// Whether the ways to go on were shown since all was saved.
    pub(super) offered: bool,
    /// How many of the events are known to be on the disk.
    pub(super) durable: usize,
    /// The file that is looked into, while its columns are chosen.
    importing: Option<Box<Looked>>,
    /// What was typed of the file that was looked into last and not taken over: path, what it is, who wins.
    import_typed: Option<[String; 3]>,
    /// Another copy of the file that is looked into, to be merged.
    looking: Option<Box<merge_file::Looking>>,
    /// A file that came back and went on apart from what was collected before.
    forked: Option<Box<apart::Forked>>,
    /// What is searched, made when the search is first opened.
    finder: OnceCell<Index>,
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
            from: LeadsBack::default(),
            outline: Outline::default(),
            card: Card::default(),
            results: Results::default(),
            gaps: Gaps::default(),
            roadmap: Road::default(),
            lists: Lists::default(),
            soa: Soa::default(),
            audit: AuditScreen::default(),
            audit_way: audit_way::AuditWay::default(),
            rehearsal: RehearsalScreen::default(),
            spread: SpreadScreen::default(),
            workshop: Workshop::default(),
            hour: Hour::default(),
            history: History::default(),
            about: About::default(),
            xray: Xray::default(),
            start: Start::default(),
            ten: Ten::default(),
            clause: 0,
            export: export::Chosen::last(work.path()),
            drafts: None,
            picking: risks::Picking::default(),
            turns: Turns::default(),
            clock: None,
            saving: Saving::Saved,
            durable: work.session().events().len(),
            offered: false,
            importing: None,
            import_typed: None,
            looking: None,
            forked: None,
            finder: OnceCell::new(),
            no_backup: None,
            work,
        };
        if let Some(spot) = desk.work.session().place().and_then(|id| desk.spot_of(id)) {
            desk.card.spot = spot;
        }
        desk.card.cursor.at = desk.card.spot.row;
        desk.clock = Clock::kept(desk.q(), desk.work.session().draft(CLOCK), clock::second());
        desk
    }

    /// The questionnaire.
    pub fn q(&self) -> &Questionnaire {
        self.work.q()
    }

    /// Lets something be done that may change facts; after a change the screens make again what they keep of them.
    pub(super) fn change<T>(&mut self, act: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.work.changes();
        let result = act(self);
        if self.work.changes() != before {
            self.refresh();
        }
        result
    }

    /// Forgets what the screens keep of the facts.
    pub(super) fn refresh(&mut self) {
        self.about.forget();
        self.lists.forget();
        self.soa.forget();
        self.audit.forget(&self.work);
        self.rehearsal.forget();
        self.spread.forget();
        self.history.forget();
        self.workshop.forget();
        self.card.forget();
        self.gaps.look_again(&self.work);
        self.roadmap.look_again(&self.work);
        // That it failed is found by the next tick, which then shows the ways to go on.
        self.saving = match self.work.saving() {
            Saving::NotSaved(_) if !matches!(self.saving, Saving::NotSaved(_)) => Saving::Saving,
            saving => saving,
        };
    }

    /// Asks what the disk says; true when that is something new.
    pub(super) fn look_at_disk(&mut self) -> bool {
        let before = std::mem::replace(&mut self.saving, self.work.saving());
        if self.saving == Saving::Saved {
            self.durable = self.work.session().events().len();
        }
        before != self.saving
    }

    /// Does a verb and says what it came to, or why it was refused; what was done, if it was.
    pub(super) fn act(
        &mut self,
        shell: &mut Shell,
        verb: impl FnOnce(&mut Work) -> Result<Done, Refused>,
    ) -> Option<Done> {
        let before = self.own_work(shell);
        let result = self.change(|desk| verb(&mut desk.work));
        let done = result.as_ref().ok().cloned();
        shell.say_of(result);
        if done.is_some() {
            self.warn_anew(&before, shell);
        }
        done
    }

    /// As [`Self::act`], for a form or an editor, which stays open when it is refused: what was typed is not lost
    /// with it.
    pub(super) fn act_typed(
        &mut self,
        shell: &mut Shell,
        verb: impl FnOnce(&mut Work) -> Result<Done, Refused>,
    ) -> Result<Done, Refused> {
        let before = self.own_work(shell);
        let done = self.change(|desk| verb(&mut desk.work))?;
        if done.said != Said::Unchanged {
            shell.say(Tone::Done, words::outcome(&done.said, shell));
            self.warn_anew(&before, shell);
        }
        Ok(done)
    }

    /// How many rows the list of a screen has; 0 where it has none of an assessment.
    pub fn rows(&self, screen: Screen) -> usize {
        match screen {
            Screen::Home | Screen::Backups | Screen::Portfolio | Screen::Quick | Screen::Clause => 0,
            Screen::Start => self.start.rows(&self.work).len(),
            Screen::Ten => self.work.first_ten().len(),
            Screen::Outline => self.outline.rows(&self.work).len(),
            Screen::Question | Screen::Room => {
                self.q().requirements[self.card.spot.requirement].checks.len() + 1
            }
            Screen::Results => self.results.rows(&self.work).len(),
            Screen::Gaps | Screen::Roadmap => self.to_select(screen),
            Screen::Xray => self.work.findings().len(),
            Screen::Lists => self.lists.rows(&self.work).len(),
            Screen::Soa => self.soa.len(&self.work),
            Screen::Audit => self.audit.len(&self.work),
            Screen::Rehearsal => self.rehearsal.len(&self.work),
            Screen::Spread => self.spread.rows(&self.work).len(),
            Screen::Workshop => self.workshop.rows(&self.work).len(),
            Screen::History => self.work.session().events().len(),
            Screen::About => self.about.rows(&self.work).len(),
        }
    }

    /// The selection of a screen; none where it has none of an assessment.
    pub fn cursor(&mut self, screen: Screen) -> Option<&mut Cursor> {
        Some(match screen {
            Screen::Home | Screen::Backups | Screen::Portfolio | Screen::Quick | Screen::Clause => {
                return None;
            }
            Screen::Start => &mut self.start.cursor,
            Screen::Ten => &mut self.ten.cursor,
            Screen::Outline => &mut self.outline.cursor,
            Screen::Question | Screen::Room => &mut self.card.cursor,
            Screen::Results => &mut self.results.cursor,
            Screen::Gaps | Screen::Roadmap => {
                let (list, work) = self.list_mut(screen)?;
                list.moved(work)
            }
            Screen::Xray => &mut self.xray.cursor,
            Screen::Lists => &mut self.lists.cursor,
            Screen::Soa => &mut self.soa.cursor,
            Screen::Audit => self.audit.cursor(&self.work),
            Screen::Rehearsal => self.rehearsal.cursor(),
            Screen::Spread => &mut self.spread.cursor,
            Screen::Workshop => self.workshop.cursor(),
            Screen::History => &mut self.history.cursor,
            Screen::About => self.about.cursor(),
        })
    }

    /// The id that is selected on a screen; none when the row stands for none.
    pub fn selected(&self, screen: Screen) -> Option<String> {
        match screen {
            Screen::Home
            | Screen::About
            | Screen::Quick
            | Screen::Backups
            | Screen::Portfolio
            | Screen::Start => None,
            Screen::Ten => self.ten.selected(&self.work),
            Screen::Clause => Some(self.q().requirements[self.card.spot.requirement].id.clone()),
            Screen::Question | Screen::Room => Some(self.id_of(self.card.spot)),
            Screen::Outline => self.outline.selected(&self.work),
            Screen::Results => self.results.selected(&self.work),
            Screen::Gaps => self.gaps.selected(&self.work),
            Screen::Roadmap => self.roadmap.selected(&self.work),
            Screen::Xray => self.xray.selected(&self.work),
            Screen::Lists => self.lists.selected(&self.work),
            Screen::Soa => self.soa.selected(&self.work),
            Screen::Audit => self.audit.selected(&self.work),
            Screen::Rehearsal => self.rehearsal.selected(&self.work),
            Screen::Spread => self.spread.selected(&self.work),
            Screen::Workshop => self.workshop.selected(&self.work),
            Screen::History => self.history.selected(&self.work),
        }
    }

    /// Does what the card is asked for.
    pub(super) fn update(&mut self, command: OnCard, shell: &mut Shell) {
        if self.stays_in_room(command, shell) {
            return;
        }
        match command {
            OnCard::Step => self.step_in_room(shell),
            // In the audit nobody writes what the organisation says.
            OnCard::Note if shell.screen == Screen::Audit => _ = self.on_audit(InAudit::Note, shell),
            OnCard::Note => self.write_note(shell),
            OnCard::Evidence => self.open_evidence(shell),
            OnCard::Park => self.open_park(shell),
            OnCard::Decision => self.open_decision(shell),
            OnCard::Same => self.take_same(shell),
            OnCard::Details => self.details(shell),
            OnCard::NextOpen => self.seek(Status::Open, shell),
            OnCard::Reason => self.write_reason_or_ask(shell),
            OnCard::Votes => self.open_poll(shell),
            OnCard::Dissent => self.write_dissent(shell),
            OnCard::Clock => self.write_clock(shell),
            OnCard::Review => self.toggle_review(shell),
            OnCard::NextGap => self.seek(Status::Gap, shell),
            OnCard::System => self.choose_system(shell),
            OnCard::Next => self.neighbour(1, shell),
            OnCard::Previous => self.neighbour(-1, shell),
        }
    }

    /// Takes over what a form about the assessment holds; the field that is wrong, and why. Whom it names anew joins the
    /// register with it: before a record, which may link to somebody of the register alone.
    pub(super) fn take_form(&mut self, form: &Form, shell: &mut Shell) -> Result<(), Wrong> {
        self.take_fields(form, shell)?;
        if !matches!(form.kind, FormKind::Record(..)) {
            self.join(&form.joining(), shell);
        }
        Ok(())
    }

    fn take_fields(&mut self, form: &Form, shell: &mut Shell) -> Result<(), Wrong> {
        match &form.kind {
            FormKind::Record(kind, id) => self.take_record(kind, id.as_ref(), form, shell),
            FormKind::WhatIf => self.offer_what_if(form, shell),
            FormKind::Import => self.look_into(form, shell),
            FormKind::MergeFile => {
                let typed = form.value("path");
                if typed.is_empty() {
                    return Err(("path", say!("Write the path of the file.").to_owned()));
                }
                self.look_at_copy(&files::path_of(&typed), shell).map_err(|words| ("path", words))
            }
            FormKind::HandOut => self.take_hand_out(form, shell),
            FormKind::Collect => self.take_collect(form, shell),
            FormKind::Stated(id) => self.take_stated(id, form, shell),
            FormKind::Drafts => self.write_drafts(form, shell),
            FormKind::Paper(paper) => self.take_paper(paper, form, shell),
            FormKind::Split(id) => self.split(id, form, shell),
            FormKind::Merge(_) => self.merge(form, shell),
            FormKind::Add(parked) => self.add_action(parked.clone(), form, shell),
            FormKind::New
            | FormKind::OpenFile
            | FormKind::MergeTwo
            | FormKind::Portfolio
            | FormKind::Tables
            | FormKind::Begin
            | FormKind::Told(_)
            | FormKind::FollowUp
            | FormKind::Restore(_)
            | FormKind::Purge(..)
            | FormKind::Salvage(_) => Ok(()),
        }
    }
}
