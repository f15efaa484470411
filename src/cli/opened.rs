//! What commands begin and end with: opening a file to look or to change, the day, which formats there are,
//! letting go of the file. Every command may use it; it knows none of them.

use std::io::Write;
use std::path::Path;
use std::time::Duration;

use clap::ValueEnum;
use jiff::civil::Date;

use super::{Failure, Format};
use crate::model::said::Verb;
use crate::session::Session;
use crate::words::Names;
use crate::words::Words as _;
use crate::words::each;
use crate::work::Work;
use crate::{bank, files, inert, say};

/// How long a headless writer waits for another window, in seconds.
const PATIENCE: u64 = 10;
/// How a command ends where somebody else has the file open.
const BUSY: u8 = 75;
/// How long it waits without a word.
const SILENCE: Duration = Duration::from_millis(500);

pub(super) fn today() -> Date {
    jiff::Zoned::now().date()
}

/// What a command names in its words: nobody is there to press a key or type a word.
pub(super) struct Nobody;

impl Names for Nobody {
    fn verb(&self, _: Verb) -> Option<String> {
        None
    }
}

pub(super) fn look(file: &Path) -> Result<Work, Failure> {
    look_on(file, today())
}

/// As [`look`], as if it were this day.
pub(super) fn look_on(file: &Path, day: Date) -> Result<Work, Failure> {
    Ok(Work::new(Session::open(bank::embedded()?, file, "", false, Duration::ZERO)?, day))
}

/// Opens a file to change it; `nothing` says what was not done when it cannot be changed.
pub(super) fn change(file: &Path, by: &str, nothing: &str) -> Result<Work, Failure> {
    let open = |patience| Session::open(bank::embedded()?, file, by, true, patience).map_err(Failure::from);
    let s = match open(SILENCE) {
        Err(busy) if busy.0 == BUSY => {
            let name = files::shown_name(file, 36);
            tell(&[say!(
                "Another program has {name} open; waiting up to {n} seconds for it.",
                name,
                n = PATIENCE
            )]);
            open(Duration::from_secs(PATIENCE))?
        }
        opened => opened?,
    };
    match &s.read_only {
        Some(why) => {
            let (name, why) = (files::human_path(file), why.words());
            Err(Failure(77, say!("{name} cannot be changed: {why}. {nothing}", name, why, nothing)))
        }
        None => Ok(signed(Work::new(s, today()), by)),
    }
}

/// The same with who was named as the one who sits here, where that is somebody of the register; a login names nobody.
pub(super) fn signed(mut w: Work, by: &str) -> Work {
    if by != files::user() {
        w.sign_as(by);
    }
    w
}

/// Says what happened on the way; stdout is for data.
pub(super) fn tell(notices: &[String]) {
    for notice in notices {
        let _ = writeln!(std::io::stderr(), "clausewise: {}", inert::text(notice));
    }
}

/// Lets go of a file that was changed, and says when the change has no backup.
pub(super) fn finish(mut w: Work) -> Result<(), Failure> {
    let name = files::shown_name(w.path(), 36);
    w.settle()?;
    let news = w.news();
    let closed = w.into_session().close_and_tell()?;
    tell(&each(news.as_slice()));
    if let Some(why) = closed {
        let why = why.words();
        tell(&[say!("Saved, but there is no backup of {name}: {why}.", name, why)]);
    }
    Ok(())
}

/// Only text and data formats that a command offers are accepted.
pub(super) fn only(format: Format, offered: &[Format]) -> Result<(), Failure> {
    if offered.contains(&format) {
        return Ok(());
    }
    let name = |f: &Format| f.to_possible_value().map(|v| v.get_name().to_owned()).unwrap_or_default();
    let offered = offered.iter().map(name).collect::<Vec<_>>().join(", ");
    Err(Failure(
        2,
        say!("this command has no format {format}; it has {offered}.", format = name(&format), offered),
    ))
}
