//! Texts, owners, hours and the other things one writes beside the answers.

use std::io;
use std::path::{Path, PathBuf};

use super::Next;
use super::form::{self, NOTHING, field, fill, value};
use super::home::about_value;
use super::sitting::Sitting;
use super::talk::Heard;
use crate::model::assessment::{Evidence, Parked, Person, System, keys};
use crate::model::{Edit, Refusal, edit, fields, text};
use crate::{export, files, report};

/// Fields of evidence: key, label, hint.
const EVIDENCE: [(&str, &str, &str); 3] = [
    ("place", "Where", "file name, folder, system or binder"),
    ("date", "Date", "year-month-day of the document or record"),
    ("seen", "Seen by", "who has looked at it; empty while nobody has (claimed, not verified)"),
];

impl Sitting<'_, '_> {
    /// Keeps an edit that may be refused, then says what it came to.
    pub(super) fn change(&mut self, e: Result<Edit, Refusal>, words: &str) -> io::Result<Next> {
        match e {
            Ok(e) if self.keep(&e, None)? && !e.is_empty() => self.stay(words),
            Ok(_) => Ok(Next::Stay),
            Err(refusal) => self.stay(&refusal.to_string()),
        }
    }

    /// A text on the present id: what was typed behind the word, else a line asked for; none at the end of
    /// the input. A single hyphen removes it, an empty line leaves it.
    fn text_here(
        &mut self,
        prefix: &'static str,
        typed: &str,
        question: &str,
        done: &str,
    ) -> io::Result<Option<Next>> {
        let id = self.id();
        self.text_on(prefix, &id, typed, question, done)
    }

    fn text_on(
        &mut self,
        prefix: &'static str,
        id: &str,
        typed: &str,
        question: &str,
        done: &str,
    ) -> io::Result<Option<Next>> {
        if !self.may_change()? {
            return Ok(Some(Next::Stay));
        }
        let before = self.a().at(prefix, id).map(str::to_owned);
        let mut typed = typed.to_owned();
        if let Some(draft) = self.s.draft(&format!("{prefix}{id}")) {
            self.talk.say(format!("Unfinished text from before: {draft}"))?;
        }
        if typed.is_empty() {
            let now =
                before.as_ref().map_or_else(String::new, |b| format!(" Now: {b}. {NOTHING} removes it."));
            match self.talk.ask(&format!("{question}{now}"))? {
                None => return Ok(None),
                Some(line) if line.is_empty() => return self.stay("Left as it is.").map(Some),
                // Help calls the word that opens this; typed here again it is not part of the text.
                Some(line) => {
                    let word = prefix.trim_end_matches('.');
                    let words = line.strip_prefix(word).and_then(|l| l.strip_prefix(' ')).unwrap_or(&line);
                    words.clone_into(&mut typed);
                }
            }
        } else if let Some(before) = &before {
            self.talk.say(format!("Before: {before}. undo brings it back."))?;
        }
        let words = if typed == NOTHING { "" } else { &typed };
        let e = edit::text_at(self.q(), self.a(), prefix, id, words);
        if e.is_ok() {
            self.s.keep_draft(&format!("{prefix}{id}"), None);
        }
        let done = if words.is_empty() { "Removed." } else { done };
        self.change(e, done).map(Some)
    }

    pub(super) fn note(&mut self, typed: &str) -> io::Result<Next> {
        if !typed.is_empty() {
            let id = self.id();
            return Ok(self
                .text_here(keys::NOTE, typed, "", &format!("Note on {id} kept."))?
                .unwrap_or(Next::Quit));
        }
        if !self.may_change()? {
            return Ok(Next::Stay);
        }
        self.long_note()
    }

    /// A note over several lines. Each line is kept as a draft at once, so that an end in the middle loses
    /// nothing.
    fn long_note(&mut self) -> io::Result<Next> {
        let id = self.id();
        let key = format!("note.{id}");
        let draft = self.s.draft(&key).map(str::to_owned);
        let start = draft.clone().or_else(|| self.a().at(keys::NOTE, &id).map(str::to_owned));
        if let Some(start) = &start {
            let what = if draft.is_some() { "Unfinished text from before" } else { "The note so far" };
            self.talk.say(format!("{what}: {start}"))?;
            self.talk.say(format!(
                "What you write now is added to it; note TEXT writes it anew, note {NOTHING} removes it."
            ))?;
        }
        self.talk.say(format!("Note on {id}, line by line; a line with a single dot ends it."))?;
        let mut lines: Vec<String> = start.iter().map(|s| s.trim_end().to_owned()).collect();
        loop {
            match self.talk.line()? {
                Heard::End => return Ok(Next::Quit),
                Heard::Refused(why) => self.talk.say(why)?,
                Heard::Line(line) if line.trim() == "." => break,
                Heard::Line(line) => {
                    lines.push(text::clean(&line));
                    self.s.keep_draft(&key, Some(&lines.join("\n")));
                }
            }
        }
        let e = edit::text_at(self.q(), self.a(), keys::NOTE, &id, lines.join("\n").trim_end());
        if e.is_ok() {
            self.s.keep_draft(&key, None);
        }
        self.change(e, &format!("Note on {id} kept. undo takes it back."))
    }

    /// The reason for excluding a control.
    pub(super) fn reason(&mut self, typed: &str) -> io::Result<Next> {
        let id = self.id();
        Ok(self.reason_on(&id, typed)?.unwrap_or(Next::Quit))
    }

    /// Asks for the reason right after an exclusion; false at the end of the input.
    pub(super) fn reason_now(&mut self, id: &str) -> io::Result<bool> {
        if self.a().reason(id).is_some() {
            return Ok(true);
        }
        Ok(self.reason_on(id, "")?.is_some())
    }

    fn reason_on(&mut self, id: &str, typed: &str) -> io::Result<Option<Next>> {
        let r = &self.q().requirements[self.requirement()];
        let Some(e) = &r.exclusion else {
            let words = format!("Only {} can be excluded; reason is for them.", self.q().controls_named());
            return self.stay(&words).map(Some);
        };
        let question = format!(
            "Why {id} does not apply: {} Without a reason (an empty line) it stays an open item{}.",
            e.reason_must,
            self.q().open_item_of()
        );
        self.text_on(keys::REASON, id, typed, &question, &format!("Reason for excluding {id} kept."))
    }

    pub(super) fn ask_whom(&mut self, typed: &str) -> io::Result<Next> {
        let question = format!("Whom to ask about {}: name or role, and what to ask.", self.id());
        let done = "Kept. It stands on the list to find out while the answer is ?.";
        Ok(self.text_here(keys::ASK, typed, &question, done)?.unwrap_or(Next::Quit))
    }

    pub(super) fn park(&mut self, typed: &str) -> io::Result<Next> {
        if !self.may_change()? {
            return Ok(Next::Stay);
        }
        let id = self.id();
        let mut what = text::clean_line(typed);
        if what.is_empty() {
            match self.talk.ask(&format!("Park something at {id}: the question or worry, in a few words."))? {
                None => return Ok(Next::Quit),
                Some(line) => what = text::clean_line(&line),
            }
        }
        if what.is_empty() {
            return self.stay("Nothing was parked.");
        }
        let owner = self.talk.ask("Owner: who takes it; an empty line: nobody yet.")?;
        let ended = owner.is_none();
        let item = Parked {
            at: id.clone(),
            what,
            owner: text::clean_line(&owner.unwrap_or_default()),
            closed: false,
        };
        let e = edit::add_numbered(self.a(), keys::PARKED, &id, &item);
        let next = self.change(e, "Parked; lists names it. The answer is unchanged.")?;
        Ok(if ended { Next::Quit } else { next })
    }

    /// Closes or reopens a parked item.
    pub(super) fn close_parked(&mut self, number: &str) -> io::Result<Next> {
        let items = self.a().numbered::<Parked>(keys::PARKED);
        let found = items.into_iter().find(|(n, _)| number.parse() == Ok(*n));
        let Some((n, mut item)) = found else {
            return self.stay(&format!(
                "There is no parked item \"{}\". Nothing was changed; lists names them with their numbers.",
                text::shown(number, 20)
            ));
        };
        item.closed = !item.closed;
        let words = if item.closed { "Closed." } else { "Open again." };
        let e = edit::set_numbered(self.a(), keys::PARKED, n, &item.at, Some(&item));
        self.change(e, words)
    }

    pub(super) fn name_evidence(&mut self, what: &str) -> io::Result<Next> {
        if !self.may_change()? {
            return Ok(Next::Stay);
        }
        let at = self.id();
        let mut fields: Vec<form::Field> = EVIDENCE.iter().map(|(k, l, h)| field(k, l, h, "")).collect();
        let check = |key: &'static str, v: &str| {
            if key == "date" && !v.is_empty() && v.parse::<jiff::civil::Date>().is_err() {
                return Err("Dates are written year-month-day, for example 2026-03-01.".to_owned());
            }
            Ok(v.to_owned())
        };
        let whole = fill(self.talk, &mut fields, check)?;
        let item = Evidence {
            at: at.clone(),
            what: text::clean_line(what),
            place: value(&fields, "place"),
            date: value(&fields, "date"),
            seen_by: value(&fields, "seen"),
        };
        let e = edit::add_numbered(self.a(), keys::EVIDENCE, &at, &item);
        let next = self.change(e, "Evidence kept.")?;
        Ok(if whole { next } else { Next::Quit })
    }

    /// The requirement a line begins with, and the rest of the line; says what is missing.
    fn of_requirement(&mut self, line: &str, example: (&str, &str)) -> io::Result<Option<(String, String)>> {
        let (id, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let q = self.q();
        if id.is_empty() || rest.trim().is_empty() {
            let (word, rest) = example;
            let here = &q.requirements[self.requirement()].id;
            let words = format!(
                "Write an id and the rest behind it, for example: {word} {here} {rest}. Nothing was changed."
            );
            self.talk.say(words)?;
            return Ok(None);
        }
        let Some(r) = q.find(id).and_then(|t| q.requirement_of(t)) else {
            let words = edit::unknown(q, id).to_string();
            self.talk.say(words)?;
            return Ok(None);
        };
        Ok(Some((q.requirements[r].id.clone(), rest.trim().to_owned())))
    }

    pub(super) fn owner(&mut self, line: &str) -> io::Result<Next> {
        let Some((id, name)) = self.of_requirement(line, ("owner", "Ana Sousa"))? else {
            return Ok(Next::Stay);
        };
        let name = if name == NOTHING { String::new() } else { text::clean_line(&name) };
        let e = edit::text_at(self.q(), self.a(), keys::OWNER, &id, &name);
        self.change(e, &format!("Owner of {id}: {}.", if name.is_empty() { "nobody" } else { &name }))
    }

    pub(super) fn effort(&mut self, line: &str) -> io::Result<Next> {
        let Some((id, hours)) = self.of_requirement(line, ("effort", "6"))? else { return Ok(Next::Stay) };
        let hours = Some(hours.as_str()).filter(|h| *h != NOTHING);
        let e = edit::effort(self.q(), self.a(), &id, hours);
        self.change(e, &format!("Hours of {id} kept; gaps and roadmap count with them."))
    }

    pub(super) fn rank(&mut self, line: &str) -> io::Result<Next> {
        let example = ("rank", "1 customer asks for it in January");
        let Some((id, rest)) = self.of_requirement(line, example)? else { return Ok(Next::Stay) };
        let (number, reason) = rest.split_once(char::is_whitespace).unwrap_or((&rest, ""));
        let e = match number.parse() {
            _ if rest == NOTHING => edit::override_rank(self.q(), self.a(), &id, None),
            Ok(n) => edit::override_rank(self.q(), self.a(), &id, Some((n, reason))),
            Err(_) => Err(Refusal::BadValue {
                what: "Rank",
                value: text::shown(number, 40),
                expected: "a number and a reason, for example: 1 customer asks for it in January",
            }),
        };
        self.change(e, &format!("Rank of {id} kept; gaps shows it."))
    }

    pub(super) fn hours(&mut self, typed: &str) -> io::Result<Next> {
        if typed.is_empty() {
            let now = self.a().hours_per_week();
            return self.stay(&format!("{now} hours a week. To change it: hours and a number."));
        }
        let e = match edit::about(self.a(), [(keys::HOURS, typed.to_owned())]) {
            Ok(e) => e,
            Err(refusal) => return self.stay(&refusal.to_string()),
        };
        if self.keep(&e, None)? {
            let end = self.figures().roadmap.finish;
            let words = end.map_or_else(|| "Nothing to plan.".into(), |d| format!("The plan now ends {d}."));
            self.talk.say(words)?;
        }
        Ok(Next::Stay)
    }

    /// Asks every fact about the organisation; what was given until the input ended is kept.
    pub(super) fn change_about(&mut self, rest: &str) -> io::Result<Next> {
        if rest != "change" {
            return self
                .stay("about tells what is known; about change asks each field. Nothing was changed.");
        }
        if !self.may_change()? {
            return Ok(Next::Stay);
        }
        let a = self.s.assessment();
        let mut fields: Vec<form::Field> =
            fields::ABOUT.iter().map(|(k, l, h)| field(k, l, h, a.get(k).unwrap_or(""))).collect();
        let whole = fill(self.talk, &mut fields, |key, v| about_value(a, key, v))?;
        let e = edit::about(self.a(), fields.into_iter().map(|f| (f.key, f.value)));
        let next = self.change(e, "Kept. about tells it.")?;
        Ok(if whole { next } else { Next::Quit })
    }

    pub(super) fn system(&mut self, number: &str) -> io::Result<Next> {
        let item = match self.numbered(keys::SYSTEM, number)? {
            Ok(item) => item,
            Err(next) => return Ok(next),
        };
        let mut fields = form::system_fields(&item.as_ref().map(|(_, s)| s).cloned().unwrap_or_default());
        if !fill(self.talk, &mut fields, fields::system_value)? {
            self.talk.say("Nothing was changed: the input ended before the last field.")?;
            return Ok(Next::Quit);
        }
        let s: System = form::system_of(&fields);
        let kept = (!s.name.is_empty()).then_some(s);
        self.keep_numbered(keys::SYSTEM, item.map(|(n, _)| n), kept.as_ref())
    }

    pub(super) fn person(&mut self, number: &str) -> io::Result<Next> {
        let item = match self.numbered::<Person>(keys::PERSON, number)? {
            Ok(item) => item,
            Err(next) => return Ok(next),
        };
        let none = Person { name: String::new(), role: String::new() };
        let mut fields = form::person_fields(item.as_ref().map_or(&none, |(_, p)| p));
        if !fill(self.talk, &mut fields, |_, v| Ok(v.to_owned()))? {
            self.talk.say("Nothing was changed: the input ended before the last field.")?;
            return Ok(Next::Quit);
        }
        let p = Person { name: value(&fields, "name"), role: value(&fields, "role") };
        let kept = (!p.name.is_empty()).then_some(p);
        self.keep_numbered(keys::PERSON, item.map(|(n, _)| n), kept.as_ref())
    }

    /// The record a number names, none for a new one; the way on when it names none or nothing may change.
    fn numbered<T: serde::de::DeserializeOwned>(
        &mut self,
        prefix: &str,
        number: &str,
    ) -> io::Result<Result<Option<(u32, T)>, Next>> {
        if !self.may_change()? {
            return Ok(Err(Next::Stay));
        }
        if number.is_empty() {
            return Ok(Ok(None));
        }
        let found = self.a().numbered::<T>(prefix).into_iter().find(|(n, _)| number.parse() == Ok(*n));
        if found.is_none() {
            let shown = text::shown(number, 20);
            let words =
                format!("There is no number \"{shown}\". Nothing was changed; about tells the numbers.");
            return Ok(Err(self.stay(&words)?));
        }
        Ok(Ok(found))
    }

    fn keep_numbered<T: serde::Serialize>(
        &mut self,
        prefix: &str,
        n: Option<u32>,
        item: Option<&T>,
    ) -> io::Result<Next> {
        match (n, item) {
            (None, Some(item)) => {
                let e = edit::add_numbered(self.a(), prefix, "", item);
                self.change(e, "Kept.")
            }
            (Some(n), item) => {
                let e = edit::set_numbered(self.a(), prefix, n, "", item);
                self.change(e, if item.is_some() { "Kept." } else { "Removed." })
            }
            (None, None) => self.stay("Nothing was added: there was no name."),
        }
    }

    /// Writes every report; files that are there already are left alone.
    pub(super) fn export(&mut self, typed: &str) -> io::Result<Next> {
        let stem = self.s.path().file_stem().map(|s| s.to_string_lossy().into_owned());
        let usual = self.s.path().with_file_name(format!("{}-export", stem.unwrap_or_default()));
        let folder = if typed.is_empty() {
            let question = format!("Folder for all reports. An empty line: {}.", files::human_path(&usual));
            match self.talk.ask(&question)? {
                None => return Ok(Next::Quit),
                Some(line) if line.is_empty() => usual,
                Some(line) => PathBuf::from(line),
            }
        } else {
            PathBuf::from(typed)
        };
        let words = self.written(&folder).unwrap_or_else(|words| words);
        self.stay(&words)
    }

    fn written(&self, folder: &Path) -> Result<String, String> {
        let f = self.figures();
        let last = self.s.events().last().map(|e| (e.hash.as_str(), e.time.as_str()));
        let head = report::Head::of(self.s.events().len(), last);
        let input = report::Input {
            q: self.q(),
            a: self.a(),
            scores: &f.scores,
            verdict: &f.verdict,
            gaps: &f.gaps,
            roadmap: &f.roadmap,
            made: self.today,
            head: &head,
        };
        let documents = report::documents(&input, &report::Format::ALL).map_err(|e| e.to_string())?;
        let paths = export::write(folder, &documents, false).map_err(|e| e.to_string())?;
        Ok(format!("{} files written to {}.", paths.len(), files::human_path(folder)))
    }
}
