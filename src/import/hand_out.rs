//! A workbook of questions for one person that comes back: whose it is, where it came from and what they say, or what is wrong
//! with it, row by row. Nothing of one with a fault is taken.

use std::collections::{BTreeMap, BTreeSet};

use super::sheet::{self, Book, Row, Sheet};
use super::{Fault, Place, Trouble};
use crate::model::assessment::keys;
use crate::model::hand_out::{Came, Origin, Returned};
use crate::model::questionnaire::{Questionnaire, Target};
use crate::model::record::Rid;
use crate::model::{Level, fill_in, text};

/// What such a file says of itself: key and value.
type Said<'b> = BTreeMap<&'b str, &'b str>;

/// What the sheet for programs says; none in another file.
fn said(book: &Book) -> Option<Said<'_>> {
    let marked =
        |s: &&Sheet| s.rows.iter().any(|r| r.text(0) == fill_in::IS && r.text(1) == fill_in::HANDED_OUT);
    let sheet = book.sheets.iter().find(marked)?;
    Some(sheet.rows.iter().map(|r| (r.text(0), r.text(1))).collect())
}

/// Whether a file is one: then it is no answer of the organisation.
pub(super) fn is_one(book: &Book) -> bool {
    said(book).is_some()
}

/// What a workbook that came back says; `hash` stands for all of its bytes. None where it is no such workbook at all.
pub fn read(q: &Questionnaire, bytes: &[u8], hash: &str) -> Result<Option<Returned>, Vec<Fault>> {
    let book = sheet::read(bytes).map_err(|fault| vec![fault])?;
    let Some(said) = said(&book) else { return Ok(None) };
    let whole = |trouble| vec![Fault::whole(trouble)];
    let row = |key: &'static str| said.get(key).copied().unwrap_or_default();
    let ours =
        |key: &'static str| Rid::parse(row(key)).ok_or_else(|| whole(Trouble::NotOurs { missing: key }));
    let hand_out = ours(fill_in::HAND_OUT)?;
    let who = ours(fill_in::PERSON)?;
    let origin = Origin::parse(row(fill_in::ORIGIN))
        .ok_or_else(|| whole(Trouble::NotOurs { missing: fill_in::ORIGIN }))?;
    let (id, version) = row(fill_in::QUESTIONNAIRE).split_once(' ').unwrap_or_default();
    if id != q.id {
        let (file, here) = (row(fill_in::QUESTIONNAIRE), format!("{} {}", q.id, q.version));
        return Err(whole(Trouble::OtherQuestionnaire { file: text::shown(file, 60), here }));
    }
    let asked: BTreeSet<&str> =
        row(fill_in::ASKED).split(',').map(str::trim).filter(|id| !id.is_empty()).collect();
    let came = Came { events: 0, hash: hash.to_owned(), knows: String::new() };
    let returned = Returned {
        parked: Vec::new(),
        hand_out,
        who,
        origin,
        came,
        version: version.to_owned(),
        asked: asked.len(),
        answered: 0,
        answers: BTreeMap::new(),
        beside: 0,
    };
    let mut reader = Reader { q, said: &said, asked, returned, faults: Vec::new(), seen: BTreeMap::new() };
    reader.sheets(&book);
    if reader.faults.is_empty() { Ok(Some(reader.returned)) } else { Err(reader.faults) }
}

struct Reader<'b> {
    q: &'b Questionnaire,
    said: &'b Said<'b>,
    asked: BTreeSet<&'b str>,
    returned: Returned,
    faults: Vec<Fault>,
    /// Checks that were read, and in which row.
    seen: BTreeMap<String, usize>,
}

/// Columns that are read.
#[derive(Clone, Copy)]
struct Columns {
    check: usize,
    question: usize,
    level: usize,
    note: usize,
}

impl<'b> Reader<'b> {
    fn head(&self, name: &str) -> &'b str {
        self.said.get(format!("{}{name}", fill_in::COLUMN).as_str()).copied().unwrap_or_default()
    }

    fn sheets(&mut self, book: &Book) {
        let names = [fill_in::CHECK, fill_in::QUESTION, fill_in::LEVEL, fill_in::NOTE];
        let heads = names.map(|name| self.head(name));
        let known = |h: &str| !h.is_empty() && heads.contains(&h);
        let mut found = false;
        for sheet in &book.sheets {
            let Some((head, rows)) = sheet.below_head(2, known) else { continue };
            let at =
                |wanted: &str| (0..head.cells.len()).find(|c| !wanted.is_empty() && head.text(*c) == wanted);
            let [Some(check), Some(question), Some(level), Some(note)] = heads.map(at) else { continue };
            found = true;
            for row in rows {
                self.row(&sheet.place(row), row, Columns { check, question, level, note });
            }
        }
        if !found {
            let wanted = names.to_vec();
            self.faults.push(Fault::whole(Trouble::NoHead { wanted, seen: book.first_row() }));
        }
        let of = |id: &String| id.rsplit_once('/').map(|(whole, _)| whole.to_owned());
        let levels = self.returned.answers.keys().filter(|key| self.seen.contains_key(*key));
        let answered: BTreeSet<String> = levels.filter_map(of).collect();
        self.returned.answered = answered.len();
    }

    fn row(&mut self, place: &Place, row: &Row, at: Columns) {
        if row.is_empty() {
            return;
        }
        let mut value = |column: usize, name: &str| match row.value(column) {
            Ok(value) => Some(value),
            Err(trouble) => {
                let head = self.head(name);
                self.faults.push(Fault { place: place.in_column(head), trouble });
                None
            }
        };
        let read = [
            value(at.check, fill_in::CHECK),
            value(at.question, fill_in::QUESTION),
            value(at.level, fill_in::LEVEL),
            value(at.note, fill_in::NOTE),
        ];
        let [Some(check), Some(question), Some(level), Some(note)] = read else { return };
        if let Err(fault) = self.one(place, row.number, [check, question, level, note]) {
            self.faults.push(fault);
        }
    }

    fn one(&mut self, place: &Place, number: usize, read: [&str; 4]) -> Result<(), Fault> {
        let [check, question, level, note] = read;
        let names = [fill_in::CHECK, fill_in::QUESTION, fill_in::LEVEL, fill_in::NOTE];
        let [of_check, of_question, of_level, of_note] = names.map(|name| self.head(name));
        let fault = |head: &str, trouble| Fault { place: place.in_column(head), trouble };
        let asked = match self.q.find(check) {
            Some(Target::Check(c)) => Some(c)
                .filter(|c| self.asked.contains(self.q.requirements[self.q.check_owner[*c]].id.as_str())),
            _ => None,
        };
        let Some(c) = asked else {
            // Of a later version somebody may be asked what this one does not ask: said only where they answered it.
            return Err(fault(of_check, Trouble::NotAsked { id: text::shown(check, 40) }));
        };
        let id = self.q.check(c).id.clone();
        if self.is_altered(c, question) {
            return Err(fault(of_question, Trouble::Altered { at: id }));
        }
        if let Some(first) = self.seen.insert(id.clone(), number) {
            return Err(fault(of_check, Trouble::Twice { at: id, row: first }));
        }
        let mut given = None;
        if !level.is_empty() {
            let typed = level.split_whitespace().next().unwrap_or_default();
            let parsed = Level::parse(level).or_else(|| Level::parse(typed));
            let trouble = || Trouble::NoLevel { typed: text::shown(level, 40) };
            let parsed = parsed.ok_or_else(|| fault(of_level, trouble()))?;
            if parsed == Level::NotApplicable
                && let Err(refusal) = crate::model::change::may_be_excluded(self.q, Target::Check(c))
            {
                return Err(fault(of_level, Trouble::Refused(Box::new(refusal))));
            }
            given = Some(parsed);
        }
        let words = text::clean(note);
        let words = words.trim();
        if words.len() > crate::model::edit::MAX_TEXT {
            return Err(fault(of_note, Trouble::LongCell { most: crate::model::edit::MAX_TEXT }));
        }
        if !words.is_empty() {
            let prefix = if given == Some(Level::NotApplicable) { keys::REASON } else { keys::NOTE };
            self.returned.answers.insert(format!("{prefix}{id}"), words.to_owned());
        }
        if let Some(level) = given {
            self.returned.answers.insert(id, level.key().to_owned());
        }
        Ok(())
    }

    /// Whether the question is not the one that was asked: in the words for everybody or for who works alone. Of another
    /// version of the questionnaire nobody can tell.
    fn is_altered(&self, c: usize, question: &str) -> bool {
        let r = self.q.check_owner[c];
        let n = c - self.q.first_check[r];
        let for_one = self.q.requirement_for_one(r).checks.get(n).map(|c| c.question.as_str());
        let same = |words: &str| text::clean_line(words) == text::clean_line(question);
        self.returned.version == self.q.version
            && !same(&self.q.check(c).question)
            && !for_one.is_some_and(same)
    }
}
