//! An open assessment and where one is in it: moving about, keeping changes, waiting for the disk.

use std::cell::OnceCell;
use std::io;
use std::time::Duration;

use super::Next;
use super::names::Typed;
use super::talk::Talk;
use crate::files;
use crate::model::find::Index;
use crate::model::questionnaire::Target;
use crate::model::{Assessment, Questionnaire, Status};
use crate::say;
use crate::session::{NoBackup, Saving, Session};
use crate::words;
use crate::words::store::Place;
use crate::words::store::error_at;
use crate::words::{Word as _, Words as _};
use crate::work::line::landing;
use crate::work::{self, Call, Done, Refused, Work};

/// How long between two looks at what the disk says.
const LOOK: Duration = Duration::from_millis(2);

/// Where an error is read here, and the words that help.
pub(super) const WHERE: Place<'_> = Place::Window { copy: "copy", ways: "copy, reload, compare" };

/// One open assessment. `at` is a requirement or one of its checks, never a heading.
pub(super) struct Sitting<'w, 't> {
    pub(super) talk: &'w mut Talk<'t>,
    pub(super) w: Work,
    pub(super) at: Target,
    trail: Vec<Target>,
    /// What is searched, made by the first search.
    pub(super) finder: OnceCell<Index>,
    /// Why there is no backup, as it was said last.
    no_backup: Option<NoBackup>,
    /// Whether something was refused because the file cannot be changed.
    pub(super) refused: bool,
    /// The field for which something was refused last, where it was for one.
    pub(super) wrong: Option<&'static str>,
    /// Whether it was said in full why something is not asked of who works alone.
    pub(super) told_alone: bool,
    /// What was left out last, until one goes elsewhere or answers something else.
    pub(super) left_out: Option<String>,
    /// Whether it was said last that something is not saved.
    pub(super) told_unsaved: bool,
}

impl<'w, 't> Sitting<'w, 't> {
    /// Takes over an open assessment, at the place it was left in whichever front end.
    pub(super) fn new(talk: &'w mut Talk<'t>, w: Work) -> Self {
        let at = w.session().place().and_then(|id| landing(w.q(), id).ok());
        Self {
            talk,
            w,
            at: at.unwrap_or(Target::Requirement(0)),
            trail: Vec::new(),
            finder: OnceCell::new(),
            no_backup: None,
            refused: false,
            wrong: None,
            told_alone: false,
            left_out: None,
            told_unsaved: false,
        }
    }

    pub(super) fn s(&self) -> &Session {
        self.w.session()
    }

    pub(super) fn q(&self) -> &Questionnaire {
        self.w.q()
    }

    pub(super) fn a(&self) -> &Assessment {
        self.w.a()
    }

    /// The id of the question one is at.
    pub(super) fn id(&self) -> String {
        self.q().id_of(self.at).to_owned()
    }

    /// The requirement one is at or in.
    pub(super) fn requirement(&self) -> usize {
        self.q().requirement_of(self.at).unwrap_or(0)
    }

    /// What is said first: which file, what happened on opening, where one is.
    pub(super) fn greet(&mut self) -> io::Result<()> {
        let name = files::human_path(self.w.path());
        let who = words::called::organisation(self.w.a());
        self.talk.say(say!("{who}, kept in {name}.", who, name))?;
        if let Some(why) = self.w.read_only() {
            self.talk.say(say!(
                "This file is open for reading only: {why}. You can look at everything; nothing is changed.",
                why = why.words()
            ))?;
        }
        for notice in &self.w.session().notices {
            self.talk.say(notice.words())?;
        }
        if let Some(hand) = self.w.handed_out() {
            self.talk.say(format!("{}.", words::apart::questions_for(self.q(), self.a(), &hand)))?;
            self.talk.say(words::apart::how_far(self.q(), self.a()))?;
        }
        self.say_target()?;
        let id = self.id();
        if self.s().place().is_some() {
            self.talk.say(say!("Welcome back. You were at {id}.", id))?;
        }
        if self.s().draft(&format!("note.{id}")).is_some() {
            self.talk.say(say!("An unfinished note on {id} was kept. note goes on with it.", id))?;
        }
        self.talk.say(say!(
            "Answer with 1 to 5, 0 or n; levels tells what they mean. help lists every word. An empty line says \
             the question again."
        ))
    }

    /// Says that one wants to be ready before one begins, where that is so.
    pub(super) fn say_target(&mut self) -> io::Result<()> {
        let words = words::target_too_early(&self.w.plan().1);
        words.map_or(Ok(()), |words| self.talk.say(words))
    }

    /// Does a verb and says what it came to, once it is on the disk; none when it was refused. The place one is
    /// at is remembered in the same step.
    pub(super) fn act(&mut self, call: &Call) -> io::Result<Option<Done>> {
        self.doing(|w| w.call(call))
    }

    /// As [`Self::act`], of a verb that is no call, and stays where one is.
    pub(super) fn done_by(
        &mut self,
        verb: impl FnOnce(&mut Work) -> Result<Done, Refused>,
    ) -> io::Result<Next> {
        self.doing(verb)?;
        Ok(Next::Stay)
    }

    fn doing(&mut self, verb: impl FnOnce(&mut Work) -> Result<Done, Refused>) -> io::Result<Option<Done>> {
        let (here, before) = (self.id(), self.w.changes());
        self.wrong = None;
        self.w.keep_place(&here);
        match verb(&mut self.w) {
            Ok(done) => {
                if self.w.changes() != before {
                    self.settle()?;
                }
                self.talk.say(words::outcome(&done.said, &Typed::after(&done, &here)))?;
                Ok(Some(done))
            }
            Err(refused) => {
                self.wrong = refused.field();
                self.refuse(&refused)?;
                Ok(None)
            }
        }
    }

    /// As [`Self::act`], and stays where one is.
    pub(super) fn do_here(&mut self, call: &Call) -> io::Result<Next> {
        self.act(call)?;
        Ok(Next::Stay)
    }

    /// Says why something was not done.
    pub(super) fn refuse(&mut self, refused: &Refused) -> io::Result<()> {
        self.refused |= matches!(refused, Refused::ReadOnly { .. });
        self.talk.trouble(words::refused(refused, &Typed::refusing()))
    }

    /// Whether anything can be changed; says why when not.
    pub(super) fn may_change(&mut self) -> io::Result<bool> {
        match self.w.may_change() {
            Ok(()) => Ok(true),
            Err(refused) => self.refuse(&refused).map(|()| false),
        }
    }

    /// Waits for the disk and says what came of it.
    pub(super) fn settle(&mut self) -> io::Result<()> {
        let saving = self.wait();
        self.told_unsaved = matches!(saving, Saving::NotSaved(_));
        if let Saving::NotSaved(why) = saving {
            self.talk.trouble(error_at(&why, WHERE))?;
        } else {
            self.talk.say(say!("Saved."))?;
            if let Some(words) = self.w.news() {
                self.talk.say(words.words())?;
            }
        }
        // Said once; it is said again when the sitting ends.
        let why = self.s().backup_trouble();
        if std::mem::replace(&mut self.no_backup, why.clone()) != why
            && let Some(why) = why
        {
            self.talk.say(super::no_backup(&why))?;
        }
        Ok(())
    }

    /// What the disk says of the last change and of all that waits, once it was tried. Why an earlier try failed says nothing of
    /// this one.
    fn wait(&self) -> Saving {
        if let Err(Refused::Store(why)) = self.w.settle() {
            return Saving::NotSaved(why);
        }
        loop {
            match self.saving() {
                Saving::Saving => std::thread::sleep(LOOK),
                done => return done,
            }
        }
    }

    /// How it stands now: the first answer may be news of a try before.
    fn saving(&self) -> Saving {
        self.w.saving();
        self.w.saving()
    }

    /// Tries again what could not be saved, before the next question is asked. Who heard that something was not saved hears
    /// what became of it, also where it was saved since without being asked.
    pub(super) fn retry(&mut self) -> io::Result<()> {
        if self.told_unsaved || matches!(self.saving(), Saving::NotSaved(_)) {
            self.s().retry();
            self.talk.say(say!("Trying again to save what could not be saved."))?;
            self.settle()?;
        }
        Ok(())
    }

    /// Ends the sitting; asks first when that would lose what could not be saved.
    pub(super) fn leave(&mut self, end: Next) -> io::Result<Next> {
        let Saving::NotSaved(why) = self.saving() else { return Ok(end) };
        self.talk.trouble(error_at(&why, WHERE))?;
        let question = say!(
            "Leave all the same? What is not saved becomes a backup where there is room. Write yes; anything else \
             stays. copy FILE keeps everything in a new file."
        );
        let answer = self.talk.ask(question)?;
        if answer.is_none_or(|a| matches!(a.to_lowercase().as_str(), "yes" | "y")) {
            return Ok(end);
        }
        Ok(Next::Stay)
    }

    /// Goes to a place and remembers it for the next time.
    pub(super) fn move_to(&mut self, to: Target) -> Next {
        self.at = to;
        self.left_out = None;
        let id = self.id();
        self.w.keep_place(&id);
        Next::Show
    }

    pub(super) fn next(&mut self) -> io::Result<Next> {
        match work::after(self.q(), self.a(), self.at) {
            Some(to) => Ok(self.move_to(to)),
            None => self.stay(say!("This is the last requirement.")),
        }
    }

    pub(super) fn back(&mut self) -> io::Result<Next> {
        let r = self.requirement();
        let to = match self.at {
            Target::Check(c) if c > self.q().first_check[r] => Target::Check(c - 1),
            Target::Check(_) => Target::Requirement(r),
            _ if r > 0 => Target::Requirement(r - 1),
            _ => return self.stay(say!("This is the first requirement.")),
        };
        Ok(self.move_to(to))
    }

    /// Goes to the next requirement with this status, round the end.
    pub(super) fn seek(&mut self, status: Status) -> io::Result<Next> {
        let (n, here, scores) = (self.q().requirements.len(), self.requirement(), self.w.scores());
        let found = (1..=n).map(|d| (here + d) % n).find(|r| scores.status(*r) == status);
        match found {
            Some(r) => Ok(self.move_to(Target::Requirement(r))),
            None if status == Status::Open => self.stay(say!("Every requirement is answered.")),
            None => self.stay(&say!("There is no requirement with status {status}.", status = status.word())),
        }
    }

    pub(super) fn first_check(&mut self) -> io::Result<Next> {
        let first = self.q().checks_of(self.requirement()).next();
        match first {
            Some(c) => Ok(self.move_to(Target::Check(c))),
            None => self.stay(say!("This requirement has no checks.")),
        }
    }

    /// Goes to an id as people quote it; remembers where one was.
    pub(super) fn go(&mut self, id: &str) -> io::Result<Next> {
        if id.is_empty() {
            let ids = self.q().example_ids();
            return self.stay(&say!("Write an id behind it: {ids}, ... Nothing was changed.", ids));
        }
        match landing(self.q(), id) {
            Ok(to) => Ok(self.move_away(to)),
            Err(refusal) => self.stay(&refusal.words()),
        }
    }

    /// Goes to a place and remembers where one was.
    pub(super) fn move_away(&mut self, to: Target) -> Next {
        if to != self.at {
            self.trail.push(self.at);
        }
        self.move_to(to)
    }

    pub(super) fn go_back(&mut self) -> io::Result<Next> {
        match self.trail.pop() {
            Some(to) => Ok(self.move_to(to)),
            None => self.stay(say!("There is nowhere to go back to.")),
        }
    }

    /// Says something and leaves everything where it is.
    pub(super) fn stay(&mut self, words: &str) -> io::Result<Next> {
        self.talk.say(words)?;
        Ok(Next::Stay)
    }
}
