//! One record of a register in plain mode: told whole, changed field by field or in one field alone, taken out. Used by
//! `answer` and `write`; what a field takes is `model`'s.

use std::io;

use super::Next;
use super::form::{self, Filled};
use super::show::word_for;
use super::sitting::Sitting;
use crate::model::record::{
    Draft, Field, Init, Kind, Lack, PERSON, Rec, Rid, Type, named, over, read, wants, write,
};
use crate::model::{named_papers, text};
use crate::words::Words as _;
use crate::words::record::with_state;
use crate::words::{register, whole};
use crate::work::Call;
use crate::work::line::{self, NOTHING};
use crate::{say, words};

/// The word behind a number that tells all of a record.
const SHOW: &str = "show";

/// The word behind a number that takes a record out.
const REMOVE: &str = "remove";
/// The word before the fields of a new record.
const ADD: &str = "add";

impl Sitting<'_, '_> {
    /// Adds a record of a register; by its number or name tells one (`3 show`), changes one field of it (`3 owner`, `3 owner
    /// Ana`), takes it out (`3 remove`) or asks all of them. An empty name removes it.
    pub(super) fn register(&mut self, kind: &'static Kind, typed: &str) -> io::Result<Next> {
        if typed.is_empty() {
            return self.add_record(kind, Draft::new());
        }
        // A name may be of several words: as many of them as are one.
        let ends = typed.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(n, _)| n);
        let mut splits: Vec<(&str, &str)> =
            ends.chain([typed.len()]).filter_map(|n| typed.split_at_checked(n)).collect();
        splits.reverse();
        let found = splits.into_iter().find_map(|(one, rest)| Some((self.meant(kind, one)?, rest.trim())));
        let Some((id, what)) = found else {
            if let Some((ADD, rest)) = Some(line::split(typed)) {
                return self.add_typed(kind, rest);
            }
            let number = typed.split_whitespace().next().unwrap_or(typed);
            if let Err(refused) = self.w.find_record(kind, number) {
                self.refuse(&refused)?;
            }
            return self.stay(say!("about tells the numbers."));
        };
        match what {
            SHOW => {
                let lines = self.shown(&read::at(self.a(), kind, &id));
                self.talk.tell(&lines)?;
                Ok(Next::Stay)
            }
            REMOVE if !self.may_change()? => Ok(Next::Stay),
            REMOVE if !self.is_to_go(kind, &id)? => self.stay(say!("Nothing was removed.")),
            REMOVE => self.do_here(&Call::Remove { kind, id }),
            "" => {
                let fields = kind.typed().collect();
                self.change(kind, id, fields)
            }
            _ => self.change_one(kind, id, what),
        }
    }

    /// Adds a record in one line, as the command does: its name, then FIELD=VALUE with `;` between. With neither it is asked.
    fn add_typed(&mut self, kind: &'static Kind, rest: &str) -> io::Result<Next> {
        let (name, mut draft) = line::fields(kind, rest, true);
        if let Some(field) = kind.naming().filter(|_| !name.is_empty()) {
            draft.entry(field.key.to_owned()).or_insert(name);
        }
        if draft.is_empty() {
            return self.add_record(kind, draft);
        }
        self.put_new(kind, &draft)?;
        Ok(if self.talk.quits() { Next::Quit } else { Next::Stay })
    }

    /// Asks the fields of a new record that are not known yet, as its table has them, and keeps it.
    pub(super) fn add_record(&mut self, kind: &'static Kind, known: Draft) -> io::Result<Next> {
        self.add_form(kind, known, false)
    }

    /// The same of what somebody named in a line before, which is kept in any case.
    pub(super) fn add_said(&mut self, kind: &'static Kind, known: Draft) -> io::Result<Next> {
        let said = kind.naming().is_some_and(|f| known.get(f.key).is_some_and(|name| !name.is_empty()));
        self.add_form(kind, known, said)
    }

    /// Adds what is named in a line. With fields behind it the line says all there is, as it does in a script; else they are asked.
    pub(super) fn add_named(&mut self, kind: &'static Kind, rest: &str) -> io::Result<Next> {
        let mut known = match self.w.known(kind, &self.id(), rest) {
            Ok(known) => known,
            Err(refusal) => return self.stay(&refusal.words()),
        };
        let naming = kind.naming().map(|f| f.key);
        let behind = |f: &&Field| f.init != Init::Selected && Some(f.key) != naming;
        if !kind.typed().filter(behind).any(|f| known.contains_key(f.key)) {
            return self.add_said(kind, known);
        }
        let mut draft = self.w.begun(kind, &self.id());
        draft.extend(known.clone());
        if self.put_new(kind, &draft)?.is_some() {
            return Ok(Next::Stay);
        }
        // One field is refused: that and what else is not known is asked, the text stays.
        let Some(wrong) = self.wrong.take() else { return Ok(Next::Stay) };
        known.remove(wrong);
        self.add_said(kind, known)
    }

    /// The record of this number, or the only one of this name.
    fn meant(&self, kind: &'static Kind, typed: &str) -> Option<Rid> {
        self.w.find_record(kind, typed).ok().or_else(|| {
            let mut named = read::by_name(self.a(), kind, typed);
            named.next().filter(|_| named.next().is_none()).map(|rec| rec.id)
        })
    }

    /// Everything a record says, what it lacks and what names it, a line each.
    fn shown(&self, rec: &Rec<'_>) -> Vec<String> {
        let (a, kinds) = (self.a(), self.w.kinds);
        let name = format!("{} {}", rec.shown_no(), rec.name());
        std::iter::once(name).chain(whole::lines(a, kinds, rec, self.w.today)).collect()
    }

    /// Changes one field, which is named by its key or its label; what stands behind it is its new value, else it is asked.
    fn change_one(&mut self, kind: &'static Kind, id: Rid, what: &str) -> io::Result<Next> {
        let named = kind.typed().filter_map(|f| Some((f, behind(f, what)?)));
        // "affects people" is one label, not the key of it with a value.
        let Some((field, value)) = named.min_by_key(|(_, value)| value.len()) else {
            let fields = kind.typed().map(|f| f.key).collect::<Vec<_>>().join(", ");
            let words = say!(
                "There is no field \"{what}\" there. {show} tells the record; fields: {fields}. Nothing was changed.",
                what = text::shown(what, 40),
                show = SHOW,
                fields
            );
            return self.stay(&words);
        };
        if value.is_empty() {
            return self.change(kind, id, vec![field]);
        }
        let value = if value == NOTHING { "" } else { value };
        if let Some(day) = self.understood(field, value) {
            self.talk.say(day)?;
        }
        let draft = Draft::from([(field.key.to_owned(), value.to_owned())]);
        let next = self.keep(kind, id.clone(), draft)?;
        // What has to be said with it is asked where somebody can answer; else the answer names it, and how it is said.
        let rec = read::at(self.a(), kind, &id);
        let lacks = with_state(&wants::lacks(self.a(), &rec, self.w.today));
        let follows = |l: &&Lack| over::rests_on(kind, l.field).any(|on| on == field.key);
        let fields: Vec<&'static Field> = lacks.iter().filter(follows).map(|l| l.field).collect();
        match fields.as_slice() {
            [] => Ok(next),
            _ if self.talk.is_heard() => self.change(kind, id, fields),
            _ => {
                let (word, no) = (word_for(kind), rec.no());
                let lines = fields.iter().map(|f| format!("{word} {no} {} ...", f.key));
                let how = lines.collect::<Vec<_>>().join("; ");
                self.stay(&say!("How that is said: {how}", how))
            }
        }
    }

    /// Asks these fields of a record and keeps them.
    fn change(&mut self, kind: &'static Kind, id: Rid, mut fields: Vec<&'static Field>) -> io::Result<Next> {
        if !self.may_change()? {
            return Ok(Next::Stay);
        }
        let c = self.w.records();
        let before = write::draft(c, &read::at(c.a, kind, &id));
        let mut draft = before.clone();
        let one = if let [one] = fields.as_slice() { Some(one.key) } else { None };
        if fields.len() > 1 {
            self.talk.say(ways_out())?;
        }
        let mut whole = self.ask_fields((kind, Some(&id)), &mut fields, &mut draft)?;
        if whole == Filled::Whole && draft != before {
            // What has to be said with it: who approved what is approved now.
            let c = self.w.records();
            let follows = |f: &&Field| {
                f.soon.is_some_and(|(on, _)| Some(on) == one) && write::is_soon(c, kind, f, &draft)
            };
            let empty = |f: &&Field| draft.get(f.key).is_none_or(String::is_empty);
            let mut more: Vec<&'static Field> = kind.typed().filter(follows).filter(empty).collect();
            whole = self.ask_fields((kind, Some(&id)), &mut more, &mut draft)?;
        }
        // What was filled in is kept, or it is asked whether.
        match whole {
            Filled::Whole => self.keep(kind, id, draft),
            short if draft == before => self.ended(short),
            Filled::Left | Filled::Back if !self.keeps_filled()? => self.stay(say!("Nothing was changed.")),
            short => {
                let next = self.keep(kind, id, draft)?;
                Ok(if short == Filled::Ended || self.talk.quits() { Next::Quit } else { next })
            }
        }
    }

    fn keep(&mut self, kind: &'static Kind, id: Rid, draft: Draft) -> io::Result<Next> {
        if self.w.would_remove(kind, &draft) && !self.is_to_go(kind, &id)? {
            return self.stay(say!("Nothing was removed."));
        }
        self.do_here(&Call::Put { kind, id: Some(id), draft })
    }

    /// Says behind a hint how a day is typed, and whom or what of this file a field can name.
    pub(super) fn hint_more(&self, f: &Field, one: &mut form::Field) {
        let who = f.typ == Type::Who;
        if f.typ == Type::Date {
            one.hint = format!("{} ({})", one.hint, words::day::how_to_type());
        }
        if f.typ == Type::Document {
            let known = named_papers::known(self.w.q(), self.w.a());
            one.known = known.into_iter().map(str::to_owned).collect();
            one.hint = format!("{}. {}", one.hint, register::known(&one.known, false));
            return;
        }
        let of = f.typ.links_to().or(who.then_some(PERSON.key));
        let Some(of) = of.and_then(|to| Kind::find(self.w.kinds, to)) else { return };
        let called = |rec: &read::Rec<'_>| match rec.name() {
            "" => rec.shown_no(),
            name => name.to_owned(),
        };
        one.known = read::all(self.w.a(), of).iter().map(called).collect();
        if !one.known.is_empty() {
            one.hint = format!("{}. {}", one.hint, register::known(&one.known, who));
        } else if !who {
            let none = say!("none there yet; {word} adds one", word = word_for(of));
            one.hint = format!("{} ({none})", one.hint);
        }
    }

    /// What was understood of a day, and that a name is nobody's of the register of people.
    pub(super) fn understood(&self, f: &Field, typed: &str) -> Option<String> {
        let a = self.w.a();
        match f.typ {
            Type::Date => words::day::understood(typed, self.w.today, f.year()),
            _ if named::is_nobody(a, f, typed) => Some(register::nobody(typed, &word_for(&PERSON))),
            _ => None,
        }
    }

    /// Whether a record is to be taken out of its register, told what hangs on it.
    fn is_to_go(&mut self, kind: &'static Kind, id: &Rid) -> io::Result<bool> {
        let rec = read::at(self.w.a(), kind, id);
        let (no, name) = (rec.shown_no(), rec.name());
        let register = words::text(kind.words);
        let hangs = words::record::hangs_said(&self.w.hangs(kind, id));
        let question = if hangs.is_empty() {
            say!("Take {no} {name} out of {register}? Write yes; anything else keeps it.", no, name, register)
        } else {
            say!(
                "Take {no} {name} out of {register}? {hangs}. Write yes; anything else keeps it.",
                no,
                name,
                register,
                hangs
            )
        };
        let answer = self.talk.ask(&question)?;
        Ok(answer.is_some_and(|a| matches!(a.trim().to_lowercase().as_str(), "yes" | "y")))
    }
}

/// How one leaves a form.
pub(super) fn ways_out() -> &'static str {
    say!("An empty line leaves a field as it is, back goes to the one before, leave ends the form.")
}

/// What stands behind the name of a field, by its key or its label, with or without a sign between; none where it is not
/// named.
fn behind<'t>(field: &Field, typed: &'t str) -> Option<&'t str> {
    let lower = typed.to_lowercase();
    let names = [field.key, words::text(field.word)].into_iter();
    let values = names.filter_map(|name| {
        let rest = lower.strip_prefix(&name.to_lowercase())?;
        let rest = typed.get(typed.len().checked_sub(rest.len())?..)?;
        let ends = rest.is_empty() || rest.starts_with([' ', '=', ':']);
        ends.then(|| rest.trim_start_matches([' ', '=', ':']).trim())
    });
    values.min_by_key(|value| value.len())
}
