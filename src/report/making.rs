//! Makes the files somebody asked for, two at a time: what is built of an assessment is work for the processor, and most
//! computers have two. The order they come out in is the order they were asked for, and their bytes are the same however the work
//! was shared. Used by the rest of the program through `report`.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::leaving::{Maker, files};
use super::{Document, File, Format, Input, ReportError};
use crate::doc::House;
use crate::doc::xlsx::Cut;
use crate::words::language;

/// Whether making goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// It goes on.
    No,
    /// It ends, and nothing is written.
    Yes,
}

/// Finished documents.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Made {
    /// In the order they were asked for.
    pub documents: Vec<Document>,
    /// Signs without a picture in the PDF files.
    pub unseen: usize,
    /// Cells of workbooks that hold less than they should, each with the name of its file.
    pub cut: Vec<(String, Cut)>,
}

/// What one thread made: each file with its place, or why there is none.
type Share = (Vec<(usize, Result<Option<Document>, ReportError>)>, usize, Vec<(String, Cut)>);

/// The work two threads share.
struct Shared<'s> {
    input: &'s Input<'s>,
    house: &'s House,
    /// Files of one name, and the place of the first: they are made by one thread, of one document.
    jobs: Vec<(usize, &'s [File])>,
    next: AtomicUsize,
    /// Files made so far.
    done: AtomicUsize,
    /// Somebody stopped it, or something could not be made.
    ended: AtomicBool,
}

impl<'s> Shared<'s> {
    fn new(input: &'s Input<'s>, files: &'s [File], house: &'s House) -> Self {
        let mut at = 0;
        let jobs = files.chunk_by(|one, two| one.0 == two.0).map(|job| {
            at += job.len();
            (at - job.len(), job)
        });
        let jobs = jobs.collect();
        let (next, done, ended) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicBool::new(false));
        Self { input, house, jobs, next, done, ended }
    }

    /// Makes what nobody has begun until nothing is left. `step` is asked before each file.
    fn run(&self, step: &mut dyn FnMut(usize, &str) -> Stop) -> Share {
        let (mut maker, mut made) = (Maker::new(self.input, self.house), Vec::new());
        while let Some((at, job)) = self.jobs.get(self.next.fetch_add(1, Ordering::Relaxed)) {
            for (file, no) in job.iter().zip(*at..) {
                if step(self.done.load(Ordering::Relaxed), &file.1.file(&file.0)) == Stop::Yes {
                    self.ended.store(true, Ordering::Relaxed);
                }
                if self.ended.load(Ordering::Relaxed) {
                    return (made, maker.unseen, maker.cut);
                }
                let one = maker.one(file);
                if one.is_err() {
                    self.ended.store(true, Ordering::Relaxed);
                }
                made.push((no, one));
                self.done.fetch_add(1, Ordering::Relaxed);
            }
        }
        (made, maker.unseen, maker.cut)
    }

    /// All of it. A fault of ours on the other thread is one of this thread.
    fn all(&self, step: &mut dyn FnMut(usize, &str) -> Stop) -> Share {
        if self.jobs.len() < 2 {
            return self.run(step);
        }
        // A thread that fails is told from others by its name; this one's says whose work it does.
        let name = std::thread::current().name().unwrap_or("export").to_owned();
        let said = language::now();
        std::thread::scope(|scope| {
            let other = std::thread::Builder::new().name(name).spawn_scoped(scope, || {
                language::set(said);
                self.run(&mut |_, _| Stop::No)
            });
            let (mut made, mut unseen, mut cut) = self.run(step);
            // Without a second thread this one did all of it.
            if let Ok(other) = other {
                match other.join() {
                    Ok((rest, more, more_cut)) => {
                        made.extend(rest);
                        unseen += more;
                        cut.extend(more_cut);
                    }
                    Err(fault) => std::panic::resume_unwind(fault),
                }
            }
            (made, unseen, cut)
        })
    }
}

/// Makes these files in a house style. Before a file `step` is told how many are made and which comes, and may stop it all: then
/// there is none. It is asked on this thread alone, and once more when all are made. A file nobody knows is left out.
pub fn make(
    input: &Input,
    files: &[File],
    house: &House,
    step: &mut dyn FnMut(usize, &str) -> Stop,
) -> Result<Option<Made>, ReportError> {
    let shared = Shared::new(input, files, house);
    let (mut all, unseen, mut cut) = shared.all(step);
    // Whichever thread was first: files by their names, the cells of each as they stand.
    cut.sort_by(|(one, _), (two, _)| one.cmp(two));
    all.sort_by_key(|(no, _)| *no);
    let documents: Vec<Option<Document>> = all.into_iter().map(|(_, one)| one).collect::<Result<_, _>>()?;
    let last = files.last().map(|(name, format)| format.file(name)).unwrap_or_default();
    if shared.ended.into_inner() || step(files.len().saturating_sub(1), &last) == Stop::Yes {
        return Ok(None);
    }
    Ok(Some(Made { documents: documents.into_iter().flatten().collect(), unseen, cut }))
}

/// All documents of these formats in our own style, in the order a reader would open them.
pub fn documents(input: &Input, formats: &[Format]) -> Result<Vec<Document>, ReportError> {
    let files: Vec<File> = files().into_iter().filter(|(_, f)| formats.contains(f)).collect();
    let made = make(input, &files, &House::default(), &mut |_, _| Stop::No)?;
    Ok(made.unwrap_or_default().documents)
}
