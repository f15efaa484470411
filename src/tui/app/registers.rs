//! Registers by their tables: the rows of the about screen, the form of a record, what adding, changing and
//! removing one says. Nothing here knows a kind or a field by its name.

use super::{AboutRow, App, Desk, Tone};
use crate::model::record::value::{self, Context};
use crate::model::record::{Draft, Fault, Field, Kind, Rid, Type, read, write};
use crate::model::text;
use crate::model::{Refusal, fields};
use crate::say;
use crate::tui::dialog::{Dialog, Form, FormKind, Purpose};
use crate::tui::keymap::{InAbout, OnScreen};
use crate::words::{KindWords as _, Words as _, summary};
use crate::work::Refused;

/// The most pieces of evidence the card shows.
const ON_CARD: usize = 6;
/// The most names a hint lists.
const NAMES: usize = 8;

impl Desk {
    /// Rows of the about screen: facts about the organisation, then every register. Made once after a change.
    pub fn about_rows(&self) -> &[AboutRow] {
        self.about_rows.get_or_init(|| {
            let mut rows = vec![AboutRow::Head("Organisation and plan")];
            rows.extend(fields::ABOUT.iter().map(|(k, l, h)| AboutRow::Fact(k, l, h)));
            for kind in self.work.kinds.iter().filter(|k| k.is_listed()) {
                let ids: Vec<Rid> = read::all(self.work.a(), kind).into_iter().map(|r| r.id).collect();
                rows.push(AboutRow::Register(kind, ids.len()));
                rows.extend(ids.into_iter().map(|id| AboutRow::Record(kind, id)));
                rows.push(AboutRow::Add(kind));
            }
            rows
        })
    }

    /// The first pieces of evidence for the question one is at, in a line each, and how many there are. Read
    /// once after a change: there may be hundreds.
    pub fn evidence_here(&self) -> (Vec<String>, usize) {
        if let Some(known) = self.evidence.borrow().get(&self.spot) {
            return known.clone();
        }
        let (a, r) = (self.work.a(), &self.q().requirements[self.spot.requirement]);
        let here = self.id_of(self.spot);
        let checks = r.checks.iter().filter(|_| self.spot.row == 0).map(|c| c.id.as_str());
        let pieces = a.pieces_naming(checks.chain([here.as_str(), r.id.as_str()]));
        let lines =
            pieces.iter().take(ON_CARD).filter_map(|piece| a.piece(piece)).map(|e| e.words()).collect();
        let known = (lines, pieces.len());
        self.evidence.borrow_mut().insert(self.spot, known.clone());
        known
    }

    /// Everything a record says beside its name, in a line; read once after a change.
    pub fn summary(&self, kind: &'static Kind, id: &Rid) -> String {
        if let Some(words) = self.summaries.borrow().get(id) {
            return words.clone();
        }
        let a = self.work.a();
        let words = summary(a, self.work.kinds, &read::at(a, kind, id));
        self.summaries.borrow_mut().insert(id.clone(), words.clone());
        words
    }
}

/// What can be written into a field of links: those there are, as they are typed.
fn names(c: Context<'_>, kind: &'static Kind) -> (Vec<String>, bool) {
    let mut ids = c.a.index().records(kind.key).filter(|id| read::at(c.a, kind, id).exists());
    let shown = |id: &Rid| value::shown_one(c.a, c.kinds, Type::Link(kind.key), id.as_str());
    let list = ids.by_ref().take(NAMES).map(|id| text::shown(&shown(id), 30)).collect();
    (list, ids.next().is_some())
}

/// The kind a field links to.
fn linked(c: Context<'_>, field: &Field) -> Option<&'static Kind> {
    match field.typ {
        Type::Link(kind) => Kind::find(c.kinds, kind),
        Type::Seen => Kind::find(c.kinds, "person"),
        _ => None,
    }
}

/// That a text still belongs to what was just answered, and how it goes to the card one is at.
pub(super) fn still_for(at: &str, other: &str) -> String {
    say!("For {at}, which you just answered; the card shows {other}. Tab: for {other}.", at, other)
}

impl App {
    /// What to write into a field, with the values there are.
    fn hint(&self, c: Context<'_>, field: &Field) -> String {
        let mut hint = field.hint.to_owned();
        let mut more = |words: String| {
            hint.push_str(". ");
            hint.push_str(&words);
        };
        match field.typ {
            Type::Choice(words) if words.iter().any(|w| !field.hint.contains(w)) => {
                more(format!("One of: {}", words.join(", ")));
            }
            Type::Words(words) if words.iter().any(|w| !field.hint.contains(w)) => {
                more(format!("With commas: {}", words.join(", ")));
            }
            Type::Flag if !field.hint.contains("yes") => more("yes or no".to_owned()),
            Type::Date if !field.hint.contains("year-month-day") => more("year-month-day".to_owned()),
            _ => {}
        }
        if let Some(kind) = linked(c, field) {
            let (list, cut) = names(c, kind);
            match list.as_slice() {
                [] => more(self.how_to_add(kind)),
                list => {
                    let cut = if cut { ", ..." } else { "" };
                    more(format!("{}: {}{cut}", kind.words, list.join(", ")));
                }
            }
        }
        if field.need {
            hint.push_str(" (needed)");
        }
        hint
    }

    /// How one adds to a register, by the keys that hold.
    fn how_to_add(&self, kind: &Kind) -> String {
        let (about, add) = (self.shell.key(OnScreen::About), self.shell.key(InAbout::Add));
        format!("Esc keeps what is typed; {about}, then {add} under {} adds {}", kind.words, kind.a_new())
    }

    /// A form for a new record of a kind, or for one that is there: its table says what is asked.
    pub(super) fn open_record(&mut self, kind: &'static Kind, id: Option<Rid>) {
        let at = self.selected_id().unwrap_or_default();
        self.open_record_at(kind, id, &at, None);
    }

    /// As [`Self::open_record`], for this id; `other` is the one Tab switches to.
    pub(super) fn open_record_at(
        &mut self,
        kind: &'static Kind,
        id: Option<Rid>,
        at: &str,
        other: Option<&str>,
    ) {
        let Some(desk) = &self.desk else { return };
        let c = desk.work.records();
        let rec = id.as_ref().map(|id| read::at(c.a, kind, id));
        let draft =
            rec.as_ref().map_or_else(|| write::begin(kind, self.shell.today, at), |r| write::draft(c, r));
        let text = |f: &Field| draft.get(f.key).cloned().unwrap_or_default();
        let asked: Vec<_> = kind.asked(rec.is_none()).collect();
        let fields: Vec<_> = asked.iter().map(|f| (f.key, f.word, f.hint, text(f))).collect();
        let naming = kind.naming().map_or("", |f| f.word);
        let title = match &rec {
            Some(r) => format!("{} {} (nothing in {naming} removes it)", r.shown_no(), kind.word),
            None => format!("Add {}", kind.a_new()),
        };
        let mut form = Form::new(FormKind::Record(kind, id), title, &fields);
        for (field, f) in form.fields.iter_mut().zip(&asked) {
            field.need = f.need;
            field.hint = self.hint(c, f);
        }
        if let Some(other) = other {
            form.note = still_for(at, other);
            form.switch = Some((at.to_owned(), other.to_owned()));
        }
        self.open_form(form);
    }

    /// Shows and hides fields of the uppermost form by what the others hold.
    pub(super) fn ask_anew(&mut self) {
        let (Some(Dialog::Form(form)), Some(desk)) = (self.shell.dialogs.last_mut(), &self.desk) else {
            return;
        };
        let FormKind::Record(kind, _) = form.kind else { return };
        let draft: Draft = form.fields.iter().map(|f| (f.key.to_owned(), form.value(f.key))).collect();
        let c = desk.work.records();
        for field in &mut form.fields {
            field.hidden = kind.field(field.key).is_some_and(|f| !write::asks(c, kind, f, &draft));
        }
    }

    /// Keeps what a form says of a record; an empty name removes one that is there.
    pub(super) fn take_record(
        &mut self,
        kind: &'static Kind,
        id: Option<&Rid>,
        form: &Form,
    ) -> Result<(), (&'static str, String)> {
        // What nobody touched stays as it is, also where a line cannot show all of it.
        let written = form.asked().filter(|n| id.is_none() || form.is_touched(*n));
        let written = written.filter_map(|n| form.fields.get(n));
        let draft: Draft = written.map(|f| (f.key.to_owned(), form.value(f.key))).collect();
        self.act_typed(|w| w.put(kind, id, &draft)).map(|_| ()).map_err(|r| self.refused(kind, &r))
    }

    /// The field a refusal is about, and its words with the next step.
    fn refused(&self, kind: &'static Kind, r: &Refused) -> (&'static str, String) {
        let naming = kind.naming().map_or("", |f| f.key);
        let Refused::Change(change) = r else { return (naming, self.shell.refused(r)) };
        let (Refusal::Field { field, word, fault, .. }, Some(desk)) = (&**change, &self.desk) else {
            return (naming, self.shell.refused(r));
        };
        let to = kind.field(field).and_then(|f| linked(desk.work.records(), f));
        let words = match (fault, to) {
            (Fault::NoSuchRecord { typed, there, .. }, Some(to)) => {
                let there = Some(there.words()).filter(|w| !w.is_empty()).map(|w| format!(" {w}"));
                let there = there.unwrap_or_default();
                format!("{word}: There is no {} \"{typed}\".{there} {}.", to.word, self.how_to_add(to))
            }
            _ => format!("{word}: {}", fault.words()),
        };
        (field, words)
    }

    /// Edits the selected row of the about screen.
    pub(super) fn open_about_row(&mut self) {
        let Some(desk) = &self.desk else { return };
        let a = desk.work.a();
        match desk.about_rows().get(desk.about.at).cloned() {
            Some(AboutRow::Fact(key, label, hint)) => {
                let value = a.get(key).unwrap_or_default().to_owned();
                self.write(Purpose::Fact(key), label, hint, &value, false);
            }
            Some(AboutRow::Record(kind, id)) => self.open_record(kind, Some(id)),
            Some(AboutRow::Add(kind)) => self.open_record(kind, None),
            Some(AboutRow::Register(..)) => self.step(1),
            Some(AboutRow::Head(_)) | None => {}
        }
    }

    /// Adds one to the register the selection is in.
    pub(super) fn add_about(&mut self) {
        let Some(desk) = &self.desk else { return };
        let rows = desk.about_rows();
        let here = rows.get(..=desk.about.at).unwrap_or(rows).iter().rev().find_map(|row| match row {
            AboutRow::Register(kind, _) => Some(*kind),
            _ => None,
        });
        if let Some(kind) = here {
            return self.open_record(kind, None);
        }
        let key = self.shell.key(InAbout::NextRegister);
        self.say(Tone::Warning, format!("Select a register first; {key} goes to it."));
    }

    /// Selects the next register, after the last one the first.
    pub(super) fn next_register(&mut self) {
        let Some(desk) = &mut self.desk else { return };
        let rows = desk.about_rows();
        let heads = || {
            let head = |(n, row): (usize, &AboutRow)| matches!(row, AboutRow::Register(..)).then_some(n);
            rows.iter().enumerate().filter_map(head)
        };
        let to = heads().find(|n| *n > desk.about.at).or_else(|| heads().next());
        if let Some(to) = to {
            desk.about.at = to;
        }
    }
}
