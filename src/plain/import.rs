//! A file of somebody else in plain mode: what it would change is told first, then asked whether it is taken over.

use std::io;

use super::Next;
use super::names::Typed;
use super::sitting::Sitting;
use super::talk::{goes, is_help};
use super::word::{Said, read};
use crate::files;
use crate::import::{As, Choice, How, Map, STATED, Trouble};
use crate::model::text;
use crate::say;
use crate::words;
use crate::words::Words;
use crate::words::import::Door;
use crate::work::Looked;

/// So many lines are told at once.
const PAGE: usize = 40;

impl Sitting<'_, '_> {
    /// Tells what a file would change, and takes it over after a yes. Before the path may stand what it is.
    pub(super) fn import(&mut self, typed: &str) -> io::Result<Next> {
        if !self.may_change()? {
            return Ok(Next::Stay);
        }
        let mut typed = typed.to_owned();
        if typed.is_empty() {
            let question = say!("Which file? A spreadsheet (.xlsx), a table (.csv) or our own data (.json):");
            match self.talk.ask(question)? {
                None => return Ok(Next::Quit),
                Some(line) if line.is_empty() || goes(&line).is_some() => {
                    return self.stay(say!("Nothing was taken over."));
                }
                Some(line) => typed = line,
            }
        }
        let (is, path) = self.what(&typed);
        let how = How { is, ..How::default() };
        let mut looked = match self.w.look_into(&files::path_of(&path), how, Choice::Ours) {
            Ok(looked) => looked,
            Err(e) => return self.stay(&e.words()),
        };
        let report = &looked.planned.report;
        if words::import::is_of_another(report) {
            let told = report.faults.iter().map(Words::words).collect::<Vec<_>>();
            self.talk.tell(&told)?;
            let question =
                format!("{} {}", words::import::all_the_same(), say!("Write yes; anything else leaves it."));
            let line = self.talk.ask(&question)?;
            if !line.as_deref().is_some_and(|l| matches!(l.to_lowercase().as_str(), "yes" | "y")) {
                self.talk.say(words::import::nothing_taken(&looked.planned.report.faults))?;
                return line.map_or(Ok(Next::Quit), |line| self.go_on_with(&line));
            }
            let how = How { of_another: true, ..looked.how.clone() };
            looked = self.w.look_again(&looked, how, Choice::Ours);
        }
        let asks = looked.planned.report.faults.iter().any(|f| f.trouble == Trouble::WhatIsIt);
        if !asks {
            return self.offer_import(looked);
        }
        match self.what_is_it(&looked)? {
            Ok(looked) => self.offer_import(looked),
            Err(line) => self.leave_import(&line),
        }
    }

    /// What a file is and its path, of `PATH` or `WHAT PATH`. A path that is there is one: `SoA 2026.xlsx`.
    fn what(&self, typed: &str) -> (Option<As>, String) {
        let typed = typed.trim();
        if !files::exists(&files::path_of(typed))
            && let Some((first, rest)) = typed.split_once(char::is_whitespace)
            && let Some(is) = As::parse(self.w.kinds, first)
        {
            return (Some(is), rest.trim().to_owned());
        }
        (None, typed.to_owned())
    }

    /// Nothing is taken over, and what was typed instead of an answer is done.
    fn leave_import(&mut self, line: &str) -> io::Result<Next> {
        self.talk.say(say!("Nothing was taken over."))?;
        self.go_on_with(line)
    }

    /// Does what was typed instead of an answer, where it is a word of its own.
    fn go_on_with(&mut self, line: &str) -> io::Result<Next> {
        if goes(line).is_none() && matches!(read(self.q(), line), Said::Word(..)) {
            return self.run(line);
        }
        Ok(Next::Stay)
    }

    /// Asks what a file is that does not tell by its heads; else the line with which somebody left.
    fn what_is_it(&mut self, looked: &Looked) -> io::Result<Result<Looked, String>> {
        let told = looked.planned.report.faults.iter().map(Words::words).collect::<Vec<_>>();
        self.talk.tell(&told)?;
        let ways = As::OWN.into_iter().chain(As::registers(self.w.kinds));
        let ways = ways.map(As::key).collect::<Vec<_>>().join(", ");
        let mut question = say!("What is it? {ways}; an empty line leaves it.", ways);
        loop {
            let Some(line) = self.talk.ask(&question)? else { return Ok(Err(String::new())) };
            if let Some(is) = As::parse(self.w.kinds, &line) {
                let how = How { is: Some(is), ..looked.how.clone() };
                return Ok(Ok(self.w.look_again(looked, how, Choice::Ours)));
            }
            if line.is_empty() || goes(&line).is_some() || matches!(read(self.q(), &line), Said::Word(..)) {
                return Ok(Err(line));
            }
            let typed = text::shown(&line, 40);
            question = say!(
                "There is no kind of file \"{typed}\". What is it? {ways}; an empty line leaves it.",
                typed,
                ways
            );
        }
    }

    /// Tells what would change until somebody takes it over or leaves it. Columns and what is done about differences can
    /// be changed on the way.
    fn offer_import(&mut self, mut looked: Looked) -> io::Result<Next> {
        let mut told_fields = false;
        loop {
            let mut lines = words::dry_run::lines_at(self.w.records(), &looked, Door::Plain);
            let report = &looked.planned.report;
            let (fine, differs) = (report.faults.is_empty(), !report.conflicting.is_empty());
            // What is wrong with a file as a whole is not mended by other columns.
            let register = words::import::has_columns_to_choose(&looked);
            if register && !told_fields {
                told_fields = true;
                lines.push(fields(looked.is));
            }
            let mut rest = lines.as_slice();
            if !fine && !register {
                self.talk.tell(rest)?;
                return self.stay(words::import::nothing_taken(&report.faults));
            }
            if fine && report.changed.is_empty() && !differs {
                self.talk.tell(rest)?;
                return self.stay(&words::import::nothing_new(
                    report.same,
                    &report.left_alone(),
                    &report.differ_beside(),
                ));
            }
            let ways = ways(&looked, register);
            let line = loop {
                let (page, more) = rest.split_at(rest.len().min(PAGE));
                self.talk.tell(page)?;
                rest = more;
                let goes_on = (!rest.is_empty())
                    .then(|| say!("{n|more line|more lines}: write more to read on.", n = rest.len()));
                let question = goes_on.into_iter().chain([ways.join(" ")]).collect::<Vec<_>>().join(" ");
                // Of a register help tells its fields.
                let line = if register { self.talk.choose(&question) } else { self.talk.ask(&question) };
                let Some(line) = line? else { return Ok(Next::Quit) };
                if rest.is_empty() || !line.eq_ignore_ascii_case(say!("more")) {
                    break line;
                }
            };
            let (mut how, mut choice) = (looked.how.clone(), looked.choice);
            match line.to_lowercase().as_str() {
                "yes" | "y" if fine => return self.import_now(&looked),
                "theirs" if fine => choice = Choice::Theirs,
                // With a problem nothing is taken over; the columns chosen so far stay.
                "yes" | "y" | "theirs" => {
                    self.talk.say(say!(
                        "Not yet: the problems stand in the way. Mend them by the columns, or leave it."
                    ))?;
                }
                help if register && is_help(help) => told_fields = false,
                _ => match Map::parse(&line).filter(|_| register) {
                    Some(map) => {
                        // What was said of that column before counts no longer.
                        how.maps.retain(|m| !same_column(m, &map));
                        how.maps.push(map);
                        how.is = looked.is;
                        let again = self.w.look_again(&looked, how, choice);
                        let faults = &again.planned.report.faults;
                        // What cannot be is said once, and what was said before stays.
                        match faults.iter().find(|f| words::import::is_of_a_map(f)) {
                            Some(fault) => self.talk.say(fault.words())?,
                            None => looked = again,
                        }
                        continue;
                    }
                    None => return self.leave_import(&line),
                },
            }
            // What was found out is kept: a column sent elsewhere does not make it another kind of file.
            how.is = looked.is;
            looked = self.w.look_again(&looked, how, choice);
        }
    }

    fn import_now(&mut self, looked: &Looked) -> io::Result<Next> {
        match self.w.take_over(looked) {
            Ok(done) => {
                self.settle()?;
                let here = self.id();
                self.talk.say(words::outcome(&done.said, &Typed::after(&done, &here)))?;
            }
            Err(refused) => self.refuse(&refused)?,
        }
        Ok(Next::Stay)
    }
}

/// What can be answered where it is told what a file would change.
fn ways(looked: &Looked, register: bool) -> Vec<&'static str> {
    let report = &looked.planned.report;
    let takes = report.faults.is_empty() && !report.changed.is_empty();
    let mut ways = Vec::new();
    if takes {
        ways.push(say!("Take it over? Write yes."));
    }
    if !report.conflicting.is_empty() && looked.choice == Choice::Ours {
        ways.push(if takes {
            say!("theirs: also where something else stands here.")
        } else {
            say!("Only what differs here is new. Take that over? Write theirs, and look at it once more.")
        });
    }
    if register {
        ways.push(say!("COLUMN=FIELD sends a column elsewhere, COLUMN= leaves it out."));
    }
    ways.push(say!("Anything else leaves it."));
    ways
}

/// To which fields the columns of a register or a statement can go.
fn fields(is: Option<As>) -> String {
    let all = match is {
        Some(As::Register(kind)) => {
            let each = kind.typed().map(|f| format!("{} ({})", f.key, words::text(f.word)));
            each.collect::<Vec<_>>().join(", ")
        }
        _ => STATED.join(", "),
    };
    say!("Fields: {all}. ? tells them again.", all)
}

/// Whether two say something of the same column.
fn same_column(a: &Map, b: &Map) -> bool {
    matches!((a, b), (Map::Named(a, _), Map::Named(b, _)) if a.eq_ignore_ascii_case(b))
}
