//! Saving what can be saved from a damaged file, into a new one. The damaged file is not touched.
//!
//! What the file is, its content decides and not its header. The database reads what it still can; the rest
//! is looked for in the raw bytes (`carve`). Only events whose own hash holds are taken.

use std::collections::{BTreeMap, HashMap};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::NewEvent;
use super::branches;
use super::build;
use super::carve::{Found, carve};
use super::causes::Lost;
use super::chain::{self, Dice, Hash, Row};
use super::check::is_good;
use super::error::{StoreError, Trouble};
use super::migrate::{self, Age};
use super::open::{close_safely, load, look_at, refuse_kind};
use super::payload;
use super::questionnaire::{self, QUESTIONNAIRE_FACT};
use super::read::{Content, Depth, Survey, head_text};
use crate::files;
use crate::model::Change;

/// The most lines that tell what was lost.
const MOST_LINES: usize = 40;
/// How many digits of a hash stand in an id.
const ID_DIGITS: usize = 6;

/// What was saved and what was not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SalvageReport {
    /// The new file.
    pub path: PathBuf,
    /// Events saved: all that are as they were written.
    pub kept: usize,
    /// How many events are known to be lost.
    pub gone: u64,
    /// What was lost or left out; many events in a row are one.
    pub lost: Vec<Lost>,
    /// Whether the record is complete and its hashes are the old ones. Otherwise events were numbered
    /// anew, and the last event of the new file says so.
    pub same_record: bool,
}

/// What a damaged file still holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Salvageable {
    /// How many events are as they were written.
    pub events: usize,
    /// Time of the last of them.
    pub last: Option<String>,
    /// How many are known to be lost.
    pub gone: u64,
}

/// What can be saved of a file, and the dice for what is made of it.
struct Haul {
    content: Content,
    whole: bool,
    gone: u64,
    /// Numbers of lost events: first and last of each stretch.
    stretches: Vec<(i64, i64)>,
    lost: Vec<Lost>,
}

/// Builds `new` from the events of `old` that are as they were written.
pub fn salvage(old: &Path, new: &Path) -> Result<SalvageReport, StoreError> {
    let haul = haul(old)?;
    let kept = haul.content.rows.len();
    let branches = haul.content.branches.len();
    let mut lost = haul.lost;
    if !haul.whole && branches > 0 {
        match lost.iter_mut().find_map(|l| if let Lost::Branches(n) = l { Some(n) } else { None }) {
            Some(gone) => *gone += branches,
            None => lost.push(Lost::Branches(branches)),
        }
    }
    let content = if haul.whole { haul.content } else { numbered_anew(haul.content, &haul.stretches, new)? };
    build::write(new, &content, false)?;
    Ok(SalvageReport { path: new.to_path_buf(), kept, gone: haul.gone, lost, same_record: haul.whole })
}

/// What a salvage would bring back; nothing is written.
pub fn salvageable(path: &Path) -> Result<Salvageable, StoreError> {
    let haul = haul(path)?;
    let last = haul.content.rows.last().map(|r| r.time.clone());
    Ok(Salvageable { events: haul.content.rows.len(), last, gone: haul.gone })
}

/// What still tells which assessment a damaged file was.
pub(super) struct Traces {
    /// Its id, unless several stand in it: guessing would show somebody else's backups.
    pub(super) id: Option<String>,
    /// Number and hash of some of its events, which a backup of it holds too.
    pub(super) events: Vec<(i64, Hash)>,
}

/// Looks for traces in the raw bytes of a file, for finding its backups when it cannot be opened.
pub(super) fn traces(path: &Path) -> Option<Traces> {
    let found = in_raw_bytes(path).ok()?;
    let mut ids = found.ids.into_iter();
    let id = ids.next().filter(|_| ids.next().is_none());
    let mut events: Vec<(i64, Hash)> = found.rows.iter().map(|r| (r.seq, r.hash)).collect();
    // The oldest are in every backup.
    events.sort_unstable();
    events.truncate(20);
    Some(Traces { id, events })
}

fn haul(path: &Path) -> Result<Haul, StoreError> {
    let target = look_at(path);
    let in_header = target.as_ref().map_or(0, |t| t.schema);
    let read = target.and_then(|t| load(&t, false, Depth::Salvage, &mut Vec::new(), &mut None));
    let (survey, refused) = match read {
        Ok((survey, _)) if survey.faults.is_empty() => return Ok(sound(survey)),
        Ok((survey, _)) => (survey, None),
        Err(e) => (Survey::default(), Some(e)),
    };
    if let Some(e) = &refused
        && matches!(
            e.trouble,
            Trouble::Missing | Trouble::NotAFile(_) | Trouble::TooLarge | Trouble::Permission
        )
    {
        return Err(e.clone());
    }
    let found = in_raw_bytes(path)?;
    let haul = sorted(survey, found, in_header);
    if haul.content.rows.is_empty() {
        // A disk or a right that is missing says nothing about the content.
        let other = refused.filter(|e| matches!(e.trouble, Trouble::Unreadable(_) | Trouble::Busy(_)));
        return Err(other.unwrap_or_else(|| StoreError::new(path, Trouble::NothingInIt)));
    }
    let mut haul = haul;
    if files::canonical(path).is_ok_and(|real| files::exists(&files::beside(&real, "-wal"))) {
        haul.lost.push(Lost::LogBeside);
    }
    Ok(haul)
}

fn sound(survey: Survey) -> Haul {
    let mut lost = Vec::new();
    if survey.lost_drafts > 0 {
        lost.push(Lost::Drafts(survey.lost_drafts));
    }
    Haul { content: survey.content, whole: true, gone: 0, stretches: Vec::new(), lost }
}

/// Everything in the bytes of a file, and in the same bytes with their line ends put right when something
/// took it for a text on the way.
fn in_raw_bytes(path: &Path) -> Result<Found, StoreError> {
    let err = |e: std::io::Error| StoreError::reading(path, &e);
    let real = files::canonical(path).map_err(err)?;
    let (_, seen, mut file) = files::read_head(&real, 0).map_err(err)?;
    refuse_kind(path, &seen)?;
    let found = carve(&mut file);
    let mended = match &found {
        Ok(f) if f.as_text => Some(without_returns(&mut file)),
        _ => None,
    };
    close_safely(file, seen.id);
    let mut found = found.map_err(err)?;
    if let Some(more) = mended.transpose().map_err(err)? {
        found.rows.extend(more.rows);
        found.drafts.extend(more.drafts);
        found.questionnaires.extend(more.questionnaires);
        found.ids.extend(more.ids);
        found.created.extend(more.created);
        found.heads.extend(more.heads);
    }
    Ok(found)
}

/// A private copy in which every line end is one sign again.
fn without_returns(file: &mut std::fs::File) -> std::io::Result<Found> {
    use std::io::{BufReader, BufWriter, Seek};
    let folder = files::private_temp_dir()?;
    let mut copy = files::new_private(&folder.path().join("copy"))?;
    file.rewind()?;
    {
        let (mut to, mut before) = (BufWriter::new(&mut copy), None);
        for byte in BufReader::new(file).bytes() {
            let byte = byte?;
            if let Some(b) = before.replace(byte)
                && !(b == b'\r' && byte == b'\n')
            {
                to.write_all(&[b])?;
            }
        }
        to.write_all(before.as_slice())?;
        to.flush()?;
    }
    carve(&mut copy)
}

/// Puts what was found in order: one event a number, those that belong together first.
fn sorted(survey: Survey, found: Found, schema: i64) -> Haul {
    let Content { file_id, created, rows, state, mut questionnaires, branches, .. } = survey.content;
    let mut ids = found.ids;
    let mut times = found.created;
    ids.extend(Some(file_id).filter(|i| !i.is_empty()));
    times.extend(Some(created).filter(|c| !c.is_empty()));
    let origins: HashMap<Hash, (String, String)> = ids
        .iter()
        .flat_map(|i| times.iter().map(move |c| (chain::genesis(i, c), (i.clone(), c.clone()))))
        .collect();
    let mut all: BTreeMap<(i64, Hash), Arc<Row>> = BTreeMap::new();
    let good = rows.into_iter().filter(|r| is_good(r));
    let carved = found.rows.into_iter().filter(is_good).map(Arc::new);
    all.extend(good.chain(carved).map(|r| ((r.seq, r.hash), r)));
    let (rows, strangers) = chosen(all.into_values().collect(), &origins);

    // What was finished long ago may still stand in unused bytes: they count only where nothing else does.
    let ruined = !survey.drafts_read || survey.lost_drafts > 0;
    let mut drafts: BTreeMap<String, String> = found.drafts.into_iter().filter(|_| ruined).collect();
    drafts.extend(state);
    let origin = rows.first().filter(|r| r.seq == 1).and_then(|r| origins.get(&r.prev)).cloned();
    for json in found.questionnaires {
        if !questionnaires.iter().any(|q| **q == *json) {
            questionnaires.push(json.into());
        }
    }
    let begins = origin.is_some();
    let (file_id, created) = origin.unwrap_or_default();
    let mut haul = Haul {
        content: Content {
            schema: schema_of(schema, &rows, &questionnaires),
            file_id,
            created,
            rows,
            state: drafts,
            questionnaires,
            branches,
        },
        whole: false,
        gone: 0,
        stretches: Vec::new(),
        lost: Vec::new(),
    };
    let gone = branches::settle(&mut haul.content);
    haul.count(&found.heads, begins);
    if gone > 0 {
        haul.lost.push(Lost::Branches(gone));
    }
    if strangers > 0 {
        haul.lost.push(Lost::Strangers(strangers));
    }
    if survey.lost_drafts > 0 {
        haul.lost.push(Lost::Drafts(survey.lost_drafts));
    }
    if found.gave_up {
        haul.lost.push(Lost::GaveUp);
    }
    if questionnaire::missing(&haul.content).is_some() {
        haul.lost.push(Lost::Questionnaire);
    }
    haul.whole &= haul.lost.is_empty();
    haul
}

/// The schema to keep it in: what the header says; where that is broken, the events tell. A record taken for
/// older than it is only gets its event `format` once more.
fn schema_of(in_header: i64, rows: &[Arc<Row>], questionnaires: &[Arc<str>]) -> i64 {
    match migrate::age(in_header) {
        Age::Present => in_header,
        Age::Older if questionnaires.is_empty() => in_header,
        _ if questionnaires.is_empty() && rows.iter().all(|r| r.what != migrate::FORMAT) => migrate::FIRST,
        _ => migrate::SCHEMA,
    }
}

/// One event a number. Stretches of events that follow each other by their hashes stay together: first the
/// one that begins the record, then the longest; what contradicts them belongs to another record.
fn chosen(all: Vec<Arc<Row>>, origins: &HashMap<Hash, (String, String)>) -> (Vec<Arc<Row>>, usize) {
    let count = all.len();
    let mut runs: Vec<Vec<Arc<Row>>> = Vec::new();
    let mut ends: HashMap<(i64, Hash), usize> = HashMap::new();
    for row in all {
        let key = (row.seq, row.hash);
        let run = ends.remove(&(row.seq - 1, row.prev)).unwrap_or_else(|| {
            runs.push(Vec::new());
            runs.len() - 1
        });
        ends.insert(key, run);
        runs[run].push(row);
    }
    runs.sort_by_key(|run| {
        let begins = run.first().is_some_and(|r| r.seq == 1 && origins.contains_key(&r.prev));
        (!begins, std::cmp::Reverse(run.len()))
    });
    let mut rows: BTreeMap<i64, Arc<Row>> = BTreeMap::new();
    for run in runs {
        if run.iter().all(|r| !rows.contains_key(&r.seq)) {
            rows.extend(run.into_iter().map(|r| (r.seq, r)));
        }
    }
    let rows: Vec<_> = rows.into_values().collect();
    let strangers = count - rows.len();
    (rows, strangers)
}

impl Haul {
    /// Which numbers are missing, against the number of the last event where the file still names it.
    fn count(&mut self, heads: &std::collections::BTreeSet<String>, begins: bool) {
        let head = self.content.head();
        let named = heads.iter().filter_map(|h| h.split(' ').next()?.parse::<i64>().ok()).max();
        let mut next = 1;
        let (mut broken, mut prev) = (Vec::new(), None);
        for row in &self.content.rows {
            if row.seq > next {
                self.stretches.push((next, row.seq - 1));
            } else if prev.is_some_and(|p| p != row.prev) {
                broken.push(row.seq);
            }
            (next, prev) = (row.seq.saturating_add(1), Some(row.hash));
        }
        if let Some(last) = named.filter(|n| *n >= next) {
            self.stretches.push((next, last));
        }
        self.gone = self
            .stretches
            .iter()
            .fold(0, |n, (a, b)| (b - a).unsigned_abs().saturating_add(1).saturating_add(n));
        let linked = broken.is_empty();
        self.lost.extend(self.stretches.iter().map(|(a, b)| Lost::Events(*a, *b)));
        self.lost.extend(broken.into_iter().map(Lost::NotFollowing));
        if named.is_none() {
            self.lost.push(Lost::EndUnknown(head.0));
        } else if !begins && self.stretches.is_empty() {
            self.lost.push(Lost::Description);
        } else if self.stretches.is_empty() && linked && !heads.contains(&head_text(head)) {
            self.lost.push(Lost::Head);
        }
        if self.lost.len() > MOST_LINES {
            let more = self.lost.len() - MOST_LINES;
            self.lost.truncate(MOST_LINES);
            self.lost.push(Lost::MorePlaces(more));
        }
        self.whole = self.lost.is_empty();
    }
}

/// The same events in a new chain without gaps, and one more that tells what happened.
fn numbered_anew(old: Content, stretches: &[(i64, i64)], new: &Path) -> Result<Content, StoreError> {
    let mut dice = Dice::seeded().map_err(|cause| StoreError::new(new, Trouble::CannotCreate(cause)))?;
    // Merged branches begin at hashes that this chain has no more.
    let Content { schema, state, questionnaires, .. } = old;
    let mut content = Content { schema, state, questionnaires, ..build::fresh(&mut dice) };
    let (mut numbers, mut digits) = (BTreeMap::new(), HashMap::new());
    for old in &old.rows {
        let (seq, prev) = content.head();
        let mut row = Row { seq: seq + 1, prev, ..Row::clone(old) };
        numbers.insert(old.seq, row.seq);
        if let Some(mut payload) = old.payload() {
            // What an event takes back has another number now, or is lost.
            let renumber = |n: Option<i64>| n.and_then(|n| numbers.get(&n).copied());
            let (undoes, redoes) = (renumber(payload.undoes), renumber(payload.redoes));
            // The other file's events are left out, so that nothing was merged as far as this chain goes.
            let merged = payload.merges.take().is_some();
            if merged || (undoes, redoes) != (payload.undoes, payload.redoes) {
                (payload.undoes, payload.redoes) = (undoes, redoes);
                row.payload = serde_json::to_string(&payload).unwrap_or_else(|_| old.payload.clone());
                row.links = payload::links(&row.payload);
            }
        }
        // Records of 0.1.0 have their ids from the event that made them, which has another hash now.
        if let Some(named_anew) = with_new_ids(&row.payload, &digits) {
            row.payload = named_anew;
        }
        if let Some(named_anew) = with_new_ids(&row.at, &digits) {
            row.at = named_anew;
        }
        row.seal();
        digits.insert(six_of(&old.hash), six_of(&row.hash));
        content.rows.push(row.into());
    }
    let new = |text: String| with_new_ids(&text, &digits).unwrap_or(text);
    content.state = content.state.into_iter().map(|(key, value)| (new(key), new(value))).collect();
    let (seq, prev) = content.head();
    // A text that is gone is no longer named: the new file would count as damaged.
    let gone = questionnaire::missing(&content);
    let gone = gone.map(|hash| Change { key: QUESTIONNAIRE_FACT.to_owned(), was: Some(hash), now: None });
    let salvaged = NewEvent {
        changes: gone.into_iter().collect(),
        by: "clausewise".to_owned(),
        what: format!("salvaged: {} events; {}", old.rows.len(), what_was_lost(stretches)),
        ..NewEvent::default()
    };
    content.rows.push(Row::new(seq + 1, prev, chain::now(), salvaged, &mut dice).into());
    Ok(content)
}

/// What of an event's hash stands in the ids of the records it made.
fn six_of(hash: &Hash) -> String {
    files::hex(hash).chars().take(ID_DIGITS).collect()
}

/// A text in which every id `NUMBER-SIX` of a record that an event with these digits made has those the event has
/// now; none when there is no such id in it. New ids are as long as the old ones, so nothing else moves.
fn with_new_ids(text: &str, digits: &HashMap<String, String>) -> Option<String> {
    let bytes = text.as_bytes();
    let word = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at)).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'-')
    };
    let mut done: Option<String> = None;
    for (dash, _) in text.match_indices('-') {
        let end = dash + 1 + ID_DIGITS;
        let Some(new) = text.get(dash + 1..end).and_then(|six| digits.get(six)) else { continue };
        let number = bytes[..dash].iter().rev().take_while(|b| b.is_ascii_digit()).count();
        if number == 0 || word((dash - number).checked_sub(1)) || word(Some(end)) {
            continue;
        }
        done.get_or_insert_with(|| text.to_owned()).replace_range(dash + 1..end, new);
    }
    done
}

/// Which numbers were lost, short.
fn what_was_lost(stretches: &[(i64, i64)]) -> String {
    if stretches.is_empty() {
        return "the end of the record could not be checked".to_owned();
    }
    let mut parts: Vec<String> = stretches
        .iter()
        .take(6)
        .map(|(a, b)| if a == b { a.to_string() } else { format!("{a} to {b}") })
        .collect();
    if stretches.len() > 6 {
        parts.push(format!("{} more places", stretches.len() - 6));
    }
    format!("lost or damaged: {}", parts.join(", "))
}
