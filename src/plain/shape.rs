//! The shape of the roadmap: an action in parts, one for several gaps, one of one's own. What a line leaves out is
//! asked; every rule is in `work`.

use std::io;

use super::Next;
use super::form::{Filled, field, fill, value};
use super::names::Typed;
use super::sitting::Sitting;
use super::talk::goes;
use crate::model::record::PARKED;
use crate::model::text;
use crate::work::line::is_number_of;
use crate::work::{self, Call, NewAction, Refused};
use crate::{say, words};

impl Sitting<'_, '_> {
    /// Asks the parts of an action one by one and splits it.
    pub(super) fn split(&mut self, typed: &str) -> io::Result<Next> {
        if !self.may_change()? {
            return Ok(Next::Stay);
        }
        if typed.is_empty() {
            return self.stay(say!(
                "Write the id of an action behind split, as the roadmap says it. Nothing was changed."
            ));
        }
        let id = match self.w.action_named(typed) {
            Ok(action) => action.id.clone(),
            Err(why) => return self.refuse(&why).map(|()| Next::Stay),
        };
        self.talk.say(say!(
            "{id} in parts that follow each other: each part with its share of the hours and what to do, for example: \
             1 Draft it. An empty line ends them.",
            id
        ))?;
        let mut parts: Vec<String> = Vec::new();
        loop {
            let n = parts.len() + 1;
            let Some(line) = self.talk.ask(&say!("Part {n}:", n))? else { return self.ended(Filled::Ended) };
            if goes(&line).is_some() {
                return self.ended(Filled::Left);
            }
            let part = text::clean_line(&line);
            match work::parse_part(n, &part) {
                Ok(None) => break,
                Ok(Some(_)) => parts.push(part),
                Err(why) => self.talk.say(refused(&why))?,
            }
        }
        self.do_here(&Call::Split { id, parts })
    }

    /// Makes one action of several gaps.
    pub(super) fn join(&mut self, typed: &str) -> io::Result<Next> {
        if !self.may_change()? {
            return Ok(Next::Stay);
        }
        let mut gaps = [field("ids", "Gaps", "ids with commas", "")];
        if typed.is_empty() {
            let q = self.w.shared_q();
            match fill(&q, self.talk, &mut gaps, |_, v| {
                if v.is_empty() {
                    return Err(
                        say!("Write the ids of the gaps, as in roadmap; leave ends the form.").to_owned()
                    );
                }
                self.w.may_join(v).map(|()| v.to_owned()).map_err(|why| refused(&why))
            })? {
                Filled::Whole => {}
                short => return self.ended(short),
            }
        }
        let ids = if typed.is_empty() { value(&gaps, "ids") } else { typed.to_owned() };
        let first = self.w.action_named(ids.split([',', ' ']).next().unwrap_or(""));
        let (what, output) = first.map(|i| (i.action.clone(), i.output.clone())).unwrap_or_default();
        let mut fields = [
            field("what", "What to do", "the work in one sentence", &what),
            field("output", "Output", "one document or record", &output),
        ];
        match fill(self.w.q(), self.talk, &mut fields, |_, v| Ok(v.to_owned()))? {
            Filled::Whole => {}
            short => return self.ended(short),
        }
        let (what, output) = (value(&fields, "what"), value(&fields, "output"));
        self.do_here(&Call::Join { ids, what, output })
    }

    /// Adds an action of one's own; what it does, or the number of the parked item it is made of, may stand behind
    /// the word.
    pub(super) fn add(&mut self, typed: &str) -> io::Result<Next> {
        if !self.may_change()? {
            return Ok(Next::Stay);
        }
        let here = self.w.filed_under(&self.id());
        let mut begun = NewAction { at: here.clone(), what: text::clean_line(typed), ..NewAction::default() };
        if is_number_of(&PARKED, typed) {
            begun = match self.w.find_record(&PARKED, typed) {
                Ok(item) => self.w.promotion(&item),
                Err(why) => return self.refuse(&why).map(|()| Next::Stay),
            };
        }
        let at = if begun.at.is_empty() { &here } else { &begun.at };
        let mut fields = vec![
            field("at", "Filed under", "id of the requirement it belongs to", at),
            field("output", "Output", "one document or record it leaves behind", ""),
            field("hours", "Hours", "of work, for example 6", ""),
            field("closes", "Helps to close", "ids of gaps with commas; may stay empty", ""),
            field("after", "After", "ids of actions that must end first; may stay empty", ""),
            field("owner", "Owner", "one name; may stay empty", &begun.owner),
        ];
        if begun.what.is_empty() || begun.parked.is_some() {
            let what = std::mem::take(&mut begun.what);
            fields.insert(1, field("what", "What to do", "the work in one sentence", &what));
        }
        match fill(self.w.q(), self.talk, &mut fields, checked)? {
            Filled::Whole => {}
            short => return self.ended(short),
        }
        let of = |key| value(&fields, key);
        self.do_here(&Call::AddAction(NewAction {
            at: of("at"),
            what: begun.what + &of("what"),
            output: of("output"),
            hours: of("hours"),
            closes: of("closes"),
            after: of("after"),
            owner: of("owner"),
            parked: begun.parked,
        }))
    }

    /// It ended in the middle: the input, or somebody left it.
    pub(super) fn ended(&mut self, how: Filled) -> io::Result<Next> {
        self.talk.say(say!("Nothing was changed: it ended before the last field."))?;
        Ok(if how == Filled::Ended { Next::Quit } else { Next::Stay })
    }
}

/// What can be told wrong before all is known: a number that is none.
fn checked(key: &'static str, typed: &str) -> Result<String, String> {
    if key == "hours" {
        work::parse_hours("hours", typed).map_err(|why| refused(&why))?;
    }
    Ok(typed.to_owned())
}

fn refused(why: &Refused) -> String {
    words::refused(why, &Typed::refusing())
}
