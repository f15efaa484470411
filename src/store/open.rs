//! Opening an assessment, in the order that keeps both sides safe: what lies there, what its header
//! says, what lies beside it, who else has it open, and only then a database that can look but not
//! write.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use super::causes::{Cause, Defect, InUse, Instead, Notice, ReadOnlyBecause, Seems};
use super::chain::{self, Dice, Row};
use super::error::{StoreError, Trouble};
use super::migrate::{self, APPLICATION_ID, Age};
use super::read::{self, Content, Depth, Survey};
use super::sqlite::{self, MAX_FILE};
use super::writer::{self, Store};
use super::{NewEvent, Opened};
use super::{backup, beside};
use super::{build, journal, questionnaire};
use crate::files::{self, FileId, Found, Holder, Kind, Lock, LockFailure};

/// A file that passed the first look.
pub(super) struct Target {
    /// Real path, links followed.
    pub(super) path: PathBuf,
    pub(super) id: FileId,
    pub(super) size: u64,
    /// Schema number of the header.
    pub(super) schema: i64,
    /// What is wrong with the header although it is ours; kept so that `check` can go on.
    pub(super) torn: Option<Defect>,
    pub(super) notices: Vec<Notice>,
}

/// What came of asking for the right to write.
struct Access {
    lock: Option<Lock>,
    read_only: Option<ReadOnlyBecause>,
    notices: Vec<Notice>,
}

/// Makes a new assessment with its first events and opens it for writing. An existing file is replaced
/// only with `overwrite`, and only if it is an assessment that nobody has open. The text of a questionnaire is
/// kept in it as it is; the first event should name its hash ([`super::QUESTIONNAIRE_FACT`]).
pub fn create(
    path: &Path,
    first: &[NewEvent],
    overwrite: bool,
    questionnaire: Option<&str>,
) -> Result<Opened, StoreError> {
    let (mut held, mut kept) = (None, None);
    if files::exists(path) {
        if !overwrite {
            return Err(StoreError::new(path, Trouble::Exists));
        }
        let target = look_at(path).map_err(|e| never_replaced(path, e))?;
        let access = ask(&target.path, Duration::ZERO);
        if let Some(reason) = access.read_only {
            let trouble = match reason {
                ReadOnlyBecause::Window(who) => Trouble::Busy(InUse::Window(who)),
                other => Trouble::CannotCreate(Cause::ReadOnly(other)),
            };
            return Err(StoreError::new(path, trouble));
        }
        held = access.lock;
        kept = Some(backup::before_replacing(&target.path)?);
    } else if !files::folder_of(path).is_dir() {
        return Err(StoreError::new(path, Trouble::CannotCreate(Cause::NoFolder)));
    }
    let content = founded(path, first, questionnaire)?;
    build::write(path, &content, overwrite)?;
    drop(held);
    let mut opened = open(path, true)?;
    opened.notices.extend(kept);
    Ok(opened)
}

/// A new assessment with these events, as it will be written.
fn founded(path: &Path, first: &[NewEvent], questionnaire: Option<&str>) -> Result<Content, StoreError> {
    let mut dice = Dice::seeded().map_err(|cause| StoreError::new(path, Trouble::CannotCreate(cause)))?;
    let mut content = build::fresh(&mut dice);
    if let Some(json) = questionnaire {
        questionnaire::refuse_too_long(path, json)?;
        content.questionnaires.push(json.into());
    }
    for event in first {
        let (seq, prev) = content.head();
        let time = chain::now();
        let row = Row::new(seq + 1, prev, time, event.clone(), &mut dice);
        if let Some(trouble) = row.too_long() {
            return Err(StoreError::new(path, trouble));
        }
        content.rows.push(row.into());
    }
    Ok(content)
}

/// The bytes of a new assessment with its first events, for whoever writes several files in one step. `path` is where it is
/// going to lie, for what is said when it cannot be made.
pub fn packed(path: &Path, first: &[NewEvent], questionnaire: Option<&str>) -> Result<Vec<u8>, StoreError> {
    let content = founded(path, first, questionnaire)?;
    build::bytes(&content).map_err(|_| StoreError::new(path, Trouble::CannotCreate(Cause::TooLarge)))
}

fn never_replaced(path: &Path, e: StoreError) -> StoreError {
    let trouble = match e.trouble {
        Trouble::NotAFile(kind) => Trouble::NotReplaced(Instead::Unread(kind)),
        Trouble::NotOurs(_) => Trouble::NotReplaced(Instead::NoAssessment),
        other => other,
    };
    StoreError::new(path, trouble)
}

/// Opens an assessment. Without `want_write` nothing is created or changed anywhere near the file. With
/// it, the file is still opened read-only when it must be, and [`Opened::read_only`] says why.
pub fn open(path: &Path, want_write: bool) -> Result<Opened, StoreError> {
    let target = look_at(path)?;
    let access = if want_write {
        ask(&target.path, Duration::ZERO)
    } else {
        Access { lock: None, read_only: Some(ReadOnlyBecause::Asked), notices: Vec::new() }
    };
    finish(target, access)
}

/// Opens for writing and waits, at most this long, for another process to let go of the file; then it
/// is `Busy`.
pub fn open_waiting(path: &Path, patience: Duration) -> Result<Opened, StoreError> {
    let first = look_at(path)?;
    let access = ask(&first.path, patience);
    match access.read_only {
        Some(ReadOnlyBecause::Window(who)) => Err(StoreError::new(path, Trouble::Busy(InUse::Window(who)))),
        // The one before us may have put another file in place.
        _ => finish(look_at(path)?, access),
    }
}

fn finish(target: Target, access: Access) -> Result<Opened, StoreError> {
    let Access { lock, mut read_only, notices } = access;
    let mut all = target.notices.clone();
    all.extend(notices);
    if let Some(what) = target.torn {
        return Err(StoreError::damaged(&target.path, what));
    }
    let (survey, dice) = load(&target, lock.is_some(), Depth::Open, &mut all, &mut read_only)?;
    let schema = survey.schema;
    let (content, lost) = survey.sound(&target.path)?;
    if migrate::age(schema) == Age::Newer {
        read_only = Some(ReadOnlyBecause::Newer(schema));
    }
    // Whoever only looks asks the system for this one file.
    if read_only.is_none() {
        all.extend(beside::copies(&target.path, &content).into_iter().map(Notice::SecondVersion));
    }
    if lost > 0 {
        all.push(Notice::DraftsLeftOut(lost));
    }
    let name = target.path.clone();
    let events = content
        .rows
        .iter()
        .map(|r| r.event().ok_or_else(|| StoreError::damaged(&name, Defect::SomeEventNotOurs)))
        .collect::<Result<_, _>>()?;
    let state = content.state.clone();
    let questionnaire = questionnaire::of(&content);
    let store = Store::start(target.path, target.id, content, lock, read_only.clone(), dice);
    Ok(Opened { events, state, questionnaire, read_only, notices: all, store })
}

/// First look: kind, size, header, neighbours. Opens nothing but the file itself, and that for its
/// first bytes only.
pub(super) fn look_at(path: &Path) -> Result<Target, StoreError> {
    let err = |e: std::io::Error| StoreError::reading(path, &e);
    let mut notices = Vec::new();
    let mut found = files::inspect(path).map_err(err)?;
    let real = files::canonical(path).map_err(err)?;
    if found.kind == Kind::Link {
        notices.push(Notice::Link(real.clone()));
        found = files::inspect(&real).map_err(err)?;
    }
    refuse_kind(path, &found)?;
    if found.names > 1 {
        notices.push(Notice::Names(found.names));
    }
    let (schema, found, torn) = header(path, &real)?;
    if files::exists(&files::beside(&real, "-wal")) {
        return Err(StoreError::new(path, Trouble::LogBeside));
    }
    journal::refuse_odd(&real)?;
    Ok(Target { path: real, id: found.id, size: found.size, schema, torn, notices })
}

pub(super) fn refuse_kind(path: &Path, found: &Found) -> Result<(), StoreError> {
    let no = |trouble| Err(StoreError::new(path, trouble));
    match found.kind {
        Kind::Folder | Kind::Special | Kind::Link => no(Trouble::NotAFile(found.kind)),
        Kind::File if found.size == 0 => no(Trouble::NotOurs(Seems::Empty)),
        Kind::File if found.size > MAX_FILE => no(Trouble::TooLarge),
        Kind::File => Ok(()),
    }
}

/// Reads the first 100 bytes and judges them: whose file, which schema, which size.
fn header(path: &Path, real: &Path) -> Result<(i64, Found, Option<Defect>), StoreError> {
    let mut torn = None;
    // A process that is just saving makes the file longer before it changes the header: look again a
    // little later.
    for attempt in 0..4 {
        let (head, found, file) = files::read_head(real, 100).map_err(|e| StoreError::reading(path, &e))?;
        close_safely(file, found.id);
        refuse_kind(path, &found)?;
        let schema = identity(path, &head)?;
        let sized = sizes_agree(&head, found.size);
        if sized || files::exists(&files::beside(real, "-journal")) {
            return Ok((schema, found, None));
        }
        torn = Some((schema, found));
        if attempt < 3 {
            std::thread::sleep(Duration::from_millis(5));
        }
    }
    match torn {
        Some((schema, found)) => Ok((schema, found, Some(Defect::Length))),
        None => Err(StoreError::damaged(path, Defect::BeginningUnreadable)),
    }
}

/// The first bytes of what an assessment is kept in.
const BEGINS: &[u8] = b"SQLite format 3\0";

/// Whether a file that begins so may be an assessment.
pub fn may_be_one(head: &[u8]) -> bool {
    head.starts_with(BEGINS)
}

fn identity(path: &Path, head: &[u8]) -> Result<i64, StoreError> {
    let no = |what| Err(StoreError::new(path, Trouble::NotOurs(what)));
    if !head.starts_with(BEGINS) {
        return no(if head.iter().all(|b| (9..127).contains(b)) { Seems::Text } else { Seems::Other });
    }
    if head.len() < 100 {
        return Err(StoreError::damaged(path, Defect::EndsEarly));
    }
    if number(head, 68) != APPLICATION_ID {
        return no(Seems::Database);
    }
    if head[18] == 2 || head[19] == 2 {
        return Err(StoreError::new(path, Trouble::LogBeside));
    }
    let schema = i64::from(i32::from_be_bytes([head[60], head[61], head[62], head[63]]));
    match migrate::age(schema) {
        Age::Absurd if schema > 0 => Err(StoreError::new(path, Trouble::Newer(schema))),
        Age::Absurd => Err(StoreError::damaged(path, Defect::NoSuchVersion)),
        Age::Present | Age::Older | Age::Newer => Ok(schema),
    }
}

pub(super) fn number(head: &[u8], at: usize) -> i64 {
    head.get(at..at + 4).map_or(0, |b| b.iter().fold(0, |n, b| (n << 8) | i64::from(*b)))
}

pub(super) fn page_size(head: &[u8]) -> u64 {
    match u64::from(head[16]) << 8 | u64::from(head[17]) {
        1 => 65_536,
        n => n,
    }
}

pub(super) fn sizes_agree(head: &[u8], size: u64) -> bool {
    u64::try_from(number(head, 28)).is_ok_and(|pages| pages * page_size(head) == size)
}

/// On Unix, closing any handle of a file drops every lock this process has on it. While one of our
/// stores may be writing to the file, the handle is kept instead.
pub(super) fn close_safely(file: File, id: FileId) {
    static KEPT: Mutex<Vec<File>> = Mutex::new(Vec::new());
    if writer::is_writing(id)
        && let Ok(mut kept) = KEPT.lock()
    {
        kept.push(file);
    }
}

/// Asks for the right to write: rights on file and folder, then the lock.
fn ask(path: &Path, patience: Duration) -> Access {
    let denied = |reason| Access { lock: None, read_only: Some(reason), notices: Vec::new() };
    if !files::writable(path) {
        return denied(ReadOnlyBecause::File);
    }
    if !files::writable(&files::folder_of(path)) {
        return denied(ReadOnlyBecause::Folder);
    }
    let me = Holder {
        user: files::user(),
        host: files::host(),
        process: std::process::id().to_string(),
        since: jiff::Timestamp::now().strftime("%Y-%m-%d %H:%M UTC").to_string(),
    };
    let start = Instant::now();
    loop {
        match Lock::acquire(path, &me) {
            Ok(lock) => return Access { lock: Some(lock), read_only: None, notices: Vec::new() },
            Err(LockFailure::Held(_) | LockFailure::Closed(_)) if start.elapsed() < patience => {
                std::thread::sleep(Duration::from_millis(10));
            }
            Err(LockFailure::NoLocks) => {
                return Access { lock: None, read_only: None, notices: vec![Notice::NoLocks] };
            }
            Err(failure) => return denied(no_lock(failure)),
        }
    }
}

/// Why there is no lock: who cannot take it never writes.
pub(super) fn no_lock(failure: LockFailure) -> ReadOnlyBecause {
    match failure {
        LockFailure::Held(who) => ReadOnlyBecause::Window(who.map(Box::new)),
        LockFailure::Obstacle(at, what) => ReadOnlyBecause::Obstacle(at, what),
        LockFailure::Closed(at) => ReadOnlyBecause::LockOfAnother(at),
        LockFailure::Refused(at, e) => ReadOnlyBecause::LockRefused(at, files::why(&e)),
        LockFailure::NoLocks => ReadOnlyBecause::NoLocks,
    }
}

/// Reads the file; first clears up after a session that ended in the middle of saving.
pub(super) fn load(
    target: &Target,
    may_clear_up: bool,
    depth: Depth,
    notices: &mut Vec<Notice>,
    read_only: &mut Option<ReadOnlyBecause>,
) -> Result<(Survey, Dice), StoreError> {
    let first = read_at(&target.path, target.size, depth);
    let interrupted = matches!(&first, Err(StoreError { trouble: Trouble::Interrupted, .. }));
    if !interrupted {
        return first;
    }
    let end = journal::judge(target, depth)?;
    if may_clear_up {
        // In the private copy it came out sound: now the same is done to the file itself.
        end.carry_out(target)?;
        notices.push(Notice::ClearedUp);
        let found = files::inspect(&target.path).map_err(|e| StoreError::reading(&target.path, &e))?;
        return read_at(&target.path, found.size, depth);
    }
    notices.push(Notice::NotClearedUp);
    read_only.get_or_insert(ReadOnlyBecause::Interrupted);
    Ok(end.found)
}

/// Reads and judges the content. What looks damaged is read once more, because a disk that fails for a
/// moment looks the same; a disk that still cannot be read says nothing about the file.
pub(super) fn read_at(path: &Path, size: u64, depth: Depth) -> Result<(Survey, Dice), StoreError> {
    let once = || -> Result<(Survey, Dice), StoreError> {
        let conn = sqlite::look(path, size)?;
        let survey = read::survey(&conn, path, depth)?;
        let dice = Dice::seeded().map_err(|cause| StoreError::new(path, Trouble::Unreadable(cause)))?;
        Ok((survey, dice))
    };
    let first = once();
    let doubtful = match &first {
        Ok((survey, _)) => !survey.faults.is_empty(),
        Err(e) => matches!(e.trouble, Trouble::Damaged(_) | Trouble::Altered { .. } | Trouble::Foreign(_)),
    };
    if !doubtful {
        return first;
    }
    let (file, id) = files::read_through(path).map_err(|e| StoreError::reading(path, &e))?;
    close_safely(file, id);
    once()
}
