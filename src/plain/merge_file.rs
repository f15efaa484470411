//! Another copy of the open file in plain mode: what comes in is told, what both changed is asked one by one, and it is taken
//! over after a yes.

use std::io;

use super::Next;
use super::names::Typed;
use super::sitting::Sitting;
use super::talk::goes;
use super::word::{Said, read};
use crate::files;
use crate::model::merge::{Choice, Decisions, Plan};
use crate::say;
use crate::session::{Knows, Merging, NotMerged};
use crate::words::merge as words;
use crate::work::Refused;

/// What somebody said of a conflict.
enum Answer {
    /// This stands.
    Choose(Choice),
    /// The worst stands, here and wherever else nobody decides.
    Worst,
    /// It stays open.
    Open,
    /// Something else was typed, which is done instead.
    Other(String),
    /// The input ended.
    Ended,
}

impl Sitting<'_, '_> {
    /// Tells what a copy brings, asks where both changed, and takes it over.
    pub(super) fn merge_file(&mut self, typed: &str) -> io::Result<Next> {
        if !self.may_change()? {
            return Ok(Next::Stay);
        }
        let mut typed = typed.to_owned();
        if typed.is_empty() {
            for (_, copy) in self.s().copies() {
                let name = files::shown_name(copy.name.as_ref(), 60);
                let line = say!(
                    "Beside this file: {name}, {n|event|events} that {n?is|are} not here.",
                    name,
                    n = copy.more
                );
                self.talk.say(line)?;
            }
            match self.talk.ask(say!("Which copy of this file? Write its path:"))? {
                None => return Ok(Next::Quit),
                Some(line) if line.is_empty() || goes(&line).is_some() => return self.nothing_merged(),
                Some(line) => typed = line,
            }
        }
        let m = match self.w.look_at_copy(&files::path_of(&typed)) {
            Ok(m) => m,
            Err(why) => return self.refuse(&why).map(|()| Next::Stay),
        };
        let mut decisions = Decisions::default();
        let Some(plan) = self.planned(&m, &decisions)? else { return Ok(Next::Stay) };
        self.talk.tell(&words::coming(&m, &plan, &m.outcome(&plan)))?;
        if m.knows() == Knows::First {
            return Ok(Next::Stay);
        }
        // Before what both changed: of what is one both may say something different.
        for (key, words, _) in words::twins(&plan, &m.outcome(&plan)) {
            self.talk.say(say!("Added in both under one name: {words}.", words))?;
            let question = say!("One and the same? Write one and links follow; an empty line leaves both.");
            match self.talk.ask(question)? {
                None => return Ok(Next::Quit),
                Some(line) if line.is_empty() => {}
                Some(line) if line.eq_ignore_ascii_case("one") || goes_with(&line) => {
                    decisions.by_key.insert(key, Choice::One);
                }
                Some(line) => {
                    self.nothing_merged()?;
                    return self.run(&line);
                }
            }
        }
        let Some(plan) = self.planned(&m, &decisions)? else { return Ok(Next::Stay) };
        let n = plan.conflicts.len();
        for at in 0..n {
            let Some(plan) = self.planned(&m, &decisions)? else { return Ok(Next::Stay) };
            let Some(c) = plan.conflicts.get(at).filter(|c| c.decided.is_none()) else { continue };
            match self.ask_conflict(&m, &plan, at)? {
                Answer::Choose(choice) => _ = decisions.by_key.insert(c.key.clone(), choice),
                Answer::Worst => decisions.worst = true,
                Answer::Open => {}
                Answer::Other(line) => {
                    self.nothing_merged()?;
                    return self.run(&line);
                }
                Answer::Ended => return Ok(Next::Quit),
            }
        }
        let Some(plan) = self.planned(&m, &decisions)? else { return Ok(Next::Stay) };
        let open = plan.undecided().count();
        if open > 0 {
            return self.stay(&say!("{open} {open?is|are} still open. Nothing was merged.", open));
        }
        self.take_over_copy(&m, &plan)
    }

    fn nothing_merged(&mut self) -> io::Result<Next> {
        self.stay(say!("Nothing was merged."))
    }

    /// What a merge comes to; none where it is refused, which is said.
    fn planned(&mut self, m: &Merging, decisions: &Decisions) -> io::Result<Option<Plan>> {
        let plan = m.plan(decisions).and_then(|plan| m.can_go_in_place(&plan).map(|()| plan));
        match plan {
            Ok(plan) => Ok(Some(plan)),
            Err(why) => self.refuse(&refused(why, m)).map(|()| None),
        }
    }

    /// Asks what stands of a conflict.
    fn ask_conflict(&mut self, m: &Merging, plan: &Plan, at: usize) -> io::Result<Answer> {
        let Some(c) = plan.conflicts.get(at) else { return Ok(Answer::Open) };
        let a = m.outcome(plan);
        let [_, _, all] = words::row(m, &a, c);
        self.talk.say(say!("Both changed, {n} of {of}:", n = at + 1, of = plan.conflicts.len()))?;
        self.talk.tell(&all.lines().map(str::to_owned).collect::<Vec<_>>())?;
        let choices = words::choices(m, &a, c);
        let named: Vec<String> =
            (1..).zip(&choices).map(|(n, (_, word, value))| format!("{n} {word}: {value}")).collect();
        self.talk.tell(&named)?;
        let question = say!(
            "Which stands? Write its number, mine, theirs or the name of the file; worst takes the worst of answers from here on; an empty line leaves it open."
        );
        loop {
            let Some(line) = self.talk.ask(question)? else { return Ok(Answer::Ended) };
            if let Some(choice) = words::chosen(m, &choices, &line) {
                return Ok(Answer::Choose(choice));
            } else if line.eq_ignore_ascii_case("worst") {
                return Ok(Answer::Worst);
            } else if line.is_empty() {
                return Ok(Answer::Open);
            } else if goes(&line).is_some() || matches!(read(self.q(), &line), Said::Word(..)) {
                return Ok(Answer::Other(line));
            }
        }
    }

    fn take_over_copy(&mut self, m: &Merging, plan: &Plan) -> io::Result<Next> {
        let question = say!("Take it over? A backup is kept first. Write yes; anything else leaves it.");
        let Some(line) = self.talk.ask(question)? else { return Ok(Next::Quit) };
        if !goes_with(&line) {
            return self.nothing_merged();
        }
        match self.w.merge(m, plan) {
            Ok(done) => {
                self.settle()?;
                let here = self.id();
                self.talk.say(crate::words::outcome(&done.said, &Typed::after(&done, &here)))?;
            }
            Err(refused) => self.refuse(&refused)?,
        }
        Ok(Next::Stay)
    }
}

/// Whether somebody says yes.
fn goes_with(line: &str) -> bool {
    matches!(line.to_lowercase().as_str(), "yes" | "y")
}

/// Why two files are not merged, as any verb is refused.
fn refused(why: NotMerged, m: &Merging) -> Refused {
    Refused::not_merged(why, [m.path(0), m.path(1)])
}
