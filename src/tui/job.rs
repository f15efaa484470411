//! Work in the background: it gets data of its own, never the session, and the screen keeps answering.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, TryRecvError};

use super::desk::Desk;
use super::dialog::{Dialog, ExportRow, Pick, PickRow, Picker};
use super::shell::{Shell, Tone};
use crate::report::Stop;
use crate::say;
use crate::words::{Words as _, export, language, portfolio as clients};
use crate::work::Written;
use crate::work::portfolio::{Asked, Progress};
use crate::work::tables::{self, NoTables};

/// Name of the threads that work here. Their faults are said by [`Job::result`] and end nothing else.
pub(super) const THREAD: &str = "export";

/// How far the work is, and whether it is to stop.
#[derive(Default)]
struct Course {
    made: AtomicUsize,
    stop: AtomicBool,
}

/// What runs, to be asked how far it is and to be stopped.
enum Runs {
    /// Papers of an assessment, and how many there will be.
    Papers(Arc<Course>, usize),
    /// Tables of many clients.
    Tables(Arc<Progress>),
}

/// Work that runs; its result is a sentence either way.
pub struct Job {
    done: mpsc::Receiver<Result<String, String>>,
    runs: Runs,
}

impl Job {
    /// Writes the chosen papers into a folder; files that are there already are left alone. Words where it cannot begin.
    pub(super) fn export(desk: &Desk) -> Result<Self, String> {
        let papers = desk.work.papers(&desk.export.wish()).map_err(|e| export::not_written(&e))?;
        let (send, done) = mpsc::channel();
        let refuse = send.clone();
        let language = language::now();
        let (folder, of) = (desk.export_folder(), papers.count());
        let course = Arc::new(Course::default());
        let seen = Arc::clone(&course);
        let task = move || {
            language::set(language);
            debug_assert!(!super::fault_asked("export"), "asked for by a test");
            let mut step = |made: usize, _: &str| {
                seen.made.store(made, Ordering::Relaxed);
                if seen.stop.load(Ordering::Relaxed) { Stop::Yes } else { Stop::No }
            };
            let result = papers
                .write(&folder, false, &mut step)
                .map(|written| export::written(&written, &folder))
                .map_err(|e| export::not_written(&e));
            // The receiver is gone when the program ended meanwhile; the files are written all the same.
            let _ = send.send(result);
        };
        begin(task, &refuse);
        Ok(Self { done, runs: Runs::Papers(course, of) })
    }

    /// Writes tables of all clients of a folder; files that are there already are left alone.
    pub(super) fn tables(folder: PathBuf, to: PathBuf, shell: &Shell) -> Self {
        let (send, done) = mpsc::channel();
        let refuse = send.clone();
        let (bank, today, language) = (shell.bank.clone(), shell.today, language::now());
        let progress = Arc::new(Progress::default());
        let seen = Arc::clone(&progress);
        let task = move || {
            language::set(language);
            let (words, nameless) = (&clients::obstacle, &clients::nameless);
            let asked = Asked { folder: &folder, bank, today, redact: false, words, nameless };
            let result = match tables::write(&asked, &to, false, &seen) {
                Ok((_, paths)) => Ok(export::written(&Written { paths, unseen: 0 }, &to)),
                Err(NoTables::Folder(e)) => Err(e.words()),
                Err(NoTables::NotWritten(e)) => Err(export::not_written(&e)),
            };
            // The receiver is gone when the program ended meanwhile; the files are written all the same.
            let _ = send.send(result);
        };
        begin(task, &refuse);
        Self { done, runs: Runs::Tables(progress) }
    }

    /// Asks whether it is to stop, and says how far it is.
    pub(super) fn ask_to_stop(&self, shell: &mut Shell) {
        let (made, of) = match &self.runs {
            Runs::Papers(course, of) => (course.made.load(Ordering::Relaxed), *of),
            Runs::Tables(progress) => progress.now(),
        };
        let rows = vec![
            PickRow::new(say!("Go on"), "", Pick::Export(ExportRow::GoOn)),
            PickRow::new(say!("Stop"), say!("nothing is written"), Pick::Export(ExportRow::Stop)),
        ];
        let note = say!("An export is running: {made} of {n|file is|files are} made.", made, n = of);
        let picker = Picker { rows, note: Some(note), ..Picker::default() };
        shell.dialogs.push(Dialog::Choose(say!("Export"), picker));
    }

    /// Has it stop before the next file is made.
    pub(super) fn stop(&self) {
        match &self.runs {
            Runs::Papers(course, _) => course.stop.store(true, Ordering::Relaxed),
            Runs::Tables(progress) => progress.stop(),
        }
    }

    /// Waits for the end, so that no half of it is left when the program ends.
    pub fn finish(self) {
        let _ = self.done.recv();
    }

    /// The result, once there is one.
    pub fn result(&self) -> Option<Result<String, String>> {
        match self.done.try_recv() {
            Ok(result) => Some(result),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(say!(
                "The export stopped because of a fault of the program. Answers are not touched."
            )
            .into())),
        }
    }
}

/// Has a thread do it; where there is none, says so in its place.
fn begin(task: impl FnOnce() + Send + 'static, refuse: &mpsc::Sender<Result<String, String>>) {
    if let Err(e) = std::thread::Builder::new().name(THREAD.into()).spawn(task) {
        let why = crate::files::why(&e).words();
        let words = say!(
            "Nothing was exported: this computer has no room for more work now ({why}). Try again.",
            why
        );
        let _ = refuse.send(Err(words));
    }
}

/// Says the result of a job and ends it; true while it runs.
pub(super) fn look(job: &mut Option<Job>, shell: &mut Shell) -> bool {
    let Some(running) = job else { return false };
    let Some(result) = running.result() else { return true };
    *job = None;
    match result {
        Ok(words) => shell.say(Tone::Done, words),
        Err(words) => shell.say(Tone::Warning, words),
    }
    false
}
