//! Work in the background: it gets data of its own, never the session, and the screen keeps answering.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, TryRecvError};
use std::sync::{Arc, Mutex, PoisonError};

use super::desk::Desk;
use super::dialog::{Dialog, ExportRow, Pick, PickRow, Picker, Reader};
use super::shell::{Shell, Tone};
use crate::files;
use crate::report::Stop;
use crate::say;
use crate::tui::keymap::OnScreen;
use crate::words::{Words as _, export, language, portfolio as clients};
use crate::work::Written;
use crate::work::portfolio::{Asked, Progress};
use crate::work::tables::{self, NoTables};

/// Name of the threads that work here. Their faults are said by [`Job::result`] and end nothing else.
pub(super) const THREAD: &str = "export";

/// How far the work is, and whether it is to stop.
#[derive(Default)]
struct Course {
    /// How many files are made, and which is made now.
    now: Mutex<(usize, String)>,
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
    /// Where the files go.
    to: PathBuf,
    done: mpsc::Receiver<Result<String, String>>,
    runs: Runs,
    /// What was said last of how far it is.
    said: Option<String>,
}

impl Job {
    /// Writes the chosen papers into a folder; files that are there already are left alone. Words where it cannot begin.
    pub(super) fn export(desk: &mut Desk) -> Result<Self, String> {
        let papers = desk.work.papers(&desk.wish()).map_err(|e| export::not_written(&e))?;
        let (folder, of) = (desk.export_folder(), papers.count());
        let chosen = desk.export.chosen(desk.work.path());
        let (course, to) = (Arc::new(Course::default()), folder.clone());
        let seen = Arc::clone(&course);
        let done = begin(move || {
            debug_assert!(!super::fault_asked("export"), "asked for by a test");
            let mut step = |made: usize, name: &str| {
                *seen.now.lock().unwrap_or_else(PoisonError::into_inner) = (made, name.to_owned());
                if seen.stop.load(Ordering::Relaxed) { Stop::Yes } else { Stop::No }
            };
            let result = papers
                .write(&folder, false, &mut step)
                .map(|written| export::written(&written, &folder))
                .map_err(|e| export::not_written(&e));
            if result.is_ok() {
                files::remember_choice(&chosen);
            }
            result
        });
        Ok(Self { to, done, runs: Runs::Papers(course, of), said: None })
    }

    /// Writes tables of all clients of a folder; files that are there already are left alone.
    pub(super) fn tables(folder: PathBuf, to: PathBuf, shell: &Shell) -> Self {
        let (bank, today, goes) = (shell.bank.clone(), shell.today, to.clone());
        let progress = Arc::new(Progress::default());
        let seen = Arc::clone(&progress);
        let done = begin(move || {
            let (words, nameless) = (&clients::obstacle, &clients::nameless);
            let asked = Asked { folder: &folder, bank, today, redact: false, words, nameless };
            match tables::write(&asked, &to, false, &seen) {
                Ok((_, paths)) => Ok(export::written(
                    &Written { paths, unseen: 0, own_words: false, cut: Vec::new(), elsewhere: None },
                    &to,
                )),
                Err(NoTables::Folder(e)) => Err(e.words()),
                Err(NoTables::NotWritten(e)) => Err(export::not_written(&e)),
            }
        });
        Self { to: goes, done, runs: Runs::Tables(progress), said: None }
    }

    /// Asks whether it is to stop, and says how far it is.
    pub(super) fn ask_to_stop(&self, shell: &mut Shell) {
        let rows = vec![
            PickRow::new(say!("Go on"), "", Pick::Export(ExportRow::GoOn)),
            PickRow::new(say!("Stop"), say!("nothing is written"), Pick::Export(ExportRow::Stop)),
        ];
        let picker = Picker { rows, note: Some(self.how_far()), ..Picker::default() };
        shell.dialogs.push(Dialog::Choose(say!("Export"), picker));
    }

    /// How far it is, for whoever is asked whether it goes on.
    fn how_far(&self) -> String {
        let (made, of, _) = self.now();
        match self.runs {
            Runs::Papers(..) => {
                say!("An export is running: {made} of {n|file is|files are} made.", made, n = of)
            }
            Runs::Tables(_) => {
                say!("An export is running: {made} of {n|file is|files are} read.", made, n = of)
            }
        }
    }

    /// How many files are made or read, of how many, and the name of the one that comes where it has one.
    fn now(&self) -> (usize, usize, String) {
        match &self.runs {
            Runs::Papers(course, of) => {
                let (made, name) = course.now.lock().unwrap_or_else(PoisonError::into_inner).clone();
                (made, *of, name)
            }
            Runs::Tables(progress) => {
                let (read, of) = progress.now();
                (read, of, String::new())
            }
        }
    }

    /// Says how far it is, where nothing else was said meanwhile.
    fn tell(&mut self, shell: &mut Shell) {
        let (made, all, name) = self.now();
        let (n, key) = ((made + 1).min(all), shell.key(OnScreen::Export));
        let words = if name.is_empty() {
            say!("Reading {n} of {all|file|files}. {key} stops it.", n, all, key)
        } else {
            say!("Exporting {n} of {all}: {name}. {key} stops it.", n, all, name, key)
        };
        // Whoever is asked sees it go on.
        let far = self.how_far();
        for asked in shell.dialogs.iter_mut().filter(|d| d.is_of_running()).filter_map(Dialog::picker) {
            if asked.note.as_ref() != Some(&far) {
                asked.note = Some(far.clone());
                shell.dirty = true;
            }
        }
        let free = match &shell.message {
            None => true,
            Some((_, shown)) => self.said.as_ref() == Some(shown) && *shown != words,
        };
        if free {
            shell.say(Tone::Done, words.clone());
            self.said = Some(words);
        }
    }

    /// Has it stop before the next file is made.
    pub(super) fn stop(&self) {
        match &self.runs {
            Runs::Papers(course, _) => course.stop.store(true, Ordering::Relaxed),
            Runs::Tables(progress) => progress.stop(),
        }
    }

    /// Waits for the end, so that no half of it is left when the program ends; what came of it.
    pub fn finish(self) -> String {
        match self.done.recv() {
            Ok(Ok(words) | Err(words)) => words,
            Err(_) => fallen(),
        }
    }

    /// What is to be said where nobody waits for the end.
    pub fn cut_off(&self) -> String {
        say!(
            "An export was running: nothing of it, or only a part, is in {folder}. Export again.",
            folder = files::human_path(&self.to)
        )
    }

    /// The result, once there is one.
    pub fn result(&self) -> Option<Result<String, String>> {
        match self.done.try_recv() {
            Ok(result) => Some(result),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(fallen())),
        }
    }
}

/// What is said where the thread ended without a result.
fn fallen() -> String {
    say!("The export stopped because of a fault of the program. Answers are not touched.").to_owned()
}

/// Has a thread do it in the language of this one; where there is no thread, says so in its place.
fn begin(
    task: impl FnOnce() -> Result<String, String> + Send + 'static,
) -> mpsc::Receiver<Result<String, String>> {
    let (send, done) = mpsc::channel();
    let (refuse, language) = (send.clone(), language::now());
    let task = move || {
        language::set(language);
        // The receiver is gone when the program ended meanwhile; the files are written all the same.
        let _ = send.send(task());
    };
    if let Err(e) = std::thread::Builder::new().name(THREAD.into()).spawn(task) {
        let why = crate::files::why(&e).words();
        let words = say!(
            "Nothing was exported: this computer has no room for more work now ({why}). Try again.",
            why
        );
        let _ = refuse.send(Err(words));
    }
    done
}

/// Says the result of a job and ends it; true while it runs.
pub(super) fn look(job: &mut Option<Job>, shell: &mut Shell) -> bool {
    let Some(running) = job else { return false };
    let Some(result) = running.result() else {
        running.tell(shell);
        return true;
    };
    *job = None;
    let (tone, words) = match result {
        Ok(words) => (Tone::Done, words),
        Err(words) => (Tone::Warning, words),
    };
    // Nobody is asked any longer whether it is to stop. What was pressed for the question goes to nothing below it.
    for asked in shell.dialogs.iter_mut().filter(|dialog| dialog.is_of_running()) {
        let title = say!("Export").to_owned();
        *asked = Dialog::Read(Reader { title, lines: vec![words.clone()], top: 0, by: None });
    }
    shell.say(tone, words);
    false
}
