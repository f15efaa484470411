//! Looking through a folder of assessments: every file is read, verified and let go, two at a time, and a row is kept of
//! each. Nothing is changed, locked or stored. The command and the screen both ask here.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;

use super::HIDDEN;
use crate::files::{self, Kind, Why};
use crate::model::hand_out::HandOut;
use crate::model::portfolio::{Aside, Client, Instead, Portfolio, Standard, Unread, Whose};
use crate::model::questionnaire::Questionnaire;
use crate::model::roadmap::PlanInput;
use crate::model::{GapList, Roadmap, Scores, Verdict, text};
use crate::report::{Head, Input};
use crate::session::{Read, Reader, StoreError};

/// How far below the folder files are looked for: who keeps a folder a client and in it a folder a year has them three
/// levels down.
const LEVELS: usize = 4;

/// How many files are read at a time: reading is work for the processor, and one is left for everything else.
const AT_ONCE: usize = 2;

/// Ending of the files.
const SUFFIX: &str = "aims";

/// What is asked of a folder.
pub struct Asked<'a> {
    /// The folder.
    pub folder: &'a Path,
    /// Files that keep no questionnaire answer this one.
    pub bank: Arc<Questionnaire>,
    /// The day figures are made for.
    pub today: Date,
    /// Whether names of organisations, files and folders are left out.
    pub redact: bool,
    /// Why a file or a folder could not be read, in words that name it.
    pub words: &'a (dyn Fn(Obstacle<'_>) -> String + Sync),
    /// What a file is called whose name is left out, by its number.
    pub nameless: &'a (dyn Fn(usize) -> String + Sync),
}

/// What keeps a file or a folder from being read.
#[derive(Debug, Clone, Copy)]
pub enum Obstacle<'o> {
    /// The file itself.
    File(&'o StoreError),
    /// The system, for a folder.
    Folder(&'o Why),
    /// Not to be told: it may name what is to be left out.
    Untold,
    /// A fault of this program, while it read the file.
    Fault,
}

/// How far it is, to be looked at from elsewhere, and whether to stop.
#[derive(Debug, Default)]
pub struct Progress {
    done: AtomicUsize,
    of: AtomicUsize,
    stop: AtomicBool,
}

impl Progress {
    /// Files looked at and files there are; none as long as they are counted.
    pub fn now(&self) -> (usize, usize) {
        (self.done.load(Ordering::Relaxed), self.of.load(Ordering::Relaxed))
    }

    /// Ends it after the files that are being read.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// Why there is no portfolio. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoPortfolio {
    /// The folder.
    pub folder: PathBuf,
    /// What is wrong with it.
    pub why: WhyNot,
}

/// What is wrong with a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhyNot {
    /// There is nothing of that name.
    Missing,
    /// It is something else.
    NotAFolder,
    /// It cannot be listed.
    Closed(Why),
    /// It was stopped.
    Stopped,
}

impl NoPortfolio {
    /// Exit code of the program: 65 no folder, 77 no right to, 74 the disk.
    pub const fn exit_code(&self) -> u8 {
        match &self.why {
            WhyNot::Missing | WhyNot::NotAFolder => 65,
            WhyNot::Closed(Why::NoRight) => 77,
            WhyNot::Closed(_) | WhyNot::Stopped => 74,
        }
    }
}

/// A file as it is handed to whoever wants more of it than its row: everything documents are made of.
pub struct Looked<'l> {
    /// Its number among all files of the folder, from 1.
    pub no: usize,
    /// What it is called: the file below the folder; empty where names are left out.
    pub file: &'l str,
    /// Everything documents are made of.
    pub input: Input<'l>,
}

/// Makes something of each file while it is at hand. It has gap list and roadmap then, which rows do without.
pub type Each<'e, T> = &'e (dyn Fn(&Looked<'_>) -> T + Sync);

/// The rows of a folder.
pub fn rows(asked: &Asked<'_>, progress: &Progress) -> Result<Portfolio, NoPortfolio> {
    look(asked, progress, None::<Each<'_, ()>>).map(|(portfolio, _)| portfolio)
}

/// The rows of a folder, and what `each` makes of every file that could be read, in the order of the rows.
pub fn with_each<T: Send>(
    asked: &Asked<'_>,
    progress: &Progress,
    each: Each<'_, T>,
) -> Result<(Portfolio, Vec<T>), NoPortfolio> {
    look(asked, progress, Some(each))
}

/// What came of one file; none after a fault of ours. Its words come later: threads know no language.
type Found<T> = Option<One<T>>;

/// The same of a file that was looked at; nothing of one that was handed out, which is no client's.
type One<T> = Result<Option<(Client, Option<T>)>, StoreError>;

fn look<T: Send>(
    asked: &Asked<'_>,
    progress: &Progress,
    each: Option<Each<'_, T>>,
) -> Result<(Portfolio, Vec<T>), NoPortfolio> {
    let (mut portfolio, files) = list(asked)?;
    progress.of.store(files.len(), Ordering::Relaxed);
    let reading = Reading {
        asked,
        reader: Reader::new(Arc::clone(&asked.bank)),
        standards: Mutex::new(Vec::new()),
        files: &files,
        next: AtomicUsize::new(0),
        progress,
        each,
    };
    let all = reading.all();
    if progress.is_stopped() {
        return Err(no_portfolio(asked.folder, WhyNot::Stopped));
    }
    let mut made = Vec::new();
    for (n, (one, path)) in all.into_iter().zip(&files).enumerate() {
        let file = called(asked, n + 1, path);
        let why = match one {
            Some(Ok(None)) => {
                portfolio.aside.push(Aside { file, what: Instead::HandOut });
                continue;
            }
            Some(Ok(Some((client, more)))) => {
                portfolio.clients.push(Client { file, path: path.clone(), ..client });
                made.extend(more);
                continue;
            }
            None => (asked.words)(Obstacle::Fault),
            Some(Err(_)) if asked.redact => (asked.words)(Obstacle::Untold),
            Some(Err(e)) => (asked.words)(Obstacle::File(&e)),
        };
        portfolio.unread.push(Unread { no: Some(n + 1), file, path: path.clone(), why });
    }
    portfolio.standards = reading
        .standards
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner)
        .into_iter()
        .map(|s| s.1)
        .collect();
    portfolio.settle_standards();
    Ok((portfolio, made))
}

fn no_portfolio(folder: &Path, why: WhyNot) -> NoPortfolio {
    NoPortfolio { folder: folder.to_path_buf(), why }
}

/// Whether there is such a folder; a link to one is one.
pub fn is_folder(folder: &Path) -> Result<(), NoPortfolio> {
    let why = match files::canonical(folder).and_then(|real| files::inspect(&real)) {
        Ok(found) if found.kind == Kind::Folder => return Ok(()),
        Ok(_) => WhyNot::NotAFolder,
        Err(e) => match files::why(&e) {
            Why::Missing => WhyNot::Missing,
            Why::NotAFolder => WhyNot::NotAFolder,
            why => WhyNot::Closed(why),
        },
    };
    Err(no_portfolio(folder, why))
}

/// The files to be read, and what of the portfolio is known without reading one.
fn list(asked: &Asked<'_>) -> Result<(Portfolio, Vec<PathBuf>), NoPortfolio> {
    is_folder(asked.folder)?;
    let kept = files::backups_dir();
    let listing = files::files_below(asked.folder, SUFFIX, LEVELS, kept.as_deref())
        .map_err(|e| no_portfolio(asked.folder, WhyNot::Closed(files::why(&e))))?;
    let mut portfolio = Portfolio { more: listing.more, ..Portfolio::default() };
    if !asked.redact {
        let whole = std::path::absolute(asked.folder);
        portfolio.folder = files::human_path(whole.as_deref().unwrap_or(asked.folder));
    }
    let all: BTreeSet<&Path> = listing.files.iter().map(PathBuf::as_path).collect();
    let (mut own, mut asides) = (Vec::new(), Vec::new());
    for path in &listing.files {
        match instead(path, &all) {
            None => own.push(path.clone()),
            Some(Instead::Conflict(_)) if asked.redact => {
                asides.push((path, Instead::Conflict(String::new())));
            }
            Some(what) => asides.push((path, what)),
        }
    }
    let numbered = asides.into_iter().zip(own.len() + 1..);
    portfolio.aside =
        numbered.map(|((path, what), no)| Aside { file: called(asked, no, path), what }).collect();
    portfolio.unread = listing
        .closed
        .iter()
        .map(|(path, why)| {
            let (file, why) = if asked.redact {
                (String::new(), (asked.words)(Obstacle::Untold))
            } else {
                (name(path), (asked.words)(Obstacle::Folder(why)))
            };
            Unread { no: None, file, path: path.clone(), why }
        })
        .collect();
    Ok((portfolio, own))
}

/// What a file is by its name that is no assessment of its own. A second version whose first is gone is one.
fn instead(path: &Path, all: &BTreeSet<&Path>) -> Option<Instead> {
    let file = path.file_name()?.to_str()?;
    if let Some(stem) = files::conflicting(file) {
        let first = path.with_file_name(format!("{stem}.{SUFFIX}"));
        return all.contains(first.as_path()).then(|| Instead::Conflict(name(&first)));
    }
    files::is_backup_name(file).then_some(Instead::Backup)
}

/// The path below the folder as text fit for a line, with `/` on every system.
fn name(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    text::clean_line(&parts.join("/"))
}

fn called(asked: &Asked<'_>, no: usize, path: &Path) -> String {
    if asked.redact { (asked.nameless)(no) } else { name(path) }
}

/// What the threads share.
struct Reading<'r, T> {
    asked: &'r Asked<'r>,
    reader: Reader,
    /// The questionnaires met so far: each with what it is compared by.
    standards: Mutex<Vec<(Arc<Questionnaire>, Standard)>>,
    files: &'r [PathBuf],
    next: AtomicUsize,
    progress: &'r Progress,
    each: Option<Each<'r, T>>,
}

impl<T: Send> Reading<'_, T> {
    /// What came of every file, in their order.
    fn all(&self) -> Vec<Found<T>> {
        let mut all: Vec<Found<T>> = std::iter::repeat_with(|| None).take(self.files.len()).collect();
        // A thread that fails is told from others by its name; this one's says whose work it does.
        let name = std::thread::current().name().unwrap_or("portfolio").to_owned();
        let some = std::thread::scope(|scope| {
            let other =
                |_| std::thread::Builder::new().name(name.clone()).spawn_scoped(scope, || self.run()).ok();
            // Without a second thread this one does all of it.
            let others: Vec<_> = (1..AT_ONCE).filter_map(other).collect();
            let mut some = self.run();
            some.extend(others.into_iter().filter_map(|thread| thread.join().ok()).flatten());
            some
        });
        for (n, one) in some {
            all[n] = one;
        }
        all
    }

    /// Takes file after file until none is left. A fault of ours at one costs that one's row alone: nothing of it is kept,
    /// so nothing half done stays behind.
    fn run(&self) -> Vec<(usize, Found<T>)> {
        let mut all = Vec::new();
        while !self.progress.is_stopped() {
            let n = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(file) = self.files.get(n) else { break };
            let row = || {
                let read = self.reader.read(&self.asked.folder.join(file))?;
                Ok(HandOut::of(&read.a).is_none().then(|| self.row(n + 1, file, read)))
            };
            all.push((n, catch_unwind(AssertUnwindSafe(row)).ok()));
            self.progress.done.fetch_add(1, Ordering::Relaxed);
        }
        all
    }

    /// The row of a file, without its name.
    fn row(&self, no: usize, path: &Path, mut read: Read) -> (Client, Option<T>) {
        read.a.on(self.asked.today);
        let hidden = read.has_draft(HIDDEN);
        let (q, a) = (&*read.q, &read.a);
        let scores = Scores::compute(q, a);
        let verdict = Verdict::compute(q, a, &scores);
        let last = read.last.as_ref().map(|e| (e.hash.as_str(), e.time.as_str()));
        let (hash, until) = last.unwrap_or_default();
        let last_event = (read.events, hash, until);
        let whose =
            Whose { no, file: "", id: &read.id, standard: self.standard(&read.q), last: last_event, hidden };
        let mut client = Client::of(&whose, q, a, &scores, &verdict);
        if self.asked.redact {
            client.organisation.clear();
        }
        let more = self.each.map(|each| {
            let gaps = GapList::compute(q, a, &scores);
            let roadmap = Roadmap::compute(q, a, &scores, &gaps, PlanInput::of(a, self.asked.today));
            let first = read.first.as_ref().map(|e| (e.hash.as_str(), e.time.as_str()));
            let head = Head::of(read.events, last).begun(first);
            let made = self.asked.today;
            let (scores, verdict, gaps, roadmap) = (&scores, &verdict, &gaps, &roadmap);
            let file = if self.asked.redact { String::new() } else { name(path) };
            each(&Looked {
                no,
                file: &file,
                input: Input { q, a, scores, verdict, gaps, roadmap, made, head: &head, audit: None },
            })
        });
        (client, more)
    }

    /// The place of what a questionnaire is compared by; two of one id and the same parts are one.
    fn standard(&self, q: &Arc<Questionnaire>) -> usize {
        let mut all = self.standards.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = all.iter().position(|(known, _)| Arc::ptr_eq(known, q)) {
            return known;
        }
        let new = Standard::of(q);
        all.iter().position(|(_, known)| known.id == new.id && known.parts == new.parts).unwrap_or_else(
            || {
                all.push((Arc::clone(q), new));
                all.len() - 1
            },
        )
    }
}
