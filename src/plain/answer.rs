//! The question loop: from a line to its effect, and answering.

use std::io;

use super::Next;
use super::look::terms;
use super::question;
use super::sitting::Sitting;
use super::way::First;
use super::word::{Said, WORDS, Word, nearest, read};
use crate::model::questionnaire::Target;
use crate::model::record::{PERSON, SYSTEM};
use crate::model::{Level, Status, text};
use crate::report::pages;
use crate::words::apart;
use crate::work::line::Deed;
use crate::work::{self, Call};
use crate::{say, words};

impl Sitting<'_, '_> {
    /// Asks until the person goes home, quits, or the input ends.
    pub(super) fn serve(&mut self, first: Option<First>) -> io::Result<Next> {
        self.greet()?;
        let begun = match first {
            Some(First::Start) => self.start()?,
            Some(First::Keep(answers)) => self.keep_quick(&answers)?,
            None => {
                self.say_go_on()?;
                Next::Show
            }
        };
        match begun {
            Next::Stay | Next::Show => self.card()?,
            end => match self.end(end)? {
                Next::Stay => {}
                end => return Ok(end),
            },
        }
        loop {
            self.retry()?;
            let Some(line) = self.talk.hear(&self.prompt())? else {
                return Ok(Next::Quit);
            };
            match self.run(&line)? {
                Next::Stay => {}
                Next::Show => self.card()?,
                end => match self.end(end)? {
                    Next::Stay => {}
                    end => return Ok(end),
                },
            }
        }
    }

    /// The end. Where it was asked for in the middle of something, what would be lost is spoken of first, as anywhere.
    fn end(&mut self, end: Next) -> io::Result<Next> {
        if self.talk.take_quit() { self.leave(end) } else { Ok(end) }
    }

    /// What is asked: which question, and for which AI system where one answers for one.
    fn prompt(&self) -> String {
        let id = self.id();
        match self.w.system_name_at(self.at) {
            Some(name) => say!("Answer {id} for {name}:", id, name),
            None => say!("Answer {id}:", id),
        }
    }

    fn card(&mut self) -> io::Result<()> {
        let lines = question::card(&self.w, self.at, &mut self.told_alone);
        self.talk.tell(&lines)
    }

    /// Does what a line asks for.
    pub(super) fn run(&mut self, line: &str) -> io::Result<Next> {
        match read(self.q(), line) {
            Said::Nothing => Ok(Next::Show),
            Said::Level(level, note) => self.rate(level, note.as_deref()),
            Said::Word(word, rest) => self.run_word(word, &rest),
            Said::Unknown(words) => self.stay(&words),
        }
    }

    fn run_word(&mut self, word: Word, rest: &str) -> io::Result<Next> {
        match word {
            Word::Start => self.start(),
            Word::Check if rest.is_empty() => self.check(),
            Word::Checks => self.first_check(),
            Word::Whole => Ok(self.move_to(Target::Requirement(self.requirement()))),
            Word::Next => self.next(),
            Word::Back => self.back(),
            Word::Open => self.open_question(rest),
            Word::Gap => self.seek(Status::Gap),
            Word::Go => self.go(rest),
            Word::Return => self.go_back(),
            Word::Again => Ok(Next::Show),
            Word::Home => self.leave(Next::Home),
            Word::Quit => self.leave(Next::Quit),
            Word::Votes => self.votes(),
            Word::Do(Deed::Evidence | Deed::Agenda) if rest.is_empty() => self.tell_word(word, rest),
            Word::Do(deed) => self.deed(deed, rest),
            Word::About if !rest.is_empty() => self.change_about(rest),
            Word::System => self.register(&SYSTEM, rest),
            Word::Person => self.register(&PERSON, rest),
            Word::Record if !rest.is_empty() => self.record(rest),
            Word::Papers => self.papers(rest),
            Word::Changed => self.changed(rest),
            Word::Export => self.export(rest),
            Word::Import => self.import(rest),
            Word::MergeFile => self.merge_file(rest),
            Word::HandOut => self.hand_out(rest),
            Word::Collect => self.collect(rest),
            Word::Backups => self.backups(),
            Word::Statement if !rest.is_empty() => self.stated(rest),
            Word::Restore => self.restore(rest),
            Word::Copy => self.copy(rest),
            Word::Reload => self.reload(),
            Word::Compare if rest.is_empty() => self.compare(),
            Word::Compare => self.compare_with(rest),
            Word::WhatIf => self.what_if(rest),
            _ => self.tell_word(word, rest),
        }
    }

    /// Words that only tell something.
    fn tell_word(&mut self, word: Word, rest: &str) -> io::Result<Next> {
        let (q, a, at) = (self.q(), self.a(), self.at);
        let lines = match word {
            Word::Ten => self.ten(),
            Word::Still => self.still(rest),
            Word::Closing => pages::closing(&self.w.input(&self.w.head())),
            Word::Clause => self.clause(),
            Word::Levels => question::levels(q, a, at),
            Word::Why if rest.is_empty() => question::why(q, a, at),
            Word::Do(Deed::Agenda) => self.agenda(),
            Word::Requests => self.requests(),
            Word::Reminders => self.reminders(),
            Word::Do(_) => question::evidence(q, a, at),
            Word::More => question::more(q, a, at),
            Word::Find => self.find(rest),
            Word::Outline => self.outline(rest),
            Word::Results => self.results(),
            Word::Gaps => self.gaps(rest),
            Word::Roadmap => self.roadmap(),
            Word::Week => self.week(),
            Word::Xray => self.xray(),
            Word::Rehearsal => self.rehearsal(rest),
            Word::Terms => terms(rest),
            Word::Guide(which) => self.guide(which),
            Word::Lists => self.lists(),
            Word::Spread => self.spread(rest),
            Word::Statement => self.statement(rest),
            Word::Documents => self.documents(),
            Word::History => self.history(rest),
            Word::Event => self.event(rest),
            Word::Check => vec![self.printed(rest)],
            Word::Explain | Word::Why => self.explain(rest),
            Word::About => self.about(),
            Word::Record => self.registers(),
            Word::Matrix => words::whole::matrix(self.a()),
            _ => help(rest),
        };
        self.talk.tell(&lines)?;
        Ok(Next::Stay)
    }

    fn open_question(&mut self, rest: &str) -> io::Result<Next> {
        if rest.is_empty() {
            return self.seek(Status::Open);
        }
        self.stay(say!(
            "open goes to the next unanswered requirement and takes nothing behind it; home leaves this file, and open \
             PATH opens another there."
        ))
    }

    /// Gives the question a level, or withdraws it, and goes on.
    pub(super) fn rate(&mut self, level: Option<Level>, note: Option<&str>) -> io::Result<Next> {
        let (id, at) = (self.id(), self.at);
        let call = Call::Rate { at: id.clone(), level, note: note.map(str::to_owned), go_on: true };
        let (here, was_open) = self.open_here();
        let Some(done) = self.act(&call)? else { return Ok(Next::Stay) };
        if level.is_none() {
            return Ok(Next::Show);
        }
        // With a reason still to be asked for, one is still here if the program ends before it came.
        if done.next.is_none() && level == Some(Level::NotApplicable) && !self.reason_now(&id)? {
            return Ok(Next::Quit);
        }
        if let Some(lines) = self.finished(here, was_open) {
            self.talk.tell(&lines)?;
        }
        match work::after(self.q(), self.a(), at) {
            Some(next) => Ok(self.on_from(id, level, next)),
            None if self.w.handed_out().is_some() => {
                let far = apart::how_far(self.q(), self.a());
                self.stay(&far)
            }
            None => self.stay(say!("That was the last question; results tells where you stand.")),
        }
    }

    /// Takes the last change back, or makes it again, and goes where it was made.
    pub(super) fn undo(&mut self, again: bool) -> io::Result<Next> {
        let done = self.act(&Call::Undo { again })?;
        let at = done.and_then(|d| self.w.place_of(&d.next?));
        Ok(at.map_or(Next::Stay, |t| self.move_to(t)))
    }
}

/// Every word, or one.
fn help(which: &str) -> Vec<String> {
    let row = |takes: &str, typed: &str, help: &str| {
        let takes = if takes.is_empty() { String::new() } else { format!(" {takes}") };
        format!("{typed}{takes}: {help}")
    };
    let which = which.to_lowercase();
    if which.is_empty() {
        let first = say!(
            "1 to 5, 0 or n, or the level as a word: answers; 0 is Don't know. Behind the sign a note may follow. c: \
             withdraws the answer. ? is help too"
        );
        let mut lines = vec![first.to_owned()];
        lines.extend(WORDS.iter().map(|e| row(e.takes, e.typed, words::text(e.help))));
        return lines;
    }
    if let Some(e) = WORDS.iter().find(|e| e.typed == which) {
        return vec![row(e.takes, e.typed, words::text(e.help))];
    }
    let shown = text::shown(&which, 40);
    vec![match nearest(&which, WORDS.iter().map(|e| e.typed)) {
        Some(near) => {
            say!("There is no word \"{shown}\". Nearest: {near}. help lists the words.", shown, near)
        }
        None => say!("There is no word \"{shown}\". help lists the words.", shown),
    }]
}
