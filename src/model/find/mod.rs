//! Finding a place by id or by word. People quote wrong numbers, use everyday words, other forms of a word and
//! now and then hit a key beside the right one; the search goes over ids and over every text of the
//! questionnaire, the everyday words, the notes, the words of the field and the commands, best match first.
//!
//! The index is made once and kept by whoever searches at every key; notes change all the time and are read
//! anew. Word forms are those of Snowball (`rust-stemmers`, MIT, no more than `serde` below it): endings cut by a
//! list of ours missed "hiring" of "hire" and "logging" of "log". A slip of one letter is looked for here:
//! `nucleo-matcher` (MPL-2.0) forgives missing letters alone, a search engine is a file format, a hundred crates and
//! ranking we could not explain, and a distance over every word of the index at every key is slower than one look.

mod fields;
mod ids;
mod matching;
mod records;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashSet};
use std::ops::Bound;

use rust_stemmers::{Algorithm, Stemmer};

use super::assessment::{Assessment, keys};
use super::questionnaire::{Questionnaire, Target};
use matching::{Slip, excerpt, one, slip, spaced};

pub use ids::{by_id, is_id, near_ids, spelt_out, unknown};
pub use records::{is_meant, records, registers};

/// Where a text matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The id itself.
    Id,
    /// An id near to what was typed.
    NearId,
    /// The title.
    Title,
    /// The question of a requirement.
    Question,
    /// Why it matters.
    Why,
    /// What a heading is about.
    Intro,
    /// What good looks like.
    Good,
    /// The words it is found by.
    Words,
    /// An everyday word that means it.
    Everyday,
    /// Its documents and records.
    Documents,
    /// The question of a check.
    Check,
    /// What a level looks like for a check.
    Level,
    /// What would prove a check.
    Evidence,
    /// What to do when it is missing.
    Action,
    /// What the action on a check leaves behind.
    Output,
    /// A weak answer.
    Mistake,
    /// How it looks in firms of some size.
    Example,
    /// What helps to answer: what is enough, what is found, what AI of today or a line of business changes.
    Advice,
    /// What a worked firm wrote.
    Firm,
    /// What the auditor asks or samples.
    Auditor,
    /// A note somebody wrote.
    Note,
    /// A name of a word of the field.
    Term,
    /// What a word of the field means.
    Meaning,
    /// A command: how it is called or what it does.
    Command,
}

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Found {
    /// A place of the questionnaire.
    Place(Target),
    /// A word of the field, by the number it was added with.
    Term(usize),
    /// A command, by the number it was added with.
    Command(usize),
}

/// What was found, where and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What it points at.
    pub found: Found,
    /// Larger is better.
    pub score: u32,
    /// Where it matched.
    pub place: Place,
    /// The part of the text it matched in: a sentence, from shortly before the match when that is long.
    pub text: String,
    /// The word that was taken for what was typed, when that was one slip away from it.
    pub spelt_like: Option<String>,
}

impl Hit {
    /// The place of the questionnaire, if it is one.
    pub const fn target(&self) -> Option<Target> {
        match self.found {
            Found::Place(t) => Some(t),
            Found::Term(_) | Found::Command(_) => None,
        }
    }
}

/// A text that is searched.
struct Field {
    row: usize,
    place: Place,
    weight: u32,
    text: String,
    /// The part of the text that is searched, see [`spaced`].
    spaced: String,
    /// Whom it is shown to.
    readers: Readers,
}

/// Who reads a text: many speak of other people in the firm, and have another wording for who works alone.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Readers {
    All,
    Several,
    One,
}

impl Readers {
    /// Whether it is shown where one works alone, or does not.
    const fn include(self, alone: bool) -> bool {
        match self {
            Self::All => true,
            Self::Several => !alone,
            Self::One => alone,
        }
    }
}

/// Everything that can be found but notes, ready to be searched.
pub struct Index {
    rows: Vec<Found>,
    fields: Vec<Field>,
    /// Every word with the fields it stands in.
    words: BTreeMap<String, Vec<usize>>,
    /// The words of each stem.
    forms: BTreeMap<String, Vec<String>>,
    stemmer: Stemmer,
}

/// The best a typed word does in a row.
#[derive(Clone, Copy, Default)]
struct Best<'a> {
    gain: u32,
    extra: u32,
    field: Option<&'a Field>,
    word: &'a str,
    slip: bool,
}

impl Index {
    /// An index over the questionnaire alone; [`Self::add_everyday`] and its likes add to it.
    pub fn new(q: &Questionnaire) -> Self {
        let mut index = Self {
            rows: Vec::new(),
            fields: Vec::new(),
            words: BTreeMap::new(),
            forms: BTreeMap::new(),
            stemmer: Stemmer::create(Algorithm::English),
        };
        // Requirements first: a requirement's row is its number, which notes go by.
        for (i, r) in q.requirements.iter().enumerate() {
            let row = index.row(Found::Place(Target::Requirement(i)));
            let everybody = fields::of_requirement(r);
            let one = fields::of_requirement(q.requirement_for_one(i));
            for field in &everybody {
                let readers = if one.contains(field) { Readers::All } else { Readers::Several };
                index.add_for(readers, row, field);
            }
            for field in one.iter().filter(|field| !everybody.contains(field)) {
                index.add_for(Readers::One, row, field);
            }
        }
        for (i, h) in q.headings.iter().enumerate() {
            let row = index.row(Found::Place(Target::Heading(i)));
            // Below the requirements: nothing is answered there.
            index.add(row, Place::Title, 40, &h.title, &h.title);
            index.add(row, Place::Intro, 5, &h.intro, &h.intro);
        }
        index
    }

    /// An everyday word that leads to an id; `nth` is how many ids people mean rather by it, `means` says it in
    /// words of the field. An id nobody knows is left out.
    pub fn add_everyday(&mut self, q: &Questionnaire, word: &str, means: &str, id: &str, nth: u32) {
        let Some(target) = q.find(id) else { return };
        if let Some(row) = self.rows.iter().position(|f| *f == Found::Place(target)) {
            self.add(row, Place::Everyday, 50 - nth.min(5) * 4, word, &format!("{word} ({means})"));
        }
    }

    /// A word of the field with all its names; `n` comes back in [`Found::Term`].
    pub fn add_term<'n>(&mut self, n: usize, names: impl Iterator<Item = &'n str>, means: &str) {
        let row = self.row(Found::Term(n));
        for name in names {
            self.add(row, Place::Term, 30, name, name);
        }
        self.add(row, Place::Meaning, 5, means, means);
    }

    /// A command: how it is called, and what it does in words; `n` comes back in [`Found::Command`].
    pub fn add_command(&mut self, n: usize, typed: &str, help: &str) {
        let row = self.row(Found::Command(n));
        self.add(row, Place::Command, 30, typed, help);
        self.add(row, Place::Command, 15, help, help);
    }

    fn row(&mut self, found: Found) -> usize {
        self.rows.push(found);
        self.rows.len() - 1
    }

    fn add_for(&mut self, readers: Readers, row: usize, (place, weight, text): &(Place, u32, &str)) {
        let before = self.fields.len();
        self.add(row, *place, *weight, text, text);
        for field in &mut self.fields[before..] {
            field.readers = readers;
        }
    }

    fn add(&mut self, row: usize, place: Place, weight: u32, searched: &str, text: &str) {
        let spaced = spaced(searched);
        if spaced.is_empty() {
            return;
        }
        let field = self.fields.len();
        for word in spaced.split(' ') {
            if let Some(known) = self.words.get_mut(word) {
                if known.last() != Some(&field) {
                    known.push(field);
                }
                continue;
            }
            self.words.insert(word.to_owned(), vec![field]);
            self.forms.entry(self.stemmer.stem(word).into_owned()).or_default().push(word.to_owned());
        }
        self.fields.push(Field { row, place, weight, text: text.to_owned(), spaced, readers: Readers::All });
    }

    /// Everything that matches, best first. An id comes first, a wrong one with the ids near it. Words may
    /// stand in any order, in any form, be the beginning of a word or one slip away from it; what holds all of
    /// them is best, what holds some is better than nothing. Only what this organisation reads is searched.
    pub fn search(&self, q: &Questionnaire, a: Option<&Assessment>, query: &str, most: usize) -> Vec<Hit> {
        let phrase = spaced(query);
        if phrase.is_empty() {
            return Vec::new();
        }
        let mut hits = id_hits(q, query.trim());
        let words: Vec<&str> = phrase.split(' ').filter(|w| !STOP.contains(w)).collect();
        let words = if words.is_empty() { phrase.split(' ').collect() } else { words };
        let notes = a.map(|a| notes(q, a)).unwrap_or_default();
        let alone = a.is_some_and(Assessment::owns_all);
        let mut sums = vec![(0, 0, Best::default()); self.rows.len()];
        for word in &words {
            for (sum, best) in sums.iter_mut().zip(self.rate(word, &notes, alone)) {
                sum.0 += best.gain + best.extra.min(25);
                sum.1 += u32::from(best.gain > 0);
                if best.gain > sum.2.gain {
                    sum.2 = best;
                }
            }
        }
        // A word that is missing costs its share of the rest too.
        for (score, matched, _) in &mut sums {
            *score = *score * *matched / words.len() as u32;
        }
        // The phrase as it stands, in a search word or the title, is what was meant.
        for field in self.shown(alone).chain(&notes) {
            let sum = &mut sums[field.row];
            if sum.1 == 0 {
                continue;
            }
            if one(&field.spaced) == one(&phrase) {
                sum.0 += if matches!(field.place, Place::Term | Place::Command) { 50 } else { 120 };
                sum.2 = Best { gain: u32::MAX, field: Some(field), word: "", slip: false, extra: 0 };
            } else if words.len() > 1 && field.spaced.contains(&phrase) {
                sum.0 += field.weight;
            }
        }
        hits.extend(self.rows.iter().zip(sums).filter_map(|(found, (score, _, best))| {
            let field = best.field.filter(|_| score > 0)?;
            let text = excerpt(&field.text, best.word);
            let spelt_like = best.slip.then(|| best.word.to_owned());
            Some(Hit { found: *found, score, place: field.place, text, spelt_like })
        }));
        // Stable: what is equal stays in the order of the questionnaire, then terms, then commands.
        hits.sort_by_key(|h| u32::MAX - h.score);
        let mut seen = HashSet::new();
        hits.retain(|h| seen.insert(h.found));
        hits.truncate(most);
        hits
    }

    /// What is shown where one works alone, or does not.
    fn shown(&self, alone: bool) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(move |field| field.readers.include(alone))
    }

    /// The best a typed word does in each row.
    fn rate<'a>(&'a self, typed: &str, notes: &'a [Field], alone: bool) -> Vec<Best<'a>> {
        let mut rows = vec![Best::default(); self.rows.len()];
        let mut any = false;
        let mut gain = |field: &'a Field, word: &'a str, gain: u32, slip: bool| {
            let best = &mut rows[field.row];
            best.extra += gain / 12;
            if gain > best.gain {
                *best = Best { gain, extra: best.extra, field: Some(field), word, slip };
            }
        };
        let of = |fields: &'a [usize]| {
            fields.iter().map(|f| &self.fields[*f]).filter(move |field| field.readers.include(alone))
        };
        let stem = self.stemmer.stem(typed);
        let same = |word: &str| one(word) == one(typed);
        let from = (Bound::Included(typed), Bound::Unbounded);
        let begun = self.words.range::<str, _>(from).take_while(|(w, _)| w.starts_with(typed));
        let forms = self.forms.get(&*stem).into_iter().flatten().filter(|w| !w.starts_with(typed));
        let forms = forms.filter_map(|w| self.words.get_key_value(w));
        for (word, fields) in begun.chain(forms) {
            any = true;
            for field in of(fields) {
                let weight = field.weight;
                let form = || *self.stemmer.stem(word) == *stem;
                let worth = if same(word) {
                    weight * 3 / 2
                } else if form() {
                    weight * 5 / 4
                } else {
                    weight
                };
                gain(field, word, worth, false);
            }
        }
        for note in notes {
            let words = note.spaced.split(' ').filter(|w| w.starts_with(typed) || w.starts_with(&*stem));
            for word in words {
                any = true;
                gain(note, word, if same(word) { note.weight * 3 / 2 } else { note.weight }, false);
            }
        }
        if !any {
            // What is a word already was meant; only what is none can be a slip.
            let mut near: Vec<(Slip, &String, &Vec<usize>)> = self
                .words
                .iter()
                .filter_map(|(w, fields)| Some((slip(one(typed), one(w))?, w, fields)))
                .collect();
            if near.iter().any(|(s, ..)| *s == Slip::Whole) {
                near.retain(|(s, ..)| *s == Slip::Whole);
            }
            for (_, word, fields) in near {
                for field in of(fields) {
                    gain(field, word, field.weight * 3 / 4, true);
                }
            }
        }
        rows
    }
}

/// What people wrote: notes, each in the row of its requirement, and answers to questions of papers, in the row of the
/// requirement that asks for such a document.
fn notes(q: &Questionnaire, a: &Assessment) -> Vec<Field> {
    let field = |row: usize, text: String| Field {
        row,
        place: Place::Note,
        weight: 20,
        spaced: spaced(&text),
        text,
        readers: Readers::All,
    };
    let of = |row: usize, id: &str| Some(field(row, a.at(keys::NOTE, id)?.to_owned()));
    let rows = q.requirements.iter().enumerate();
    let notes = rows.flat_map(|(row, r)| {
        std::iter::once(&r.id).chain(r.checks.iter().map(|c| &c.id)).filter_map(move |id| of(row, id))
    });
    let mut all: Vec<Field> = notes.collect();
    if a.any(keys::PAPER) {
        for paper in (q.papers)() {
            let begins = |name: &str| paper.starts.iter().any(|s| s.eq_ignore_ascii_case(name));
            let row = q.requirements.iter().position(|r| r.checks.iter().any(|c| begins(&c.output)));
            let answers = paper.questions.iter().filter_map(|x| {
                let answer = a.at(keys::PAPER, &format!("{}.{}", paper.id, x.key))?;
                Some(field(row?, format!("{}: {} {answer}", paper.title, x.ask)))
            });
            all.extend(answers);
        }
    }
    all
}

/// An exact id, else the ids near to what looks like one.
fn id_hits(q: &Questionnaire, query: &str) -> Vec<Hit> {
    let hit = |target, score, place| {
        let text = q.id_of(target).to_owned();
        Hit { found: Found::Place(target), score, place, text, spelt_like: None }
    };
    if let Some(target) = by_id(q, query) {
        return vec![hit(target, 10_000, Place::Id)];
    }
    if !is_id(q, query) {
        return Vec::new();
    }
    let near = near_ids(q, query, 5);
    let targets = near.iter().filter_map(|id| q.find(id));
    targets.zip(0..).map(|(target, n)| hit(target, 5_000 - n, Place::NearId)).collect()
}

/// Words that say nothing about where to look.
const STOP: &[&str] = &[
    "the", "a", "an", "of", "and", "or", "for", "to", "in", "on", "we", "our", "is", "are", "do", "does",
    "what", "about", "how", "with", "ai", "who", "when", "it", "my", "your", "you", "s", "i", "us", "me",
    "be", "by", "at", "from", "can", "should", "must", "have", "has", "there", "where", "which", "that",
    "this", "they", "their", "if", "any", "need", "too", "very", "so", "not",
];
