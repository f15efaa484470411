//! A control that was just left out, line by line: why is asked right there, before anything else is, and a word about leaving
//! out that is typed right after it is meant for it. Used by `answer` and `write`.

use std::io;

use super::Next;
use super::sitting::Sitting;
use crate::model::Level;
use crate::model::questionnaire::Target;
use crate::model::said::Matter;
use crate::say;
use crate::work::line::{self, Deed};

impl Sitting<'_, '_> {
    /// Asks for the reason right after an exclusion, where one can stand; false at the end of the input.
    pub(super) fn reason_now(&mut self, id: &str) -> io::Result<bool> {
        if self.w.reason_at(id).is_some() || self.w.never_left_out(id).is_some() {
            return Ok(true);
        }
        Ok(self.text_on(Matter::Reason, id, "")?.is_some())
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
            // Alone on the line, with whom it all is said for is a command of its own, and no reason.
            let for_all = word.eq_ignore_ascii_case(Deed::For.typed())
                && day.trim().eq_ignore_ascii_case(line::ALL_SYSTEMS);
            if matter == Matter::Reason && for_all {
                self.talk.say(say!(
                    "{id}: its reason is still asked for. An empty line leaves it; then type: {typed}",
                    id,
                    typed
                ))?;
                continue;
            }
            if matter != Matter::Reason || !word.eq_ignore_ascii_case(Deed::Write(Matter::LookAgain).typed())
            {
                return Ok(Some(typed));
            }
            if self.text_on(Matter::LookAgain, id, day)?.is_none() {
                return Ok(None);
            }
        }
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
