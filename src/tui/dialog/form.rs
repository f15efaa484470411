//! A short form: fields with a hint each. Enter goes on, after the last field it is done; Down and Up only move; Space
//! lists what a field can hold; Esc leaves it and keeps what was typed.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui_textarea::TextArea;

use super::editor::{select, type_first};
use super::form_kind::FormKind;
use super::{Asks, Typed, area, choices};
use crate::model::beside::{form_as_kept, form_of};
use crate::model::journey::Told;
use crate::model::record::{AUDIT_SEAL, PERSON, Type};
use crate::model::text;
use crate::tui::keymap::{Command, InForm};

/// One field.
pub struct Field {
    /// Name of the fact, or of the field.
    pub key: &'static str,
    /// Label, at most 16 columns.
    pub label: &'static str,
    /// What to write.
    pub hint: String,
    /// Whether it may not stay empty.
    pub need: bool,
    /// Not asked now, by what another field holds.
    pub hidden: bool,
    /// What is understood in more than one form.
    pub typed: Option<Typed>,
    /// Whether it names people or records, and if so whether one may be named whom the register lacks.
    pub people: Option<Naming>,
    /// The only values it can have, each with what it means; none where it is typed.
    pub values: Vec<(&'static str, String)>,
    /// What was put into it by what another field says; somebody may have emptied it since.
    pub suggested: Option<String>,
    /// What was written.
    pub area: TextArea<'static>,
}

/// How a field names people, records of another register, requirements, or words of few.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// One, by any name.
    Free,
    /// One of the register.
    Registered,
    /// Several of the register, with commas.
    Several,
    /// A record of the register with this key.
    Record(&'static str),
    /// Several of them, with commas.
    Records(&'static str),
    /// One of these words.
    Word(&'static [&'static str]),
    /// Several of them, with commas.
    Words(&'static [&'static str]),
    /// Requirements by their ids, with commas.
    Requirements,
    /// One of the documents that are known.
    Document,
}

/// What a field that says yes or no can be.
const YES_OR_NO: &[&str] = &["yes", "no"];

impl Naming {
    /// Whether several are named, with commas.
    pub const fn is_several(self) -> bool {
        matches!(self, Self::Several | Self::Records(_) | Self::Words(_) | Self::Requirements)
    }

    /// Whether a letter lists what begins with it; few words are typed as fast.
    const fn lists_by_letter(self) -> bool {
        !matches!(self, Self::Word(_) | Self::Words(_))
    }

    /// How a field of a record names people or records; none where it does not.
    pub fn of_record(typ: Type) -> Option<Self> {
        match typ {
            Type::Who => Some(Self::Free),
            Type::Link(kind) if kind == PERSON.key => Some(Self::Registered),
            Type::Seen => Some(Self::Several),
            Type::Link(kind) => Some(Self::Record(kind)),
            Type::Links(kind) => Some(Self::Records(kind)),
            Type::Choice(words) => Some(Self::Word(words)),
            Type::Flag => Some(Self::Word(YES_OR_NO)),
            Type::Words(words) => Some(Self::Words(words)),
            Type::Requirements => Some(Self::Requirements),
            Type::Document => Some(Self::Document),
            _ => None,
        }
    }
}

/// The form.
pub struct Form {
    /// What for.
    pub kind: FormKind,
    /// Title.
    pub title: String,
    /// Fields.
    pub fields: Vec<Field>,
    /// The focused one.
    pub at: usize,
    /// What is wrong, in words.
    pub error: Option<String>,
    /// Something to bear in mind, under the fields; may be empty.
    pub note: String,
    /// The id it is for and the one it can be switched to while nothing is typed: what was just answered, and the card.
    pub switch: Option<(String, String)>,
    /// Name under which what is typed is kept for another time, per place; none where it is kept until the file is
    /// closed.
    pub draft: Option<String>,
    /// Names nobody of the register has: where they still stand when it is saved, they join it.
    pub joins: Vec<String>,
    /// Whether who is added sits here from then on, and what follows.
    pub sits: Option<Option<Command>>,
    /// Whether one was asked and said so, where that is asked before it is done.
    pub sure: bool,
    began: Vec<String>,
    /// Whether the focused field is selected since it was come to, so that the first letter replaces it.
    fresh: bool,
}

impl Form {
    /// A form with these fields: key, label, hint, value.
    pub fn new(
        kind: FormKind,
        title: impl Into<String>,
        fields: &[(&'static str, &'static str, &'static str, String)],
    ) -> Self {
        let field = |(key, label, hint, value): &(&'static str, &'static str, &'static str, String)| Field {
            key,
            label,
            hint: (*hint).to_owned(),
            need: false,
            hidden: false,
            typed: Typed::of_fact(key),
            people: None,
            values: Vec::new(),
            suggested: None,
            area: area(&value.replace('\n', " "), false),
        };
        Self {
            kind,
            title: title.into(),
            fields: fields.iter().map(field).collect(),
            at: 0,
            error: None,
            note: String::new(),
            switch: None,
            draft: None,
            joins: Vec::new(),
            sits: None,
            sure: false,
            fresh: false,
            began: fields.iter().map(|(.., value)| text::clean_line(value)).collect(),
        }
    }

    /// The value of a field, trimmed.
    pub fn value(&self, key: &str) -> String {
        let field = self.fields.iter().find(|f| f.key == key);
        field.map(|f| text::clean_line(f.area.lines().first().map_or("", String::as_str))).unwrap_or_default()
    }

    /// Whether nothing differs from how it was opened.
    pub fn is_untouched(&self) -> bool {
        self.fields.iter().zip(&self.began).all(|(f, began)| self.value(f.key) == *began)
    }

    /// Fields that are asked now, by their places.
    pub fn asked(&self) -> impl DoubleEndedIterator<Item = usize> {
        self.fields.iter().enumerate().filter(|(_, f)| !f.hidden).map(|(n, _)| n)
    }

    /// The next field that is asked; none behind the last one.
    pub fn after(&self) -> Option<usize> {
        self.asked().find(|n| *n > self.at)
    }

    /// The field before that is asked.
    pub fn before(&self) -> Option<usize> {
        self.asked().rev().find(|n| *n < self.at)
    }

    /// Whether a field differs from how it was opened.
    pub fn is_touched(&self, n: usize) -> bool {
        let (field, began) = (self.fields.get(n), self.began.get(n));
        field.zip(began).is_some_and(|(f, began)| self.value(f.key) != *began)
    }

    /// Whether another form asks for the same at the same place: what is typed for one place never turns up at
    /// another.
    pub fn is_for_the_same(&self, other: &Self) -> bool {
        let place = |form: &Self| {
            let at = form.fields.iter().position(|f| f.key == "at");
            at.and_then(|n| form.began.get(n).cloned())
        };
        self.kind == other.kind && place(self) == place(other)
    }

    /// Takes over what was typed into the same form before; what nobody touched is as it is now.
    pub fn take_back(&mut self, kept: &Self) {
        self.joins.clone_from(&kept.joins);
        for (n, old) in kept.fields.iter().enumerate().filter(|(n, _)| kept.is_touched(*n)) {
            if let Some(f) = self.fields.iter_mut().find(|f| f.key == old.key) {
                f.area = old.area.clone();
            }
            if n == kept.at {
                self.at = self.fields.iter().position(|f| f.key == old.key).unwrap_or(self.at);
            }
        }
        self.begin_again();
    }

    /// What was typed, as it is kept for another time; none when nothing was.
    pub fn unfinished(&self) -> Option<String> {
        let touched =
            (0..self.fields.len()).filter(|n| self.is_touched(*n)).filter_map(|n| self.fields.get(n));
        form_as_kept(&touched.map(|f| (f.key.to_owned(), self.value(f.key))).collect())
    }

    /// Takes over what was kept and goes to the last field of it; what cannot be read was not ours.
    pub fn resume(&mut self, kept: &str) {
        let Some(typed) = form_of(kept) else { return };
        for (n, f) in self.fields.iter_mut().enumerate() {
            if let Some(value) = typed.get(f.key) {
                f.area = area(&text::clean_line(value), false);
                self.at = n;
            }
        }
        self.begin_again();
    }

    /// What is kept of a signature is read again from its first field: behind the last one it is signed.
    fn begin_again(&mut self) {
        if self.kind == FormKind::Record(&AUDIT_SEAL, None) {
            self.at = 0;
        }
    }

    /// Says of a field that more than one form of what is typed is understood.
    pub fn understands(&mut self, key: &str, typed: Typed) {
        if let Some(field) = self.fields.iter_mut().find(|f| f.key == key) {
            field.typed = Some(typed);
        }
    }

    /// Says of a field that it has one of these values, each with what it means: they are listed and picked, not typed.
    pub fn is_one_of(&mut self, key: &str, values: Vec<(&'static str, String)>) {
        if let Some(field) = self.fields.iter_mut().find(|f| f.key == key) {
            field.values = values;
        }
    }

    /// The list of what the focused field can be, where it is not typed.
    fn listed(&self) -> Option<Asks> {
        let field = self.fields.get(self.at).filter(|f| !f.values.is_empty())?;
        Some(Asks::List(field.label, choices::of_field(&field.values, &self.value(field.key))))
    }

    /// Says of a field that it names people.
    pub fn names_people(&mut self, key: &str, naming: Naming) {
        if let Some(field) = self.fields.iter_mut().find(|f| f.key == key) {
            field.people = Some(naming);
        }
    }

    /// What was typed of a name in the focused field, with how it names people; it may be empty. None where that is no
    /// field of names, or where something else stands at its end.
    pub fn name_begun(&self) -> Option<(&'static str, Naming, String)> {
        let field = self.fields.get(self.at)?;
        let naming = field.people?;
        let typed = self.value(field.key);
        let name = match naming {
            // All of them are few; what is none of them is typed on.
            Naming::Word(words) if words.contains(&typed.as_str()) => "",
            _ if naming.is_several() => typed.rsplit(',').next().unwrap_or_default().trim(),
            _ => typed.as_str(),
        };
        // Behind a name stands its day, which is no name.
        (!name.contains(':')).then(|| (field.key, naming, name.to_owned()))
    }

    /// Whether Space lists what the focused field can hold: where nothing is begun, or behind a whole word.
    fn lists_all(&mut self) -> bool {
        let Some((_, naming, begun)) = self.name_begun() else { return false };
        let whole = matches!(naming, Naming::Words(words) if words.contains(&begun.as_str()));
        if whole && let Some(field) = self.fields.get_mut(self.at) {
            field.area.insert_str(", ");
        }
        whole || begun.is_empty()
    }

    /// Puts a name in the place of the one that was begun.
    pub fn put_name(&mut self, name: &str) {
        // What was wrong with the field is mended.
        self.error = None;
        let Some(field) = self.fields.get(self.at) else { return };
        let typed = self.value(field.key);
        let before = match (field.people, typed.rsplit_once(',')) {
            (Some(naming), Some((before, _))) if naming.is_several() => format!("{before}, "),
            _ => String::new(),
        };
        let whole = area(&format!("{before}{name}"), false);
        if let Some(field) = self.fields.get_mut(self.at) {
            field.area = whole;
        }
    }

    /// Lets somebody nobody is called yet join the register with this form.
    pub fn join(&mut self, name: &str) {
        if !self.joins.iter().any(|n| n == name) {
            self.joins.push(name.to_owned());
        }
    }

    /// Who joins the register with it: of those who were to, whom a field still names.
    pub fn joining(&self) -> Vec<String> {
        let all = |f: &Field| self.value(f.key);
        let names = |f: &Field, name: &String| {
            let bare = |part: &str| part.split(':').next().is_some_and(|n| n.trim() == name);
            all(f) == *name || all(f).split(',').any(bare)
        };
        let named = |name: &&String| self.fields.iter().any(|f| f.people.is_some() && names(f, name));
        self.joins.iter().filter(named).cloned().collect()
    }

    /// Puts a word into a field that is empty, or still says what was put there before.
    pub fn suggest(&mut self, key: &str, word: Option<String>) {
        let now = self.value(key);
        let Some(field) = self.fields.iter_mut().find(|f| f.key == key) else { return };
        let is_free =
            if now.is_empty() { field.suggested.is_none() } else { Some(&now) == field.suggested.as_ref() };
        if is_free && (word.is_some() || field.suggested.is_some()) {
            field.area = area(word.as_deref().unwrap_or_default(), false);
            field.suggested = word;
        }
    }

    /// What the focused field asks that has few values, while it is empty: these are listed.
    fn choices(&self) -> Option<Told> {
        let field = self.fields.get(self.at)?;
        Told::picked(field.key).filter(|_| self.value(field.key).is_empty())
    }

    /// Selects what stands in the focused field, where that is a number or a day: it is written anew, not mended.
    pub fn arrive(&mut self) {
        let FormKind::Record(kind, _) = &self.kind else { return self.select_number(false) };
        let typ = self.fields.get(self.at).and_then(|f| kind.field(f.key)).map(|f| f.typ);
        self.select_number(matches!(typ, Some(Type::Ids | Type::Requirements | Type::Places)));
    }

    /// The id of a requirement looks like a number, and others join it: of `ids` nothing is selected.
    fn select_number(&mut self, ids: bool) {
        let Some(field) = self.fields.get_mut(self.at) else { return };
        let is_number = !ids && field.area.lines().first().is_some_and(|v| v.trim().parse::<f64>().is_ok());
        self.fresh = (field.typed.is_some() || is_number) && select(&mut field.area);
    }

    /// Puts the focus on a field, where it has one of that key.
    pub fn come_to(&mut self, key: &str) {
        self.at = self.fields.iter().position(|f| f.key == key && !f.hidden).unwrap_or(self.at);
        self.arrive();
    }

    /// Puts the focus on a field and says what is wrong with it.
    pub fn wrong(&mut self, key: &str, words: impl Into<String>) {
        self.at = self.fields.iter().position(|f| f.key == key).unwrap_or(self.at);
        self.error = Some(words.into());
    }

    /// Puts the focus on a field, if the form asks it.
    pub fn begin_at(&mut self, key: &str) {
        let asked = self.asked().find(|n| self.fields.get(*n).is_some_and(|f| f.key == key));
        if let Some(at) = asked {
            self.at = at;
            self.arrive();
        }
    }

    /// Does what a form is asked for.
    pub fn update(&mut self, command: InForm) -> Asks {
        self.error = None;
        match command {
            InForm::Leave => Asks::Leave,
            InForm::Done => Asks::Finish,
            InForm::NextOrSwitch if self.switch.is_some() && self.is_untouched() => Asks::Switch,
            InForm::NextOrPick => self.choices().map_or_else(|| self.go_on(), Asks::Choices),
            InForm::NextField | InForm::NextOrSwitch => self.move_to(self.after()),
            InForm::PreviousField => self.move_to(self.before()),
            InForm::Anew => {
                self.begin_anew();
                Asks::Fields
            }
        }
    }

    /// Puts back what stood in every field when it was opened.
    fn begin_anew(&mut self) {
        for (f, began) in self.fields.iter_mut().zip(&self.began) {
            f.area = area(began, false);
        }
        self.note.clear();
        let first = self.asked().next();
        self.at = first.unwrap_or(0);
        self.arrive();
    }

    /// The next field; behind the last one it is done.
    pub fn go_on(&mut self) -> Asks {
        match self.after() {
            None => Asks::Finish,
            to => match self.move_to(to) {
                Asks::Look(left, _) => Asks::Look(left, true),
                other => other,
            },
        }
    }

    /// Moves the focus, and has what was typed where it was looked at.
    fn move_to(&mut self, to: Option<usize>) -> Asks {
        let Some(to) = to else { return Asks::Nothing };
        let left = std::mem::replace(&mut self.at, to);
        self.arrive();
        if self.is_touched(left) { Asks::Look(left, false) } else { Asks::Nothing }
    }

    /// Types a key into the focused field. Where a name is begun, what begins like it is asked for; Space asks for all.
    pub fn type_in(&mut self, key: KeyEvent) -> Asks {
        self.error = None;
        if let Some(list) = self.listed() {
            let writes = matches!(key.code, KeyCode::Char(_) | KeyCode::Backspace | KeyCode::Delete);
            return if writes { list } else { Asks::Nothing };
        }
        let writes = matches!(key.code, KeyCode::Char(_)) && !key.modifiers.contains(KeyModifiers::CONTROL);
        if writes && key.code == KeyCode::Char(' ') && self.lists_all() {
            return Asks::People;
        }
        if let Some(f) = self.fields.get_mut(self.at) {
            type_first(&mut f.area, key, std::mem::take(&mut self.fresh));
        }
        let begun = |(_, naming, name): (_, Naming, String)| naming.lists_by_letter() && !name.is_empty();
        if writes && self.name_begun().is_some_and(begun) { Asks::People } else { Asks::Fields }
    }

    /// Adds pasted text to the focused field, as one edit.
    pub fn insert(&mut self, words: &str) {
        if let Some(f) = self.fields.get_mut(self.at).filter(|f| f.values.is_empty()) {
            f.area.insert_str(text::clean(words).replace('\n', " "));
        }
    }
}
