//! A control that was just left out, line by line: why is asked right there, before anything else is, and a word about leaving
//! out that is typed right after it is meant for it. Used by `answer` and `write`.

use std::io;

use super::Next;
use super::sitting::Sitting;
use super::talk::goes;
use super::word::{Said, read};
use crate::model::questionnaire::Target;
use crate::model::said::Matter;
use crate::model::statement::{Applicable, Row};
use crate::model::{Level, text};
use crate::say;
use crate::work::line::{self, Deed};

/// So much of a line that is not taken is said again, in characters.
const SHOWN: usize = 60;
/// So many words behind a capital letter are a sentence.
const PROSE: usize = 3;

impl Sitting<'_, '_> {
    /// Asks for the reason right after an exclusion, where one can stand; false at the end of the input.
    pub(super) fn reason_now(&mut self, id: &str) -> io::Result<bool> {
        if self.w.reason_at(id).is_some() || self.w.never_left_out(id).is_some() {
            return Ok(true);
        }
        Ok(self.text_on(Matter::Reason, id, "")?.is_some())
    }

    /// Asks right after a decision why a control is in or out, where nobody wrote it yet.
    pub(super) fn why_now(&mut self, here: &str) -> io::Result<Next> {
        let row =
            self.w.stated_at(here).ok().and_then(|id| self.w.statement().into_iter().find(|r| r.id == id));
        let Some(row) = row.filter(Row::lacks_reason) else { return Ok(Next::Stay) };
        let ended = match row.applicable {
            Applicable::No => !self.reason_now(&row.id)?,
            // What it is needed for may be typed in its place, so that what is fed from a file is not held up.
            Applicable::Yes if self.talk.is_heard() => self.text_on(Matter::WhyIn, &row.id, "")?.is_none(),
            _ => false,
        };
        Ok(if ended { Next::Quit } else { Next::Stay })
    }

    /// A line of a text that is asked for; none at the end of the input. At the question why something is left out the day to look
    /// at it again may be typed first: it is no reason.
    pub(super) fn ask_text(
        &mut self,
        matter: Matter,
        id: &str,
        question: &str,
    ) -> io::Result<Option<String>> {
        loop {
            let Some(typed) = self.talk.ask(question)? else { return Ok(None) };
            let (word, day) = line::split(&typed);
            let looks_again = word.eq_ignore_ascii_case(Deed::Write(Matter::LookAgain).typed());
            if matter == Matter::Reason && looks_again {
                if self.text_on(Matter::LookAgain, id, day)?.is_none() {
                    return Ok(None);
                }
            } else if self.is_command(matter, &typed) {
                self.talk.say(say!(
                    "{id}: a text is still asked for, and \"{typed}\" is a command. If it is the text, type: {word} {typed}. If the command \
                     is meant, an empty line leaves the text; then type it again.",
                    id,
                    typed = text::shown(&typed, SHOWN),
                    word = Deed::Write(matter).typed()
                ))?;
            } else {
                return Ok(Some(typed));
            }
        }
    }

    /// Whether a line that answers a question for a text is another command. What people write as a text may begin with a word that
    /// is one; then it begins with a capital letter and says more than a command takes.
    fn is_command(&self, matter: Matter, typed: &str) -> bool {
        let (word, rest) = line::split(typed);
        let opens = word.eq_ignore_ascii_case(Deed::Write(matter).typed());
        let is_one = match read(self.q(), typed) {
            Said::Level(..) => true,
            Said::Word(..) => goes(typed).is_none() && !opens,
            Said::Nothing | Said::Unknown(_) => false,
        };
        is_one && (word.chars().all(|c| !c.is_uppercase()) || rest.split_whitespace().count() < PROSE)
    }

    /// What is said where nothing was typed: what is left out without a reason stays open.
    pub(super) fn left_as_it_is(&self, matter: Matter, id: &str) -> String {
        if matter == Matter::Reason && self.is_left_out(id) && self.w.reason_at(id).is_none() {
            return say!(
                "{id} is left out without a reason, which stays open: lists tells it. reason TEXT, typed next, gives the reason.",
                id
            );
        }
        say!("Left as it is.").to_owned()
    }

    fn is_left_out(&self, id: &str) -> bool {
        let Some(t) = self.q().find(id) else { return false };
        // For one AI system what it answers itself counts.
        let whole = |r: usize| self.w.system_name_at(t).is_none() && self.a().is_excluded_in_general(r);
        matches!(t, Target::Requirement(r) if whole(r)) || self.w.given(t) == Some(Level::NotApplicable)
    }

    /// What a word is about: where one is; a word about leaving out that comes right after a control was left out is about that
    /// one, which is said.
    pub(super) fn meant_for(&mut self, matter: Matter) -> io::Result<String> {
        let here = self.id();
        let before = self.left_out.clone().filter(|id| *id != here && self.is_left_out(id));
        let of_in = matches!(matter, Matter::WhyIn | Matter::How);
        if let Some(out) = before.as_ref().filter(|_| of_in) {
            // Why something is needed, and how it is done, is said of what is in: of the one that is shown.
            self.talk.say(say!("For {here}, where you are now: {out} is left out.", here, out))?;
        }
        let Some(id) = before.filter(|_| matches!(matter, Matter::Reason | Matter::LookAgain)) else {
            return Ok(here);
        };
        // What is left out here too takes the word once the one before has its reason.
        if self.w.reason_at(&id).is_some() && self.is_left_out(&here) {
            return Ok(here);
        }
        self.talk.say(say!("For {id}, which you just left out.", id))?;
        Ok(id)
    }

    /// Goes on from a question that was answered; one that was left out is remembered until one goes or answers on.
    pub(super) fn on_from(&mut self, id: String, level: Option<Level>, next: Target) -> Next {
        let shown = self.move_to(next);
        self.left_out = Some(id).filter(|_| level == Some(Level::NotApplicable));
        shown
    }
}
