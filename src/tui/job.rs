//! Work in the background: it gets data of its own, never the session, and the screen keeps answering.

use std::path::Path;
use std::sync::mpsc::{self, TryRecvError};

use jiff::civil::Date;

use super::shell::{Shell, Tone};
use crate::files::human_path;
use crate::report::{Format, Input, documents};
use crate::say;
use crate::session::Figures;
use crate::words::{Words as _, export::without_flags, language};
use crate::work::Work;

/// Name of the threads that work here. Their faults are said by [`Job::result`] and end nothing else.
pub(super) const THREAD: &str = "export";

/// Work that runs; its result is a sentence either way.
pub struct Job {
    done: mpsc::Receiver<Result<String, String>>,
}

impl Job {
    /// Writes every report into a folder; files that are there already are left alone.
    pub(super) fn export(work: &Work, made: Date, folder: &Path) -> Self {
        let (send, done) = mpsc::channel();
        let refuse = send.clone();
        let language = language::now();
        let (q, a, figures, head) = (work.shared_q(), work.a().clone(), work.figures(), work.head());
        let folder = folder.to_path_buf();
        let task = move || {
            language::set(language);
            debug_assert!(!super::fault_asked("export"), "asked for by a test");
            let Figures { scores, verdict, gaps, roadmap } = &figures;
            let input = Input { q: &q, a: &a, scores, verdict, gaps, roadmap, made, head: &head };
            let result = documents(&input, &Format::ALL)
                .map_err(|e| e.to_string())
                .and_then(|list| crate::export::write(&folder, &list, false).map_err(|e| without_flags(&e)))
                .map(|paths| {
                    let folder = human_path(&folder);
                    say!("{n|file|files} written to {name}.", n = paths.len(), name = folder)
                });
            // The receiver is gone when the program ended meanwhile; the files are written all the same.
            let _ = send.send(result);
        };
        if let Err(e) = std::thread::Builder::new().name(THREAD.into()).spawn(task) {
            let why = crate::files::why(&e).words();
            let words = say!(
                "Nothing was exported: this computer has no room for more work now ({why}). Try again.",
                why
            );
            let _ = refuse.send(Err(words));
        }
        Self { done }
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
