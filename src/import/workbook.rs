//! A workbook of questions that comes back filled in: each row is held against the level that stood when it left, so
//! that what they changed, what we changed meanwhile, and both, can be told apart. Which column is which says a sheet
//! nobody sees; heads may be in any language.

use std::collections::BTreeMap;

use super::head::plain;
use super::sheet::{Book, Row, Sheet};
use super::{Fault, Incoming, Left, Place, Proposal, Stood, Trouble, Want, Why};
use crate::model::questionnaire::{Questionnaire, Target};
use crate::model::record::value::Context;
use crate::model::record::{Draft, EVIDENCE};
use crate::model::said::Matter;
use crate::model::{Level, fill_in, text};

/// What such a file says of itself: key and value.
type Said<'b> = BTreeMap<&'b str, &'b str>;

/// What the sheet for programs says; none in another file.
fn said(book: &Book) -> Option<Said<'_>> {
    let marked = |s: &&Sheet| s.rows.iter().any(|r| r.text(0) == fill_in::IS && r.text(1) == fill_in::FORMAT);
    let sheet = book.sheets.iter().find(marked)?;
    Some(sheet.rows.iter().map(|r| (r.text(0), r.text(1))).collect())
}

/// Whether a file is one.
pub fn is_one(book: &Book) -> bool {
    said(book).is_some()
}

/// What a file of ours says of the assessment it was made from; empty where it does not.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct MadeFrom<'b> {
    pub(super) organisation: &'b str,
    /// Hash of the last event of that assessment.
    pub(super) head: &'b str,
    /// Hash of its first event.
    pub(super) first: &'b str,
    /// Whether it goes back into that very file alone: answers to questions that were asked from it.
    pub(super) back: bool,
}

/// What a book says of the assessment it was made from; none where it is none of ours.
pub(super) fn made_from(book: &Book) -> Option<MadeFrom<'_>> {
    if let Some(said) = said(book) {
        let row = |key: &str| said.get(key).copied().unwrap_or_default();
        let organisation = match row(fill_in::ORGANISATION) {
            "" => book.sheets.iter().find(|s| !s.hidden).map_or("", whose),
            named => named,
        };
        let (head, first) = (row(fill_in::HEAD), row(fill_in::FIRST));
        return Some(MadeFrom { organisation, head, first, back: true });
    }
    if let Some((sheet, head)) = stamped(book) {
        return Some(MadeFrom { organisation: whose(sheet), head, ..MadeFrom::default() });
    }
    book.sheets.iter().find_map(of_table)
}

/// Whether a file is a sheet of such a workbook without the one that says what it was made from: the column of what
/// stood, which no other file has, is known by the head we give it.
pub(super) fn lost_its_state(book: &Book) -> bool {
    let stood = |r: &Row| (0..r.cells.len()).any(|c| plain(r.text(c)) == "levelthatstood");
    said(book).is_none() && book.sheets.iter().filter_map(|s| s.rows.first()).any(stood)
}

/// Whether a file is our workbook of all there is, which says of itself what it was made from.
pub(super) fn is_of_all(book: &Book) -> bool {
    stamped(book).is_some()
}

/// The sheet of a workbook that tells people the hash it was made from, and that hash: beside its label, alone in a row.
fn stamped(book: &Book) -> Option<(&Sheet, &str)> {
    let hash = |r: &'_ Row| if let [_, c] = filled(r).as_slice() { Some(*c) } else { None };
    book.sheets.iter().find_map(|s| {
        let mut cells = s.rows.iter().filter_map(|r| Some(r.text(hash(r)?)));
        Some((s, cells.find(|cell| is_hash(cell))?))
    })
}

/// Whether names, notes and places were left out of a file of ours, as it says itself.
pub(super) fn is_redacted(book: &Book) -> bool {
    let column = |s: &Sheet| {
        let heads = s.rows.first()?;
        of_table(s)?;
        (0..heads.cells.len()).find(|c| heads.text(*c) == fill_in::REDACTED)
    };
    let in_column = |s: &Sheet| column(s).is_some_and(|c| s.rows.iter().any(|r| r.text(c) == "yes"));
    let marked = |r: &Row| {
        let word = |c: &usize| r.text(*c).split(':').next() == Some(fill_in::REDACTED);
        matches!(filled(r).as_slice(), [_, c] if word(c))
    };
    let on_its_sheet = || stamped(book).is_some_and(|(s, _)| s.rows.iter().any(marked));
    book.sheets.iter().any(in_column) || on_its_sheet()
}

/// A table of ours says it in columns, the same in each row.
fn of_table(sheet: &Sheet) -> Option<MadeFrom<'_>> {
    let (heads, rows) = sheet.rows.split_first()?;
    let column = |name: &str| (0..heads.cells.len()).find(|c| heads.text(*c) == name);
    let (organisation, head) = (column(fill_in::ORGANISATION)?, column(fill_in::HEAD)?);
    let row = rows.iter().find(|r| is_hash(r.text(head)))?;
    Some(MadeFrom { organisation: row.text(organisation), head: row.text(head), ..MadeFrom::default() })
}

fn is_hash(cell: &str) -> bool {
    cell.len() == 64 && cell.chars().all(|c| c.is_ascii_hexdigit())
}

/// That a file of ours was made from another assessment than the open one, whose events have these hashes. Known by the
/// first event of its file; by the state it was made from; else by whose it is. Of a file that does not go back into
/// that very one alone, both have to be named for that.
pub(super) fn of_another(c: Context<'_>, history: &[&str], from: MadeFrom<'_>) -> Option<Fault> {
    let MadeFrom { organisation, head, first, back } = from;
    let here = c.a.organisation().unwrap_or_default();
    // Capitals and blanks make nobody another organisation.
    let folded =
        |name: &str| text::clean_line(name).to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let same_name = folded(organisation) == folded(here);
    let unnamed = organisation.is_empty() || (!back && here.is_empty());
    let ours = match (first, head) {
        ("", "") => unnamed || same_name,
        ("", head) => history.contains(&head) || (!back && (unnamed || same_name)),
        (first, _) => history.first() == Some(&first),
    };
    let (file, here) = (text::shown(organisation, 60), text::shown(here, 60));
    (!ours).then(|| Fault::whole(Trouble::OtherAssessment { file, here }))
}

/// The columns of a row in which something stands.
fn filled(row: &Row) -> Vec<usize> {
    (0..row.cells.len()).filter(|c| !row.text(*c).is_empty()).collect()
}

/// Whose a workbook is where only people are told: the first two cells beside each other on its sheet say it.
fn whose(sheet: &Sheet) -> &str {
    let pair = |r: &Row| if let [_, second] = filled(r).as_slice() { Some(*second) } else { None };
    sheet.rows.iter().find_map(|r| pair(r).map(|c| r.text(c))).unwrap_or_default()
}

/// What it proposes.
pub fn read(q: &Questionnaire, book: &Book) -> Incoming {
    let mut into = Incoming::default();
    let Some(said) = said(book) else {
        into.faults.push(Fault::whole(Trouble::StateLost));
        return into;
    };
    let file = said.get(fill_in::QUESTIONNAIRE).copied().unwrap_or_default();
    if file.split_whitespace().next() != Some(q.id.as_str()) {
        let (file, here) = (text::shown(file, 60), format!("{} {}", q.id, q.version));
        into.faults.push(Fault::whole(Trouble::OtherQuestionnaire { file, here }));
        return into;
    }
    let Some(heads) = Heads::of(&said) else {
        into.faults.push(Fault::whole(Trouble::NotOurs { missing: fill_in::COLUMN }));
        return into;
    };
    let mut reader = Reader { q, heads, into, pieces: BTreeMap::new(), order: Vec::new() };
    let mut found = false;
    for sheet in &book.sheets {
        let known = |h: &str| h == reader.heads.check || h == reader.heads.level;
        let Some((head, rows)) = sheet.below_head(2, known) else { continue };
        found = true;
        let at = reader.heads.columns(head);
        for row in rows {
            reader.row(sheet, row, at);
        }
    }
    if !found {
        let wanted = vec![fill_in::CHECK, fill_in::LEVEL];
        reader.into.faults.push(Fault::whole(Trouble::NoHead { wanted, seen: book.first_row() }));
    }
    reader.evidence();
    reader.into
}

/// The heads of the columns that are read.
struct Heads<'b> {
    check: &'b str,
    level: &'b str,
    note: &'b str,
    who: &'b str,
    evidence: &'b str,
    stood: &'b str,
}

/// Where the columns stand: check, level, note, who, evidence, level that stood. One that somebody took out is none.
type At = [Option<usize>; 6];

impl<'b> Heads<'b> {
    /// None where the sheet for programs does not name the two that matter.
    fn of(said: &Said<'b>) -> Option<Self> {
        let head =
            |name: &str| said.get(format!("{}{name}", fill_in::COLUMN).as_str()).copied().unwrap_or_default();
        let heads = Self {
            check: head(fill_in::CHECK),
            level: head(fill_in::LEVEL),
            note: head(fill_in::NOTE),
            who: head(fill_in::WHO),
            evidence: head(fill_in::EVIDENCE),
            stood: head(fill_in::STOOD),
        };
        (!heads.check.is_empty() && !heads.level.is_empty()).then_some(heads)
    }

    fn columns(&self, head: &Row) -> At {
        let all = [self.check, self.level, self.note, self.who, self.evidence, self.stood];
        all.map(|wanted| (0..head.cells.len()).find(|c| !wanted.is_empty() && head.text(*c) == wanted))
    }
}

struct Reader<'b> {
    q: &'b Questionnaire,
    heads: Heads<'b>,
    into: Incoming,
    /// Evidence by what was written of it, in small letters: the words as written, where first, and the checks.
    pieces: BTreeMap<String, (String, Place, Vec<String>)>,
    /// Its keys, in the order of the file.
    order: Vec<String>,
}

impl Reader<'_> {
    fn row(&mut self, sheet: &Sheet, row: &Row, at: At) {
        let place = sheet.place(row);
        let heads = [
            self.heads.check,
            self.heads.level,
            self.heads.note,
            self.heads.who,
            self.heads.evidence,
            self.heads.stood,
        ];
        let mut read = [""; 6];
        let mut whole = true;
        for ((cell, column), head) in read.iter_mut().zip(at).zip(heads) {
            match column.map_or(Ok(""), |c| row.value(c)) {
                Ok(value) => *cell = value,
                Err(trouble) => {
                    whole = false;
                    self.into.faults.push(Fault { place: place.in_column(head), trouble });
                }
            }
        }
        let [check, level, note, who, evidence, stood] = read;
        if !whole || [level, note, who, evidence].iter().all(|x| x.is_empty()) {
            return;
        }
        self.into.rows += 1;
        let Some(target @ Target::Check(_)) = self.q.find(check) else {
            self.into.left.push(Left { place, id: text::shown(check, 60), why: Why::Unknown });
            return;
        };
        let id = self.q.id_of(target).to_owned();
        let level = self.level(&place, &id, level, stood);
        self.note(&place, &id, level, note, who);
        if !evidence.is_empty() {
            self.piece(&place, &id, evidence);
        }
    }

    /// What they rated; none also where the word is no level, which is a fault.
    fn level(&mut self, place: &Place, id: &str, typed: &str, stood: &str) -> Option<Level> {
        if typed.is_empty() {
            return None;
        }
        let place = place.in_column(self.heads.level);
        // Chosen from the list it is a key and a word; typed by hand it may be either.
        let first = typed.split_whitespace().next().unwrap_or_default();
        let Some(level) = Level::parse(typed).or_else(|| Level::parse(first)) else {
            let trouble = Trouble::NoLevel { typed: text::shown(typed, 40) };
            self.into.faults.push(Fault { place, trouble });
            return None;
        };
        let stood = Stood::This(Level::parse(stood).map_or_else(String::new, |l| l.key().to_owned()));
        let want = Want::Level { at: id.to_owned(), level: Some(level) };
        self.into.proposals.push(Proposal { place, want, stood });
        Some(level)
    }

    /// The note and who answered, as one text; why a control does not apply is its reason.
    fn note(&mut self, place: &Place, id: &str, level: Option<Level>, note: &str, who: &str) {
        let written = match (note, who) {
            ("", "") => return,
            (note, "") => note.to_owned(),
            ("", who) => who.to_owned(),
            (note, who) => format!("{note} ({who})"),
        };
        let reason = level == Some(Level::NotApplicable) && !note.is_empty();
        let matter = if reason { Matter::Reason } else { Matter::Note };
        let want = Want::Text { matter, at: id.to_owned(), text: written };
        let head = if note.is_empty() { self.heads.who } else { self.heads.note };
        self.into.proposals.push(Proposal { place: place.in_column(head), want, stood: Stood::Unsaid });
    }

    /// The same words are the same piece, whichever checks it shows.
    fn piece(&mut self, place: &Place, id: &str, written: &str) {
        let words = text::clean_line(written);
        let key = words.to_lowercase();
        if let Some((_, _, ids)) = self.pieces.get_mut(&key) {
            if !ids.iter().any(|x| x == id) {
                ids.push(id.to_owned());
            }
            return;
        }
        self.order.push(key.clone());
        self.pieces.insert(key, (words, place.in_column(self.heads.evidence), vec![id.to_owned()]));
    }

    /// Each piece of evidence once, with all the checks it was named for.
    fn evidence(&mut self) {
        for key in &self.order {
            let Some((words, place, ids)) = self.pieces.get(key) else { continue };
            let draft =
                Draft::from([("what".to_owned(), words.clone()), ("shows".to_owned(), ids.join(", "))]);
            let columns =
                vec![("what", self.heads.evidence.to_owned()), ("shows", self.heads.check.to_owned())];
            let want = Want::Record { kind: &EVIDENCE, named: None, number: None, draft, columns };
            self.into.proposals.push(Proposal { place: place.clone(), want, stood: Stood::Unsaid });
        }
    }
}
