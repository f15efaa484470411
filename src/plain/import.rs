//! A file of somebody else in plain mode: what it would change is told first, then asked whether it is taken over.

use std::io;

use super::Next;
use super::names::Typed;
use super::sitting::Sitting;
use super::talk::goes;
use crate::files;
use crate::import::{As, Choice, How, Map};
use crate::model::record::Kind;
use crate::say;
use crate::words;
use crate::words::Words;
use crate::work::Looked;

/// So many lines a list are told.
const LINES: usize = 20;

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
        let looked = match self.w.look_into(&files::path_of(&path), how, Choice::Ours) {
            Ok(looked) => looked,
            Err(e) => return self.stay(&e.words()),
        };
        let looked = if looked.is.is_some() { Some(looked) } else { self.what_is_it(&looked)? };
        match looked {
            None => self.stay(say!("Nothing was taken over.")),
            Some(looked) => self.offer_import(looked),
        }
    }

    /// What a file is and its path, of `PATH` or `WHAT PATH`.
    fn what(&self, typed: &str) -> (Option<As>, String) {
        let typed = typed.trim();
        if let Some((first, rest)) = typed.split_once(char::is_whitespace)
            && let Some(is) = As::parse(self.w.kinds, first)
        {
            return (Some(is), rest.trim().to_owned());
        }
        (None, typed.to_owned())
    }

    /// Asks what a file is that does not tell by its heads.
    fn what_is_it(&mut self, looked: &Looked) -> io::Result<Option<Looked>> {
        let told = looked.planned.report.faults.iter().map(Words::words).collect::<Vec<_>>();
        self.talk.tell(&told)?;
        let registers = self.w.kinds.iter().filter(|k| k.is_register()).map(|k: &&Kind| k.key);
        let ways: Vec<&str> = As::OWN.iter().map(|w| w.key()).chain(registers).collect();
        let question = say!("What is it? {ways}; an empty line leaves it.", ways = ways.join(", "));
        let Some(line) = self.talk.ask(&question)? else { return Ok(None) };
        let is = As::parse(self.w.kinds, &line);
        let how = |is| How { is: Some(is), maps: Vec::new() };
        Ok(is.map(|is| self.w.look_again(looked, how(is), Choice::Ours)))
    }

    /// Tells what would change until somebody takes it over or leaves it. Columns and what is done about differences can
    /// be changed on the way.
    fn offer_import(&mut self, mut looked: Looked) -> io::Result<Next> {
        loop {
            self.talk.tell(&words::import::lines(&looked, LINES))?;
            let report = &looked.planned.report;
            let (fine, differs) = (report.faults.is_empty(), !report.conflicting.is_empty());
            let register = matches!(looked.is, Some(As::Register(_)));
            if !fine && !register {
                return self.stay(words::import::nothing_taken(&report.faults));
            }
            if fine && report.changed.is_empty() && !differs {
                return self.stay(say!("Nothing new: everything in it stands here already."));
            }
            let mut ways = Vec::new();
            if fine {
                ways.push(say!("Take it over? Write yes."));
            }
            if differs && looked.choice == Choice::Ours {
                ways.push(say!("theirs: also where something else stands here."));
            }
            if register {
                ways.push(say!("COLUMN=FIELD sends a column elsewhere, COLUMN= leaves it out."));
            }
            ways.push(say!("Anything else leaves it."));
            let Some(line) = self.talk.ask(&ways.join(" "))? else { return Ok(Next::Quit) };
            let (mut how, mut choice) = (looked.how.clone(), looked.choice);
            match line.to_lowercase().as_str() {
                "yes" | "y" if fine => return self.import_now(&looked),
                "theirs" if fine => choice = Choice::Theirs,
                _ => match Map::parse(&line).filter(|_| register) {
                    Some(map) => {
                        // What was said of that column before counts no longer.
                        how.maps.retain(|m| !same_column(m, &map));
                        how.maps.push(map);
                    }
                    None => return self.stay(say!("Nothing was taken over.")),
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

/// Whether two say something of the same column.
fn same_column(a: &Map, b: &Map) -> bool {
    matches!((a, b), (Map::Named(a, _), Map::Named(b, _)) if a.eq_ignore_ascii_case(b))
}
