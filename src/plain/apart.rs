//! Colleagues answer apart, in plain mode: questions are handed out, what comes back is collected, and the answers are told side
//! by side.

use std::io;

use super::Next;
use super::names::Typed;
use super::sitting::Sitting;
use super::talk::goes;
use crate::files;
use crate::say;
use crate::words::{handed_out, spread};
use crate::work::apart::{HandOutWish, NotHandedOut};
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
            Ok(back) => self.done_by(|w| w.collect(&back)),
            Err(refused) => {
                self.refuse(&refused)?;
                Ok(Next::Stay)
            }
        }
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
