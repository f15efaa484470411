//! Who owns a piece of work: picked from the people of the register while typing narrows them; a name nobody has yet
//! is the last row. Records of other registers, requirements and words of few are picked for a field in the same way.

use super::{Pick, PickRow, Picker, Purpose};
use crate::model::Assessment;
use crate::model::record::{Fault, Kind, Type, read, value};
use crate::model::said::Matter;
use crate::model::text;
use crate::say;
use crate::tui::text::begins;
use crate::words::{Words as _, record};

/// The most records that are listed for what was typed.
const MOST: usize = 50;

/// What the names are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// People of the register.
    People,
    /// Records of another one.
    Records(&'static Kind),
    /// These words; the other text is the hint of the field, which may say what each means.
    Words(&'static [&'static str], &'static str),
    /// Requirements of the questionnaire; whoever knows it puts the rows in.
    Requirements,
    /// Documents it names, and the files they go into; likewise.
    Documents,
}

/// What a hint says of a word in brackets behind it: `alone (it acts by itself)`; empty where it says nothing.
fn means<'h>(hint: &'h str, word: &str) -> &'h str {
    let behind = hint.split_once(&format!("{word} (")).and_then(|(_, rest)| rest.split_once(')'));
    behind.map_or("", |(means, _)| means)
}

/// The question whose work it is.
pub struct People {
    /// Title of the box.
    pub title: String,
    /// A line of guidance, for while nothing is typed.
    pub hint: String,
    /// What the name is for.
    pub purpose: Purpose,
    /// What the names are of.
    pub of: Of,
    /// Whether several are named, with commas.
    pub several: bool,
    /// The kinds there are, for what such a record says of others.
    pub kinds: &'static [&'static Kind],
    /// Who it is now; empty for nobody.
    pub now: String,
    /// The names.
    pub picker: Picker,
}

impl People {
    /// Whether it fills in a field of the form below.
    pub const fn is_of_field(&self) -> bool {
        matches!(self.purpose, Purpose::Field(..))
    }

    /// Whether they are names that are typed, not ids or few words.
    pub const fn is_of_names(&self) -> bool {
        matches!(self.of, Of::People | Of::Records(_))
    }

    /// What stands before what is typed.
    pub fn label(&self) -> &'static str {
        if self.is_of_names() { say!("Name") } else { say!("Find") }
    }

    /// What goes into the field where a sign was typed that no name has: of several names one is ended by a comma, or
    /// followed by its day. Whom the register knows is taken for it.
    pub fn ended(&self) -> Option<String> {
        let Purpose::Field(_, false) = self.purpose else { return None };
        if !self.several {
            return None;
        }
        let (name, rest) = self.picker.query.split_at_checked(self.picker.query.find([',', ':'])?)?;
        let is_known = |r: &&PickRow| r.why_not.is_none() && matches!(r.pick, Pick::Owner(_, _, false));
        let known = self.picker.rows.iter().find(is_known).filter(|_| !name.trim().is_empty());
        Some(format!("{}{rest}", known.map_or(name, |r| r.key.as_str())))
    }

    /// A row of something that can be taken.
    pub fn row(&self, key: &str, label: impl Into<String>) -> PickRow {
        PickRow::new(key, label, Pick::Owner(self.purpose.clone(), key.to_owned(), false))
    }

    /// Puts rows in; what was typed and is none of them is the last one, and says why it cannot be taken.
    pub fn put(&mut self, mut rows: Vec<PickRow>, none: impl FnOnce(&str) -> String) {
        let typed = self.picker.query.trim();
        if !typed.is_empty() && rows.is_empty() {
            let why = none(typed);
            rows.push(PickRow { why_not: Some(why.clone()), ..self.row(typed, why) });
        }
        self.picker.cursor.at = rows.iter().position(|r| r.key == self.now).unwrap_or(0);
        self.picker.note = Some(self.hint.clone());
        self.picker.rows = rows;
    }

    /// Makes the rows for what was typed so far.
    pub fn fill(&mut self, a: &Assessment) {
        match self.of {
            Of::People => {}
            Of::Records(kind) => return self.fill_records(a, kind),
            Of::Words(words, hint) => return self.fill_words(words, hint),
            Of::Requirements | Of::Documents => return,
        }
        let typed = self.picker.query.trim().to_owned();
        let row = |key: &str, label: String, name: &str, new| {
            PickRow::new(key, label, Pick::Owner(self.purpose.clone(), name.to_owned(), new))
        };
        let people = a.people();
        let mut rows: Vec<PickRow> = people
            .iter()
            .filter(|p| !p.name.is_empty() && begins(&p.name, &typed))
            .map(|p| row(&p.name, p.role.clone(), &p.name, false))
            .collect();
        if typed.is_empty() && !self.now.is_empty() {
            if rows.iter().all(|r| r.key != self.now) {
                rows.insert(0, row(&self.now, say!("as it is now").to_owned(), &self.now, false));
            }
            rows.push(row(say!("nobody"), say!("takes {name} off it", name = self.now), "", false));
        }
        let is_new = people.iter().all(|p| p.name.to_lowercase() != typed.to_lowercase());
        let free = match &self.purpose {
            Purpose::Field(_, free) => *free,
            purpose => matches!(purpose, Purpose::Text(Matter::Ask, _)),
        };
        if typed.is_empty() && matches!(self.purpose, Purpose::Text(Matter::Ask, _)) && self.now.is_empty() {
            rows.insert(0, row(say!("nobody yet"), say!("it stays on the list").to_owned(), "", false));
        }
        if !typed.is_empty() && is_new && free {
            rows.push(row(&typed, say!("as written, not in the register").to_owned(), &typed, false));
        }
        if !typed.is_empty() && is_new {
            rows.push(row(&typed, say!("+ a new person of the register").to_owned(), &typed, true));
        }
        if typed.is_empty() {
            let mut new = row("+", say!("new person: type the name").to_owned(), "", true);
            new.why_not = Some(say!("Type the name of the new person.").to_owned());
            rows.push(new);
        }
        self.picker.cursor.at = rows.iter().position(|r| typed.is_empty() && r.key == self.now).unwrap_or(0);
        self.picker.note = Some(self.hint.clone());
        self.picker.rows = rows;
    }

    /// Makes the rows of few words, with what each means.
    fn fill_words(&mut self, words: &'static [&'static str], hint: &'static str) {
        let typed = self.picker.query.trim();
        let fits = |word: &&&str| begins(word, typed) || begins(means(hint, word), typed);
        let rows = words.iter().filter(fits).map(|word| self.row(word, means(hint, word))).collect();
        self.put(rows, |typed| Fault::NotAWord { typed: text::shown(typed, 30), words }.words());
    }

    /// Makes the rows of records of another register; the last is what was typed, as it stands.
    fn fill_records(&mut self, a: &Assessment, kind: &'static Kind) {
        let typed = self.picker.query.trim().to_owned();
        let row = |key: &str, label: String| {
            PickRow::new(key, label, Pick::Owner(self.purpose.clone(), key.to_owned(), false))
        };
        let all = read::all(a, kind);
        let fits = all.iter().filter(|r| {
            begins(r.name(), &typed)
                || r.shown_no().eq_ignore_ascii_case(&typed)
                || typed == r.no().to_string()
        });
        let beside = |r: &read::Rec<'_>| {
            let said = kind.columns.iter().map(|key| record::cell(a, self.kinds, r, key));
            said.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ")
        };
        let mut rows: Vec<PickRow> = fits
            .take(MOST)
            .map(|r| {
                let key = value::shown_one(a, &[kind], Type::Link(kind.key), r.id.as_str());
                // What is called by its number is known by its name.
                let label = if key == r.name() { beside(r) } else { r.name().to_owned() };
                row(&key, label)
            })
            .collect();
        if !typed.is_empty() && all.iter().all(|r| r.name().to_lowercase() != typed.to_lowercase()) {
            rows.push(row(&typed, say!("as written, not in the register").to_owned()));
        }
        self.picker.cursor.at = 0;
        self.picker.note = Some(self.hint.clone());
        self.picker.rows = rows;
    }
}
