//! What is said of files that evidence names: whether they changed since how they are was kept, and that it was kept.

use super::files::in_the_way;
use super::{Words as _, day, few, joined};
use crate::files::Kind;
use crate::model::said::Verb;
use crate::say;
use crate::work::cited::{Looked, Outcome};

/// How many numbers a sentence names.
const NAMED: usize = 6;

/// What became of a file, as a phrase.
pub fn outcome(looked: &Looked) -> String {
    match looked.outcome() {
        Outcome::Unchanged { on } => say!("unchanged since {on}", on = day::of_stored(&on)),
        Outcome::Changed { was, now, on } if was == now => {
            say!("changed: other content than on {on}, as many bytes ({now})", on = day::of_stored(&on), now)
        }
        Outcome::Changed { was, now, on } => {
            say!("changed: {was} bytes on {on}, {now} bytes now", was, now, on = day::of_stored(&on))
        }
        Outcome::NeverKept => say!("there; how it is was never kept").to_owned(),
        Outcome::Gone if looked.piece.kept.is_some() => say!("not there any more").to_owned(),
        Outcome::Gone => say!("not there").to_owned(),
        Outcome::Unreadable(why) => say!("cannot be read: {why}", why = why.words()),
        Outcome::BeingWritten => say!("somebody writes to it right now; try again later").to_owned(),
        Outcome::NoFile(Kind::Folder) => say!("a folder, not a file").to_owned(),
        Outcome::NoFile(kind) => say!("{what}: never opened", what = in_the_way(kind)),
        Outcome::NoneNamed => say!("names no file that lies there").to_owned(),
    }
}

/// A line a piece: its number, what it is, where, and what became of it.
pub fn line(looked: &Looked) -> String {
    let p = &looked.piece;
    let (no, what, outcome) = (&p.no, &p.what, outcome(looked));
    if p.place.is_empty() {
        say!("{no} {what}: {outcome}", no, what, outcome)
    } else {
        say!("{no} {what} ({place}): {outcome}", no, what, place = &p.place, outcome)
    }
}

/// What all of them come to, in a sentence or two.
pub fn in_short(all: &[Looked]) -> String {
    let of = |is: &dyn Fn(&Outcome) -> bool| -> Vec<&str> {
        all.iter().filter(|l| is(&l.outcome())).map(|l| l.piece.no.as_str()).collect()
    };
    let problems = of(&Outcome::is_a_problem);
    let same = of(&|o| matches!(o, Outcome::Unchanged { .. })).len();
    let never = of(&|o| matches!(o, Outcome::NeverKept));
    joined([
        if problems.is_empty() && same == 0 {
            say!("There is no file here whose fingerprint was kept.").to_owned()
        } else if problems.is_empty() {
            say!("Nothing changed: {same|file is|files are} what {same?it was|they were}.", same)
        } else {
            say!(
                "Look at {which}: changed, not there any more or not to be read. Unchanged: {same}.",
                which = few(&problems, NAMED),
                same
            )
        },
        if never.is_empty() {
            String::new()
        } else {
            say!("Never kept: {which}.", which = few(&never, NAMED))
        },
    ])
}

/// That it was kept how files are; `undo` is what takes it back.
pub(super) fn kept(
    kept: &[(String, u64)],
    (not, unseen): (&[String], &[(String, Vec<String>)]),
    undo: Option<String>,
) -> String {
    let back = undo.map_or_else(String::new, |undo| say!("{undo} takes it back.", undo));
    joined([
        match kept {
            [] => say!("Nothing was kept.").to_owned(),
            [(no, size)] => {
                say!("Kept how the file of {no} is now: {size} bytes, and its fingerprint.", no, size)
            }
            several => {
                say!("Kept how {n|file is|files are} now, each by size and fingerprint.", n = several.len())
            }
        },
        if not.is_empty() { String::new() } else { say!("Not read: {which}.", which = few(not, NAMED)) },
        joined(unseen.iter().take(NAMED).map(|(no, names)| {
            say!(
                "{no} holds something else than before: that {who} saw it counted for what it held then and was taken out. Have it \
                 seen again.",
                no,
                who = few(names, NAMED)
            )
        })),
        if kept.is_empty() { String::new() } else { back },
    ])
}

/// That nothing was kept of a file, and why.
pub(super) fn not_read(looked: &Looked) -> String {
    let no = &looked.piece.no;
    if looked.piece.place.is_empty() {
        return say!("{no} names no file: write where it is first. Nothing was changed.", no);
    }
    let (place, why) = (crate::model::text::shown(&looked.piece.place, 60), outcome(looked));
    say!(
        "The file of {no} was not read: {place} - {why}. A path is meant from the folder of this assessment. Nothing was changed.",
        no,
        place,
        why
    )
}

/// How the file of a piece that was just kept is kept too.
pub(super) fn offered(verb: &dyn Fn(Verb) -> Option<String>) -> String {
    verb(Verb::Cite).map_or_else(String::new, |cite| {
        say!("{cite} keeps how the file is now, so that you can see later whether it changed.", cite)
    })
}
