//! Plain mode: the same program line by line, for screen readers and terminals that cannot draw. One fact
//! a line, progress in words, no escape codes, no frames.
//!
//! The command line starts it with what to read from and what to write to. It works through the same
//! verbs as the full-screen program, so either reopens where the other stopped. It must not know
//! ratatui, crossterm or the full-screen program.

mod agenda;
mod answer;
mod apart;
mod audit;
mod backups;
mod cited;
mod export;
mod form;
mod home;
mod import;
mod left_out;
mod look;
mod meant;
mod merge_file;
mod names;
mod papers;
mod portfolio;
mod question;
mod record;
mod rehearsal;
mod rescue;
mod risks;
mod shape;
mod show;
mod sitting;
mod statement;
mod talk;
mod trail;
mod unfinished;
mod votes;
mod way;
mod word;
mod write;

use std::io::{self, BufRead, Write};
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use crate::model::Questionnaire;
use crate::model::record::Kind;
use crate::say;
use crate::session::{NoBackup, Session};
use crate::words::Words as _;
use crate::work::Work;
pub use names::Typed;
use sitting::Sitting;
use talk::Talk;
use way::First;

/// What plain mode is started with.
pub struct Start<'p> {
    /// The questions.
    pub bank: Questionnaire,
    /// The kinds of records there are.
    pub kinds: &'static [&'static Kind],
    /// File to open at once; none: home.
    pub file: Option<&'p Path>,
    /// Today.
    pub today: Date,
    /// Who answers.
    pub by: &'p str,
    /// Whether lines that are read are also written; wanted when nobody sees them typed.
    pub echo: bool,
}

/// Whether a word is one of plain mode that changes nothing by itself: it shows, asks or goes elsewhere.
pub fn only_tells(word: &str) -> bool {
    word::only_tells(word)
}

/// What comes after a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    /// Ask again.
    Stay,
    /// Say the question, then ask.
    Show,
    /// Close the assessment.
    Home,
    /// The end.
    Quit,
}

/// Plain mode between two assessments.
struct Plain<'t> {
    talk: Talk<'t>,
    bank: Arc<Questionnaire>,
    kinds: &'static [&'static Kind],
    today: Date,
    by: String,
    /// What the next sitting begins with.
    first: Option<First>,
}

/// Runs until `quit` or the end of the input. The words of a failure with the exit code of the program;
/// a reader that went away is none.
pub fn run(start: Start<'_>, input: &mut dyn BufRead, out: &mut dyn Write) -> Result<(), (u8, String)> {
    let talk = Talk::new(input, out, start.echo);
    let mut plain = Plain {
        talk,
        bank: Arc::new(start.bank),
        kinds: start.kinds,
        today: start.today,
        by: start.by.to_owned(),
        first: None,
    };
    let mut open = start.file.map(|path| plain.open_or_ask(path)).transpose()?.flatten();
    crate::files::tidy();
    if open.is_none() {
        output(plain.introduce())?;
    }
    loop {
        let s = match open.take() {
            Some(s) => s,
            None => match output(plain.home())? {
                Some(s) => s,
                None => return output(plain.talk.say(say!("The end."))),
            },
        };
        let (next, refused) = plain.sit(s)?;
        if next == Next::Quit {
            return output(plain.talk.say(if refused {
                say!("What was refused is not kept: the file could not be changed. Nothing else is lost. The end.")
            } else {
                say!("Everything is saved. The end.")
            }));
        }
    }
}

impl Plain<'_> {
    /// One assessment from opening to closing, and whether changes were refused because the file cannot be changed. It
    /// is closed whatever happens to the output.
    fn sit(&mut self, s: Session) -> Result<(Next, bool), (u8, String)> {
        let first = self.first.take();
        let mut sitting = Sitting::new(&mut self.talk, Work::with_kinds(s, self.today, self.kinds));
        let served = sitting.serve(first);
        let refused = sitting.refused;
        let closed = sitting.w.into_session().close_and_tell().map_err(|e| (e.exit_code(), e.to_string()));
        let next = output(served)?;
        if let Ok(Some(why)) = &closed {
            output(self.talk.say(no_backup(why)))?;
        }
        match closed {
            Err((_, words)) if next == Next::Home => output(self.talk.trouble(words))?,
            Err(failure) => return Err(failure),
            Ok(_) => {}
        }
        Ok((next, refused))
    }
}

/// That the last changes have no backup.
fn no_backup(why: &NoBackup) -> String {
    say!("No backup: {why}. Everything is saved in the file itself.", why = why.words())
}

/// A failure to read or write as exit code and words.
fn output<T>(done: io::Result<T>) -> Result<T, (u8, String)> {
    done.map_err(|e| {
        if e.kind() == io::ErrorKind::BrokenPipe {
            return (0, String::new());
        }
        let why = crate::files::why(&e).words();
        (74, say!("Plain mode cannot go on: {why}. Every answer that was acknowledged is saved.", why))
    })
}
