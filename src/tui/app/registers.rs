//! Registers by their tables: the rows of the about screen, the form of a record, what adding, changing and
//! removing one says. Nothing here knows a kind or a field by its name.

use super::App;
use crate::model::Refusal;
use crate::model::record::value::{self, Context};
use crate::model::record::{Draft, Fault, Field, Kind, Rid, Type, read, write};
use crate::model::text;
use crate::say;
use crate::tui::dialog::{Dialog, Form, FormKind};
use crate::tui::keymap::{InAbout, OnScreen};
use crate::words::{self, KindWords as _, Words as _};
use crate::work::Refused;

/// The most names a hint lists.
const NAMES: usize = 8;

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
        let mut hints = vec![words::text(field.hint).to_owned()];
        let mut more = |words: String| hints.push(words);
        match field.typ {
            Type::Choice(words) if words.iter().any(|w| !field.hint.contains(w)) => {
                more(say!("One of: {choices}", choices = words.join(", ")));
            }
            Type::Words(words) if words.iter().any(|w| !field.hint.contains(w)) => {
                more(say!("With commas: {words}", words = words.join(", ")));
            }
            Type::Flag if !field.hint.contains("yes") => more(say!("yes or no").to_owned()),
            Type::Date if !field.hint.contains("year-month-day") => more(say!("year-month-day").to_owned()),
            _ => {}
        }
        if let Some(kind) = linked(c, field) {
            let (list, cut) = names(c, kind);
            match list.as_slice() {
                [] => more(self.how_to_add(kind)),
                list => {
                    let cut = if cut { ", ..." } else { "" };
                    more(format!("{}: {}{cut}", words::text(kind.words), list.join(", ")));
                }
            }
        }
        let hint = hints.join(". ");
        if field.need { say!("{hint} (needed)", hint) } else { hint }
    }

    /// How one adds to a register, by the keys that hold.
    fn how_to_add(&self, kind: &Kind) -> String {
        let (about, add) = (self.shell.key(OnScreen::About), self.shell.key(InAbout::Add));
        say!(
            "Esc keeps what is typed; {about}, then {add} under {register} adds {one}",
            about,
            add,
            register = words::text(kind.words),
            one = kind.a_new()
        )
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
        let fields: Vec<_> = asked.iter().map(|f| (f.key, words::text(f.word), f.hint, text(f))).collect();
        let naming = kind.naming().map_or("", |f| words::text(f.word));
        let title = match &rec {
            Some(r) => say!(
                "{no} {kind} (nothing in {naming} removes it)",
                no = r.shown_no(),
                kind = words::text(kind.word),
                naming
            ),
            None => say!("Add {one}", one = kind.a_new()),
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
                let none = say!("There is no {kind} \"{typed}\".", kind = words::text(to.word), typed);
                let how = format!("{}.", self.how_to_add(to));
                let all = [none, there.words(), how];
                all.into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
            }
            _ => fault.words(),
        };
        (field, format!("{}: {words}", words::text(word)))
    }
}
