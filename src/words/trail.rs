//! The history fact by fact: what each event changed, with the id it is about and what that is called, and what was and what
//! is in full. The command, the window, plain mode and the document of the history say these words.

pub(super) use super::audit_page::title;
use super::history::{self, record_of};
use crate::model::hash_in;
use crate::model::record::{KINDS, Kind, Layer, MADE, NUMBER, Type};
use crate::model::{Assessment, Change, Printed, Questionnaire, Recorded, SHORT, SetBy, votes};
use crate::say;
use crate::store::Event;

/// One fact an event changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The id it is about: of a requirement or check, or the number of a record; empty where it is about none.
    pub id: String,
    /// What that is called.
    pub name: String,
    /// The key it is stored by.
    pub key: String,
    /// Which field, or which fact.
    pub fact: String,
    /// What was, as people read it; empty for nothing.
    pub was: String,
    /// What is.
    pub now: String,
    /// What was, as it is stored; none where nothing was, or where it is not told.
    pub stored_was: Option<String>,
    /// What is, as it is stored.
    pub stored_now: Option<String>,
}

impl Line {
    /// "5.2/1 AI policy, answer": what it is about.
    pub fn about(&self) -> String {
        let parts = [&self.id, &self.name].into_iter().filter(|p| !p.is_empty());
        let about = parts.cloned().collect::<Vec<_>>().join(" ");
        if about.is_empty() { self.fact.clone() } else { format!("{about}, {}", self.fact) }
    }

    /// What was, said where nothing was.
    pub fn was_said(&self) -> &str {
        if self.was.is_empty() { say!("nothing") } else { &self.was }
    }

    /// What is, said where nothing is.
    pub fn now_said(&self) -> &str {
        if self.now.is_empty() { say!("nothing") } else { &self.now }
    }

    /// The fact with what was and is, where it is named what it is about.
    fn fact_said(&self) -> String {
        match (self.fact.as_str(), self.was.is_empty()) {
            (fact, true) if !self.now.is_empty() => format!("{fact}: {}", self.now),
            (fact, _) => format!("{fact}: {} -> {}", self.was_said(), self.now_said()),
        }
    }
}

/// Every fact of an event, in the order it was written.
pub fn lines(q: &Questionnaire, a: &Assessment, kinds: &[&'static Kind], changes: &[Change]) -> Vec<Line> {
    changes.iter().map(|c| line(q, a, kinds, c)).collect()
}

/// What an event changed, as people say it: what came, went or is another, named once, and a line a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What it is about: "new person: P-1 Ruth Okafor", "5.2 AI policy"; empty for the file as a whole.
    pub about: String,
    /// Each fact: "Role: Head of department", "Result: conforms -> minor".
    pub facts: Vec<String>,
}

impl Said {
    /// All of it in a line.
    pub fn words(&self) -> String {
        let facts = self.facts.join("; ");
        match (self.about.as_str(), facts.as_str()) {
            (about, "") => about.to_owned(),
            ("", facts) => facts.to_owned(),
            (about, facts) => format!("{about}: {facts}"),
        }
    }
}

/// Every fact of an event as people say it, what belongs together in one place.
pub fn said(q: &Questionnaire, a: &Assessment, kinds: &[&'static Kind], changes: &[Change]) -> Vec<Said> {
    let mut all: Vec<(String, Said)> = Vec::new();
    for (c, line) in changes.iter().zip(lines(q, a, kinds, changes)) {
        let of = record_of(kinds, &c.key).filter(|(kind, ..)| !kind.is_one_fact());
        let belongs = match &of {
            Some((kind, _, rid)) => format!("{} {rid}", kind.key),
            None => line.id.clone(),
        };
        let at = all.iter().position(|(b, _)| *b == belongs).unwrap_or_else(|| {
            let about = [&line.id, &line.name].into_iter().filter(|p| !p.is_empty());
            let about = about.cloned().collect::<Vec<_>>().join(" ");
            all.push((belongs, Said { about, facts: Vec::new() }));
            all.len() - 1
        });
        let Some((_, one)) = all.get_mut(at) else { continue };
        match of {
            // That it is there, and its number, are said with its name.
            Some((kind, k, _)) if k.field == MADE && k.member.is_none() => {
                let (kind, name) = (super::text(kind.word), one.about.clone());
                one.about = match (&c.was, &c.now) {
                    (None, Some(_)) => say!("new {kind}: {name}", kind, name),
                    (Some(_), None) => say!("{kind} taken out: {name}", kind, name),
                    _ => name,
                };
            }
            Some((_, k, _)) if k.field == NUMBER && k.member.is_none() => {}
            Some((kind, k, _))
                if c.was.is_none()
                    && kind.naming().is_some_and(|f| f.key == k.field)
                    && line.now == line.name => {}
            _ => one.facts.push(line.fact_said()),
        }
    }
    all.into_iter().map(|(_, said)| said).filter(|said| !said.words().is_empty()).collect()
}

fn line(q: &Questionnaire, a: &Assessment, kinds: &[&'static Kind], c: &Change) -> Line {
    let words = history::cut(q, a, kinds, c, usize::MAX);
    let (layer, inner) = Layer::of(&c.key).unwrap_or((Layer::Own, &c.key));
    let place = match q.exactly(inner) {
        Some(at) => Some((inner, at)),
        None => inner.split_once('.').and_then(|(_, at)| Some((at, q.exactly(at)?))),
    };
    let mut told = true;
    let (id, name, fact) = match (record_of(kinds, &c.key), place) {
        (Some((kind, k, rid)), _) => {
            let hidden = kind.is_one_fact() && !votes::are_shown(a, k.field);
            let frozen = kind.field(k.field).is_some_and(|f| f.typ == Type::Frozen);
            told = !hidden && !frozen;
            let called = history::called(a, kinds, kind.key, &rid);
            let (no, name) = called.split_once(' ').unwrap_or((&called, ""));
            (no.to_owned(), name.to_owned(), words.field.clone())
        }
        (None, Some((id, at))) => {
            // What belongs to an AI system or to somebody apart says so itself.
            let fact = match (layer, words.field.is_empty()) {
                (_, false) => words.field.clone(),
                (_, true) => say!("answer").to_owned(),
            };
            (id.to_owned(), title(q, at), fact)
        }
        (None, None) => (String::new(), String::new(), words.label()),
    };
    let there = |stored: &Option<String>, words: String| if stored.is_none() { String::new() } else { words };
    Line {
        id,
        name,
        key: c.key.clone(),
        fact,
        was: there(&c.was, words.was),
        now: there(&c.now, words.now),
        stored_was: c.was.clone().filter(|_| told),
        stored_now: c.now.clone().filter(|_| told),
    }
}

/// A stored time as people read it, to the second: "2026-11-23 08:36:02".
pub fn when(time: &str) -> String {
    time.trim_end_matches('Z').replace('T', " ")
}

/// What an event is: "answer", "undo of answer", "import of plan.xlsx", "audit row".
pub fn what(e: &Recorded) -> String {
    let what = match (e.what.as_str(), e.at.as_str()) {
        (crate::import::IMPORT, file) if !file.is_empty() => say!("{what} of {file}", what = e.what, file),
        (what, file) if super::merged::is_one(what) => super::merged::event(what, file),
        (what, at) => super::apart::event_on(what, at).unwrap_or_else(|| kind_said(what)),
    };
    done_or_undone((e.undoes, e.redoes), what)
}

/// The same of an event whose changes nobody asks for.
pub fn what_of(e: &Event) -> String {
    done_or_undone((e.undoes, e.redoes), kind_said(&e.what))
}

/// A change of a record by what the record is.
fn kind_said(what: &str) -> String {
    if let Some(words) = super::apart::event(what) {
        return words.to_owned();
    }
    Kind::find(KINDS, what).map_or_else(|| what.to_owned(), |kind| super::text(kind.word).to_owned())
}

fn done_or_undone(turn: (Option<i64>, Option<i64>), what: String) -> String {
    match turn {
        (Some(_), _) => say!("undo of {what}", what),
        (_, Some(_)) => say!("redo of {what}", what),
        _ => what,
    }
}

/// Who did it; that nobody was named.
pub fn who(by: &str) -> &str {
    if by.trim().is_empty() { say!("(no name)") } else { by }
}

/// "by Ana Sousa (P-1) on 2026-11-23 08:36:02 UTC, event 12".
pub fn set_by(s: &SetBy) -> String {
    let (who, when) = (who(&s.by), when(&s.time));
    if s.elsewhere {
        return say!("by {who} on {when} UTC in another copy, merged by event {n}", who, when, n = s.seq);
    }
    say!("by {who} on {when} UTC, event {n}", who, when, n = s.seq)
}

/// The head of an event in lines to read: number and time, who and what, its hash.
pub fn head(e: &Recorded) -> Vec<String> {
    let done = if e.at.is_empty() || e.what == crate::import::IMPORT || super::merged::is_one(&e.what) {
        what(e)
    } else {
        say!("{what} on {at}", what = what(e), at = e.at)
    };
    let back = e.undoes.or(e.redoes).map(|n| say!("It is about event {n}.", n));
    let mut lines = vec![
        say!(
            "Event {n}, {when} UTC, {who}: {what}",
            n = e.seq,
            when = when(&e.time),
            who = who(&e.by),
            what = done
        ),
        say!("Hash {hash}", hash = e.hash),
    ];
    lines.extend(back);
    lines
}

/// What a printed hash stands for; `name` is what the file is called.
pub fn printed(p: &Printed, typed: &str, name: &str) -> String {
    let begins: String =
        hash_in(typed).unwrap_or_else(|| typed.trim().to_owned()).chars().take(SHORT).collect();
    match p {
        Printed::NoHash => say!(
            "\"{typed}\" is no hash of a paper: those have {fewest} to {all} digits, 0 to 9 and a to f. They stand in the last line or at the foot of every paper.",
            typed = crate::model::text::shown(typed, 70),
            fewest = SHORT,
            all = 64
        ),
        Printed::Several => say!(
            "Several events of {name} begin with {begins}. Give all {all} digits.",
            name,
            begins,
            all = 64
        ),
        Printed::Nowhere { events, until } => say!(
            "No event of {name} begins with {begins}: the paper comes from another file, or its end was cut off since. The last is event {n} of {when} UTC.",
            name,
            begins,
            n = events,
            when = when(until)
        ),
        Printed::Merged { event, by } => super::merged::printed(&begins, (event, &what(event)), *by, name),
        Printed::At { event: e, after, signed } => {
            let done = if e.at.is_empty() { what(e) } else { format!("{} {}", what(e), e.at) };
            let at = say!(
                "{begins} is event {n} of {when} UTC, by {who}: {what}.",
                begins,
                n = e.seq,
                when = when(&e.time),
                who = who(&e.by),
                what = done
            );
            let since = match after {
                0 => say!("{name} still holds it and everything before it; nothing came after.", name),
                n => say!(
                    "{name} still holds it and everything before it; {n|event|events} came after.",
                    name,
                    n = *n
                ),
            };
            let signed = signed.iter().map(|(no, version)| {
                say!("This is what version {version} of {no} was signed over.", version, no)
            });
            super::joined([at, since].into_iter().chain(signed))
        }
    }
}
