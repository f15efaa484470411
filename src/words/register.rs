//! Words for the rows of the registers: a piece of evidence, a person, several people's answers.

use super::{Word as _, Words, few};
use crate::model::record::{Kind, Rec, There};
use crate::model::register::{Evidence, Person};
use crate::model::text as texts;
use crate::model::votes::Votes;
use crate::say;

/// Stored words of a record as people read them: they are written with a hyphen for a blank.
pub fn word(stored: &str) -> String {
    match stored {
        "runs-aims" => say!("keeps all this going").to_owned(),
        stored => stored.replace('-', " "),
    }
}

/// What the register says of a document beside its name and its owner: "approved, version 1, Intranet".
pub fn registered(rec: &Rec<'_>) -> String {
    let state = match rec.get("state") {
        "" => say!("no state yet").to_owned(),
        state => word(state),
    };
    let version = match rec.get("version") {
        "" => String::new(),
        version => say!("version {version}", version),
    };
    let parts = [state, version, rec.get("place").to_owned()].into_iter();
    parts.filter(|p| !p.trim().is_empty()).collect::<Vec<_>>().join(", ")
}

/// That a word is no register, and which one is most likely meant; `how` is what can be typed.
pub fn meant(typed: &str, kind: &Kind, how: &str) -> String {
    say!(
        "There is no register \"{typed}\". What is meant may be \"{register}\": {how}",
        typed = texts::shown(typed, 40),
        register = super::text(kind.words),
        how
    )
}

/// How many characters of names stand behind a hint.
const ROOM: usize = 60;

impl Words for There {
    fn words(&self) -> String {
        let shown = self.names.join(", ");
        let names = match self.more {
            0 => shown,
            more => say!("{shown} and {more} more", shown, more),
        };
        match (self.names.is_empty(), self.by_number) {
            (true, false) => String::new(),
            (true, true) => say!("Of a name with a comma or a colon write the number.").to_owned(),
            (false, false) => say!("There are: {names}.", names),
            (false, true) => {
                say!("There are: {names}. Of a name with a comma or a colon write the number.", names)
            }
        }
    }
}

/// Whom or what a field can name, behind its hint: as many as there is room for. `free` where another name is taken, too.
pub fn known(names: &[String], free: bool) -> String {
    let fits = |n: &usize| names.iter().take(*n).map(|name| name.chars().count() + 2).sum::<usize>() <= ROOM;
    let most = (1..=names.len()).rev().find(fits).unwrap_or(1);
    let (all, shown) = (most == names.len(), few(names, most));
    match (all, free) {
        (true, true) => say!("Known: {names}; another name is kept as typed", names = shown),
        (true, false) => say!("Known: {names}", names = shown),
        (false, true) => {
            say!("Known: {names}; ? lists all, another name is kept as typed", names = shown)
        }
        (false, false) => say!("Known: {names}; ? lists all", names = shown),
    }
}

/// That a name is nobody's of the register of people, where such a name is kept as it was typed; `word` adds a person.
pub fn nobody(name: &str, word: &str) -> String {
    say!("{name} is not in the register of people: kept as typed; {word} adds a person.", name, word)
}

/// How many ids a line names.
const NAMED: usize = 5;

/// What it is, where, of when, and who has seen it, in a line.
impl Words for Evidence {
    fn words(&self) -> String {
        let seen = if self.is_seen() {
            say!("seen by {who}", who = seen_by(self))
        } else {
            say!("not seen yet").into()
        };
        let ran_out = ran_out(self).unwrap_or_default();
        let parts = [&self.what, &self.place, &self.version, &self.date, &ran_out, &seen];
        let line = parts.into_iter().filter(|p| !p.is_empty()).map(String::as_str).collect::<Vec<_>>();
        line.join(", ") + &seen_note(self)
    }
}

/// That a piece ran out, and what follows; none while it holds.
pub fn ran_out(e: &Evidence) -> Option<String> {
    let until = e.ran_out?;
    Some(say!("ran out on {until}: counts no more, name the one that holds now", until))
}

/// The same, and which checks it proves.
pub fn with_checks(e: &Evidence) -> String {
    say!("{piece}; proves {ids}", piece = e.words(), ids = proves(e))
}

/// What a piece of evidence proves, a requirement with the word that each of its checks is meant.
pub fn proves(e: &Evidence) -> String {
    let one = |id: &String| {
        if id.contains('/') { id.clone() } else { say!("{id} (each check)", id) }
    };
    few(&e.shows.iter().map(one).collect::<Vec<_>>(), NAMED)
}

/// Evidence put on a requirement names each of its checks until a person says which.
pub(super) fn each_check(at: &str, checks: usize) -> String {
    say!(
        "It names each of the {checks} checks of {at}; where it proves only some, name them: {at}/1-2, 4.",
        checks,
        at
    )
}

/// Who has seen a piece of evidence and when: `Ana Sousa on 2026-11-20`; empty while nobody has.
pub fn seen_by(e: &Evidence) -> String {
    let one = |(who, day): &(String, String)| say!("{who} on {day}", who, day);
    e.seen_by.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// What was written about who has seen it, behind a line about it: words that verify nothing.
pub fn seen_note(e: &Evidence) -> String {
    match e.seen_note.trim() {
        "" => String::new(),
        note => say!(", in words only, on who has seen it: {note}", note),
    }
}

/// Name and role as lists show them.
impl Words for Person {
    fn words(&self) -> String {
        if self.role.is_empty() { self.name.clone() } else { format!("{}, {}", self.name, self.role) }
    }
}

/// What the votes come to; says nothing of who said what while they are hidden.
impl Words for Votes {
    fn words(&self) -> String {
        let n = self.given.len();
        match (self.shown, self.spread()) {
            _ if n == 0 => say!("no answers of several people, but dissent").to_owned(),
            (false, _) => say!("{n|answer|answers}, hidden until shown", n),
            (true, None) if n == 1 => {
                let level = self.given.values().next().map_or("", |l| l.word());
                say!("one answer, {level}", level)
            }
            (true, None) => say!("{n|answer|answers}, all the same", n),
            (true, Some((low, high))) => {
                say!("{n|answer|answers}, from {low} to {high}", n, low = low.word(), high = high.word())
            }
        }
    }
}
