//! Texts, owners, hours and the other things one writes beside the answers.

use std::io;
use std::path::{Path, PathBuf};

use super::Next;
use super::form::{self, NOTHING, field, fill};
use super::home::about_value;
use super::sitting::Sitting;
use super::talk::Heard;
use crate::model::assessment::keys;
use crate::model::limits::{Expected, What};
use crate::model::record::value::{self, Context};
use crate::model::record::{Draft, EVIDENCE, Field, Kind, PARKED, gone, read, write};
use crate::model::{Edit, Refusal, edit, fields, text};
use crate::session::Session;
use crate::words::Words as _;
use crate::{export, files, report};

impl Sitting<'_, '_> {
    /// Keeps an edit that may be refused, then says what it came to.
    pub(super) fn change(&mut self, e: Result<Edit, Refusal>, words: &str) -> io::Result<Next> {
        match e {
            Ok(e) if self.keep(&e, None)? && !e.is_empty() => self.stay(words),
            Ok(_) => Ok(Next::Stay),
            Err(refusal) => self.stay(&refusal.words()),
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
        let at = self.id();
        let known = Draft::from([("what".to_owned(), text::clean_line(typed)), ("at".to_owned(), at)]);
        self.add_record(&PARKED, known, "Parked; lists names it. The answer is unchanged.")
    }

    /// Closes or reopens a parked item.
    pub(super) fn close_parked(&mut self, number: &str) -> io::Result<Next> {
        let c = self.records();
        let Some(rec) = read::named(c.a, &PARKED, number) else {
            return self.stay(&format!(
                "There is no parked item \"{}\". Nothing was changed; lists names them with their numbers.",
                text::shown(number, 20)
            ));
        };
        let (now, words) = if rec.is("closed") { ("no", "Open again.") } else { ("yes", "Closed.") };
        let e = write::set(c, &rec, &Draft::from([("closed".to_owned(), now.to_owned())]));
        self.change(e, words)
    }

    /// Names evidence; a number alone changes the piece that has it.
    pub(super) fn name_or_change_evidence(&mut self, line: &str) -> io::Result<Next> {
        if names_record(&EVIDENCE, line) {
            return self.register(&EVIDENCE, line);
        }
        let at = self.id();
        let known = Draft::from([("what".to_owned(), text::clean_line(line)), ("shows".to_owned(), at)]);
        self.add_record(&EVIDENCE, known, "Evidence kept.")
    }

    /// Adds to a register of any kind, or changes a record of it.
    pub(super) fn record(&mut self, line: &str) -> io::Result<Next> {
        // A kind may be of two words, a number is the last one.
        let split = line.rsplit_once(char::is_whitespace);
        let found = match (Kind::find(self.kinds, line), split) {
            (Some(kind), _) => Some((kind, "")),
            (None, Some((kind, number))) => Kind::find(self.kinds, kind).map(|k| (k, number)),
            (None, None) => None,
        };
        if let Some((kind, number)) = found.filter(|(kind, _)| kind.is_register()) {
            return self.register(kind, number);
        }
        let words = self.kinds.iter().filter(|k| k.is_register()).map(|k| k.key);
        let words = words.collect::<Vec<_>>().join(", ");
        let shown = text::shown(line, 40);
        self.stay(&format!("There is no register \"{shown}\"; there are: {words}. Nothing was changed."))
    }

    fn records(&self) -> Context<'_> {
        Context { q: self.q(), a: self.a(), today: self.today, kinds: self.kinds }
    }

    /// Asks the fields of a new record that are not known yet, as its table has them, and keeps it.
    fn add_record(&mut self, kind: &'static Kind, known: Draft, done: &str) -> io::Result<Next> {
        if !self.may_change()? {
            return Ok(Next::Stay);
        }
        let known: Draft = known.into_iter().filter(|(_, v)| !v.is_empty()).collect();
        let c = self.records();
        let fits = |key: &str, v: &str| kind.field(key).is_some_and(|f| value::typed(c, f, v).is_ok());
        let mut draft = write::begin(kind, self.today, &self.id());
        draft.retain(|key, v| fits(key, v));
        let mut fields: Vec<&Field> = kind.asked(true).filter(|f| !known.contains_key(f.key)).collect();
        draft.extend(known);
        let whole = self.ask_fields(kind, &mut fields, &mut draft)?;
        let needed = kind.naming().filter(|f| f.need);
        let named = needed.is_none_or(|f| draft.get(f.key).is_some_and(|v| !v.is_empty()));
        match (named, whole) {
            (true, _) => {}
            (false, true) => return self.stay("Nothing was added: there was no name."),
            (false, false) => {
                self.talk.say("Nothing was changed: the input ended before there was a name.")?;
                return Ok(Next::Quit);
            }
        }
        let e = write::add(self.records(), kind, &Session::new_id(), &draft);
        let next = self.change(e, done)?;
        Ok(if whole { next } else { Next::Quit })
    }

    /// Asks these fields one by one, a wrong one again, and only while others hold what they ask for; false when
    /// the input ended before the last. An empty name ends it too.
    fn ask_fields(
        &mut self,
        kind: &'static Kind,
        fields: &mut Vec<&'static Field>,
        draft: &mut Draft,
    ) -> io::Result<bool> {
        // In the order of the table, but none before the field it depends on.
        let next = |fields: &[&Field]| {
            let waits = |f: &Field| f.when.is_some_and(|(on, _)| fields.iter().any(|x| x.key == on));
            fields.iter().position(|f| !waits(f))
        };
        while let Some(f) = next(fields).map(|at| fields.remove(at)) {
            if !write::asks(self.records(), kind, f, draft) {
                continue;
            }
            let now = draft.get(f.key).cloned().unwrap_or_default();
            let mut one = [field(f.key, f.word, f.hint, &now)];
            let c = Context { q: &self.s.q, a: self.s.assessment(), today: self.today, kinds: self.kinds };
            let naming = f.need && kind.naming().is_some_and(|n| n.key == f.key);
            let whole = fill(self.talk, &mut one, |_, typed| {
                // What stood there may be something nobody could type; left alone, it stays.
                if typed == now && !now.is_empty() || naming && typed.is_empty() {
                    return Ok(typed.to_owned());
                }
                value::typed(c, f, typed).map(|_| typed.to_owned()).map_err(|fault| fault.words())
            })?;
            if !whole {
                return Ok(false);
            }
            let [one] = one;
            let ends = naming && one.value.is_empty();
            draft.insert(f.key.to_owned(), one.value);
            if ends {
                break;
            }
        }
        Ok(true)
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
            let words = edit::unknown(q, id).words();
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
            Err(_) => Err(Refusal::bad(What::Rank, number, Expected::RankAndReason)),
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
            Err(refusal) => return self.stay(&refusal.words()),
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

    /// Adds a record of a register, or changes one by its number; an empty name removes it.
    pub(super) fn register(&mut self, kind: &'static Kind, number: &str) -> io::Result<Next> {
        if number.is_empty() {
            return self.add_record(kind, Draft::new(), "Kept.");
        }
        if !self.may_change()? {
            return Ok(Next::Stay);
        }
        let c = self.records();
        let Some(rec) = read::named(c.a, kind, number) else {
            let shown = text::shown(number, 20);
            return self.stay(&format!(
                "There is no number \"{shown}\". Nothing was changed; about tells the numbers."
            ));
        };
        let (id, mut draft) = (rec.id.clone(), write::draft(c, &rec));
        let mut fields: Vec<&Field> = kind.asked(false).collect();
        if !self.ask_fields(kind, &mut fields, &mut draft)? {
            self.talk.say("Nothing was changed: the input ended before the last field.")?;
            return Ok(Next::Quit);
        }
        let c = self.records();
        let rec = read::at(c.a, kind, &id);
        if kind.naming().is_some_and(|f| f.need && draft.get(f.key).is_some_and(String::is_empty)) {
            let (e, follows) = (write::remove(c, &rec), gone::follows(c, &rec).words());
            let follows = if follows.is_empty() { follows } else { format!(": {follows}") };
            return self.change(Ok(e), &format!("Removed{follows}. undo brings it back."));
        }
        let e = write::set(c, &rec, &draft);
        self.change(e, "Kept.")
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

/// Whether a text is the number of a record and nothing else: `3`, `E-3`.
fn names_record(kind: &Kind, text: &str) -> bool {
    let digits = match text.split_once('-') {
        Some((letter, digits)) if kind.is_letter(letter) => digits,
        _ => text,
    };
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}
