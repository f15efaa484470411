//! Colleagues answer apart, in plain mode: questions are handed out, what comes back is collected, and the answers are told side
//! by side.

use std::io;

use super::Next;
use super::names::Typed;
use super::sitting::Sitting;
use super::talk::goes;
use crate::files;
use crate::model::collect::{Forks, Stands};
use crate::say;
use crate::words::{apart, handed_out, spread};
use crate::work::apart::{Back, HandOutWish, NotHandedOut};
use crate::work::line::BETWEEN;

impl Sitting<'_, '_> {
    /// Writes a file for each person: folder, whom, what, by when and to whom, with semicolons; of a line without a folder the
    /// folder is asked.
    pub(super) fn hand_out(&mut self, typed: &str) -> io::Result<Next> {
        let mut typed = typed.to_owned();
        if typed.is_empty() {
            let question = say!(
                "Into which folder? Behind it, with semicolons: people, clauses, the day it is wanted back, to whom, and xlsx for workbooks:"
            );
            match self.talk.ask(question)? {
                None => return Ok(Next::Quit),
                Some(line) if line.is_empty() || goes(&line).is_some() => {
                    return self.stay(say!("Nothing was handed out."));
                }
                Some(line) => typed = line,
            }
        }
        let mut parts = typed.split(BETWEEN).map(str::trim);
        let mut next = || parts.next().unwrap_or_default().to_owned();
        let listed = |text: String| {
            text.split(',').map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned).collect()
        };
        let wish = HandOutWish {
            folder: files::path_of(&next()),
            people: listed(next()),
            parts: listed(next()),
            back_by: next(),
            back_to: next(),
            workbook: next().eq_ignore_ascii_case("xlsx"),
        };
        match self.w.hand_out(&wish) {
            Ok(all) => self.talk.tell(&handed_out::handed_out(&all))?,
            Err(NotHandedOut::Refused(refused)) => self.refuse(&refused)?,
            Err(why) => self.talk.say(handed_out::not_handed_out(&why, &Typed::refusing()))?,
        }
        Ok(Next::Stay)
    }

    /// Collects a file or a workbook that came back.
    pub(super) fn collect(&mut self, typed: &str) -> io::Result<Next> {
        if !self.may_change()? {
            return Ok(Next::Stay);
        }
        let mut typed = typed.to_owned();
        if typed.is_empty() {
            match self
                .talk
                .ask(say!("Which file came back? A file of this program (.aims) or a workbook (.xlsx):"))?
            {
                None => return Ok(Next::Quit),
                Some(line) if line.is_empty() || goes(&line).is_some() => {
                    return self.stay(say!("Nothing was collected."));
                }
                Some(line) => typed = line,
            }
        }
        match self.w.look_back(&files::path_of(&typed)) {
            Ok(mut back) => {
                if !self.decide_forks(&mut back)? {
                    return self.stay(say!("Nothing was collected."));
                }
                self.done_by(|w| w.collect(&back))
            }
            Err(refused) => {
                self.refuse(&refused)?;
                Ok(Next::Stay)
            }
        }
    }

    /// Asks what stands where a file and what was collected before went on apart, one by one; whether all of it was decided.
    fn decide_forks(&mut self, back: &mut Back) -> io::Result<bool> {
        let mut forks = Forks::default();
        let (n, file) = (back.came.differ.len(), back.file.clone());
        for (at, one) in (1..).zip(back.came.differ.clone()) {
            let [first, second] = apart::fork_sides(&one);
            self.talk.say(say!(
                "{at} of {n}: {id}. {file} and what was collected before went on apart.",
                at,
                n,
                id = one.at.as_str(),
                file = file.as_str()
            ))?;
            self.talk.say(say!("1 first, collected before: {first}", first))?;
            self.talk.say(say!("2 second, {file}: {second}", file = file.as_str(), second))?;
            loop {
                let question = say!("Which stands? Write 1 or 2; an empty line collects nothing.");
                let stands = match self.talk.ask(question)?.as_deref().map(str::trim) {
                    None | Some("") => return Ok(false),
                    Some("1" | "first") => Stands::First,
                    Some("2" | "second") => Stands::Second,
                    Some(line) if goes(line).is_some() => return Ok(false),
                    Some(_) => continue,
                };
                forks.by_id.insert(one.at.clone(), stands);
                break;
            }
        }
        self.w.decide_forks(back, forks);
        Ok(true)
    }

    /// Everybody's answers side by side, the widest spread first; `all` tells those that are agreed on, too.
    pub(super) fn spread(&self, typed: &str) -> Vec<String> {
        let rows = self.w.spread();
        let mut lines = vec![spread::headline(&rows)];
        let all = typed.eq_ignore_ascii_case("all");
        for row in rows.iter().filter(|row| all || !row.is_settled()) {
            lines.extend(spread::lines(self.q(), self.a(), row));
        }
        if rows.iter().any(|row| !row.is_settled()) {
            lines.push(
                say!("At a question, agree 3 settles on a level, agree worst on the lowest level given; spread all tells the rest.").to_owned(),
            );
        }
        lines
    }
}
