//! An open assessment and where one is in it: moving about, keeping changes, waiting for the disk.

use std::io;
use std::time::Duration;

use jiff::civil::Date;

use super::Next;
use super::talk::Talk;
use crate::files;
use crate::model::questionnaire::Target;
use crate::model::record::Kind;
use crate::model::roadmap::PlanInput;
use crate::model::{Assessment, Edit, Questionnaire, Scores, Status, edit, find};
use crate::session::{Figures, NoBackup, Saving, Session};
use crate::words::store::{Place, error_at};
use crate::words::{Word as _, Words as _};

/// How long between two looks at what the disk says.
const LOOK: Duration = Duration::from_millis(2);

/// Where an error is read here, and the words that help.
pub(super) const WHERE: Place<'_> = Place::Window { copy: "copy", ways: "copy, reload, compare" };

/// One open assessment. `at` is a requirement or one of its checks, never a heading.
pub(super) struct Sitting<'w, 't> {
    pub(super) talk: &'w mut Talk<'t>,
    pub(super) s: Session,
    pub(super) at: Target,
    trail: Vec<Target>,
    pub(super) today: Date,
    pub(super) kinds: &'static [&'static Kind],
    /// Why there is no backup, as it was said last.
    no_backup: Option<NoBackup>,
}

impl<'w, 't> Sitting<'w, 't> {
    /// Takes over an open session, at the place it was left in whichever front end.
    pub(super) fn new(
        talk: &'w mut Talk<'t>,
        s: Session,
        kinds: &'static [&'static Kind],
        today: Date,
    ) -> Self {
        let at = s.place().and_then(|id| s.q.find(id)).map_or(Target::Requirement(0), |t| landing(&s.q, t));
        Self { talk, s, at, trail: Vec::new(), today, kinds, no_backup: None }
    }

    pub(super) fn q(&self) -> &Questionnaire {
        &self.s.q
    }

    pub(super) fn a(&self) -> &Assessment {
        self.s.assessment()
    }

    /// The id of the question one is at.
    pub(super) fn id(&self) -> String {
        self.q().id_of(self.at).to_owned()
    }

    /// The requirement one is at or in.
    pub(super) fn requirement(&self) -> usize {
        self.q().requirement_of(self.at).unwrap_or(0)
    }

    pub(super) fn scores(&self) -> Scores {
        Scores::compute(self.q(), self.a())
    }

    pub(super) fn figures(&self) -> Figures {
        self.s.figures(PlanInput::of(self.a(), self.today))
    }

    /// What is said first: which file, what happened on opening, where one is.
    pub(super) fn greet(&mut self) -> io::Result<()> {
        let name = files::human_path(self.s.path());
        self.talk.say(format!("{}, kept in {name}.", self.s.assessment().organisation()))?;
        if let Some(why) = &self.s.read_only {
            self.talk.say(format!(
                "This file is open for reading only: {}. You can look at everything; nothing is changed.",
                why.words()
            ))?;
        }
        for notice in &self.s.notices {
            self.talk.say(notice.words())?;
        }
        let id = self.id();
        if self.s.place().is_some() {
            self.talk.say(format!("Welcome back. You were at {id}."))?;
        }
        if self.s.draft(&format!("note.{id}")).is_some() {
            self.talk.say(format!("An unfinished note on {id} was kept. note goes on with it."))?;
        }
        self.talk.say(
            "Answer with 1 to 5, ? or n; levels tells what they mean. help lists every word. An empty line says \
             the question again.",
        )
    }

    /// Keeps a change and says so once it is on the disk; false when the file cannot be changed. `go_on`
    /// is remembered as the place in the same step.
    pub(super) fn keep(&mut self, e: &Edit, go_on: Option<Target>) -> io::Result<bool> {
        if !self.may_change()? {
            return Ok(false);
        }
        if e.is_empty() {
            self.talk.say("That is how it was already.")?;
            return Ok(true);
        }
        let place = self.q().id_of(go_on.unwrap_or(self.at)).to_owned();
        if let Err(refused) = self.s.apply_at(e, Some(&place)) {
            self.talk.trouble(refused.to_string())?;
            return Ok(false);
        }
        self.settle()?;
        Ok(true)
    }

    /// Whether anything can be changed; says why when not.
    pub(super) fn may_change(&mut self) -> io::Result<bool> {
        if let Some(why) = &self.s.read_only {
            let name = files::shown_name(self.s.path(), 36);
            self.talk.say(format!(
                "Not changed: {name} is open for reading only: {}. reload reads it again, copy goes on in a copy.",
                why.words()
            ))?;
            return Ok(false);
        }
        Ok(true)
    }

    /// Waits for the disk and says what came of it.
    pub(super) fn settle(&mut self) -> io::Result<()> {
        if let Saving::NotSaved(why) = self.wait() {
            self.talk.trouble(error_at(&why, WHERE))?;
        } else {
            self.talk.say("Saved.")?;
            if let Some(news) = self.s.news() {
                self.talk.say(news.words())?;
            }
        }
        // Said once; it is said again when the sitting ends.
        let why = self.s.backup_trouble();
        if std::mem::replace(&mut self.no_backup, why.clone()) != why
            && let Some(why) = why
        {
            self.talk.say(super::no_backup(&why))?;
        }
        Ok(())
    }

    fn wait(&self) -> Saving {
        loop {
            match self.s.saving() {
                Saving::Saving => std::thread::sleep(LOOK),
                done => return done,
            }
        }
    }

    /// Tries again what could not be saved, before the next question is asked.
    pub(super) fn retry(&mut self) -> io::Result<()> {
        if matches!(self.s.saving(), Saving::NotSaved(_)) {
            self.s.retry();
            self.talk.say("Trying again to save what could not be saved.")?;
            self.settle()?;
        }
        Ok(())
    }

    /// Ends the sitting; asks first when that would lose what could not be saved.
    pub(super) fn leave(&mut self, end: Next) -> io::Result<Next> {
        let Saving::NotSaved(why) = self.s.saving() else { return Ok(end) };
        self.talk.trouble(error_at(&why, WHERE))?;
        let question = "Leave all the same? What is not saved becomes a backup where there is room. Write yes; \
                        anything else stays. copy FILE keeps everything in a new file.";
        let answer = self.talk.ask(question)?;
        if answer.is_none_or(|a| matches!(a.to_lowercase().as_str(), "yes" | "y")) {
            return Ok(end);
        }
        Ok(Next::Stay)
    }

    /// Goes to a place, of a heading to its first requirement, and remembers it for the next time.
    pub(super) fn move_to(&mut self, to: Target) -> Next {
        self.at = landing(self.q(), to);
        let id = self.id();
        self.s.keep_place(&id);
        Next::Show
    }

    /// Where one goes after an answer: among checks to the next check, else to the next requirement; none
    /// after the last question.
    pub(super) fn after(&self) -> Option<Target> {
        let r = self.requirement();
        if let Target::Check(c) = self.at
            && c + 1 < self.q().checks_of(r).end
        {
            return Some(Target::Check(c + 1));
        }
        (r + 1 < self.q().requirements.len()).then_some(Target::Requirement(r + 1))
    }

    pub(super) fn next(&mut self) -> io::Result<Next> {
        match self.after() {
            Some(to) => Ok(self.move_to(to)),
            None => self.stay("This is the last requirement."),
        }
    }

    pub(super) fn back(&mut self) -> io::Result<Next> {
        let r = self.requirement();
        let to = match self.at {
            Target::Check(c) if c > self.q().first_check[r] => Target::Check(c - 1),
            Target::Check(_) => Target::Requirement(r),
            _ if r > 0 => Target::Requirement(r - 1),
            _ => return self.stay("This is the first requirement."),
        };
        Ok(self.move_to(to))
    }

    /// Goes to the next requirement with this status, round the end.
    pub(super) fn seek(&mut self, status: Status) -> io::Result<Next> {
        let (n, here, scores) = (self.q().requirements.len(), self.requirement(), self.scores());
        let found = (1..=n).map(|d| (here + d) % n).find(|r| scores.status(*r) == status);
        match found {
            Some(r) => Ok(self.move_to(Target::Requirement(r))),
            None if status == Status::Open => self.stay("Every requirement is answered."),
            None => self.stay(&format!("There is no requirement with status {}.", status.word())),
        }
    }

    pub(super) fn first_check(&mut self) -> io::Result<Next> {
        let first = self.q().checks_of(self.requirement()).next();
        match first {
            Some(c) => Ok(self.move_to(Target::Check(c))),
            None => self.stay("This requirement has no checks."),
        }
    }

    /// Goes to an id as people quote it; remembers where one was.
    pub(super) fn go(&mut self, id: &str) -> io::Result<Next> {
        if id.is_empty() {
            let ids = self.q().example_ids();
            return self.stay(&format!("Write an id behind it: {ids}, ... Nothing was changed."));
        }
        let quoted = || find::search(self.q(), None, id, 1).into_iter().find(|h| h.place == find::Place::Id);
        match self.q().find(id).or_else(|| quoted().map(|h| h.target)) {
            Some(t) => {
                let to = landing(self.q(), t);
                if to != self.at {
                    self.trail.push(self.at);
                }
                Ok(self.move_to(to))
            }
            None => self.stay(&edit::unknown(self.q(), id).words()),
        }
    }

    pub(super) fn go_back(&mut self) -> io::Result<Next> {
        match self.trail.pop() {
            Some(to) => Ok(self.move_to(to)),
            None => self.stay("There is nowhere to go back to."),
        }
    }

    /// Says something and leaves everything where it is.
    pub(super) fn stay(&mut self, words: &str) -> io::Result<Next> {
        self.talk.say(words)?;
        Ok(Next::Stay)
    }
}

/// Where an id leads: a heading to its first requirement.
fn landing(q: &Questionnaire, t: Target) -> Target {
    match t {
        Target::Heading(h) => Target::Requirement(q.below(h).first().copied().unwrap_or(0)),
        other => other,
    }
}
