//! Registers by their tables: the form of a record, what its fields ask, and taking over what was filled in.

use super::Desk;
use crate::model::beside::form_key;
use crate::model::record::place;
use crate::model::record::value::{self, Context, Value};
use crate::model::record::{
    AUDIT, CONTROL, DECISION, Draft, EVIDENCE, Fault, Field, Init, Kind, PARKED, PERSON, RISK, Rid, Type,
    matrix, read, write,
};
use crate::model::said::Said;
use crate::model::text;
use crate::model::{Questionnaire, Refusal};
use crate::say;
use crate::tui::dialog::{Dialog, Form, FormKind, Naming, Pick, PickRow, Picker, ToRisk, Typed, still_for};
use crate::tui::keymap::{InAbout, InForm, InSoa, OnScreen};
use crate::tui::screen::register::ask;
use crate::tui::shell::{Shell, Wrong};
use crate::words::audit_paper;
use crate::words::scales::{self, STEPS};
use crate::words::{self, KindWords as _, Words as _, day};
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
        Type::Link(kind) | Type::Links(kind) => Kind::find(c.kinds, kind),
        Type::Seen => Kind::find(c.kinds, "person"),
        _ => None,
    }
}

/// What a form begins with where it names a person or an audit: by the name, where that says which.
fn named(c: Context<'_>, field: &Field, kept: String) -> String {
    let by_name = field.typ == Type::Link(PERSON.key) || field.typ == Type::Link(AUDIT.key);
    match value::typed(c, field, &kept) {
        Ok(Value::One(id)) if by_name && !id.is_empty() => value::shown_one(c.a, c.kinds, field.typ, &id),
        _ => kept,
    }
}

/// What to write into a field, with the values there are.
fn hint(c: Context<'_>, field: &Field, shell: &Shell) -> String {
    let mut hints = vec![words::text(field.hint).to_owned()];
    let mut more = |words: String| hints.push(words);
    match field.typ {
        Type::Choice(words) if words.iter().any(|w| !field.hint.contains(w)) => {
            more(say!("One of: {choices}", choices = words.join(", ")));
        }
        Type::Words(words) if words.iter().any(|w| !field.hint.contains(w)) => {
            more(say!("With commas: {words}", words = words.join(", ")));
        }
        Type::Flag => more(say!("yes or no; empty while nobody said").to_owned()),
        Type::Ids => more(say!("Short: {example}", example = short_ids(c.q))),
        Type::Date => more(day::how_to_type().to_owned()),
        _ => {}
    }
    if let Some(kind) = linked(c, field) {
        let (list, cut) = names(c, kind);
        match list.as_slice() {
            [] => more(how_to_add(kind, shell)),
            list => {
                let cut = if cut { ", ..." } else { "" };
                more(format!("{}: {}{cut}", words::text(kind.words), list.join(", ")));
            }
        }
    }
    if Naming::of_record(field.typ).is_some() {
        hints.push(say!("Space lists them").to_owned());
    }
    let hint = hints.join(". ");
    if field.need { say!("{hint} (needed)", hint) } else { hint }
}

/// An example of checks in short, of the first requirement that has enough of them.
fn short_ids(q: &Questionnaire) -> String {
    let enough = |r: &usize| q.checks_of(*r).len() > 3;
    let r = (0..q.requirements.len()).find(enough).unwrap_or_default();
    format!("{}/1-2, 4", q.requirements[r].id)
}

/// How one adds to a register, by the keys that hold.
fn how_to_add(kind: &Kind, shell: &Shell) -> String {
    if kind.key == CONTROL.key {
        let (statement, add) = (shell.key(OnScreen::Statement), shell.key(InSoa::Add));
        return say!(
            "There is none yet. Esc keeps what is typed; {statement}, then {add} adds {one}",
            statement,
            add,
            one = kind.a_new()
        );
    }
    let (about, add) = (shell.key(OnScreen::About), shell.key(InAbout::Add));
    say!(
        "Esc keeps what is typed; {about}, then {add} under {register} adds {one}",
        about,
        add,
        register = words::text(kind.words),
        one = kind.a_new()
    )
}

/// Ready scales, where a risk is to be written and could not be weighed.
fn offer_scales(on: &ToRisk, shell: &mut Shell) {
    let ready = STEPS.into_iter().map(|n| {
        let label = say!("Scales of {n} steps", n);
        let pick = Pick::Scales(Some(n), on.clone());
        PickRow { detail: scales::in_short(n), ..PickRow::new(&n.to_string(), label, pick) }
    });
    let without = say!("Without scales; the risk has no level then").to_owned();
    let rows = ready.chain([PickRow::new("-", without, Pick::Scales(None, on.clone()))]).collect();
    let note = say!(
        "The level of a risk follows from how likely and how bad it is, and there is no scale for that yet. Ready ones go into your own registers, where you change them."
    );
    let picker = Picker { rows, note: Some(note.to_owned()), ..Picker::default() };
    shell.dialogs.push(Dialog::Choose(say!("How do you weigh a risk?"), picker));
}

impl Desk {
    /// Puts ready scales into the registers, if any were chosen, and goes on to the risk.
    pub(in crate::tui) fn take_scales(&mut self, steps: Option<usize>, on: ToRisk, shell: &mut Shell) {
        if let Some(steps) = steps
            && self.act(shell, |w| w.put_scales(&scales::ready(steps))).is_none()
        {
            return;
        }
        self.go_on_to(on, shell);
    }

    /// The form of a risk: a new one, one that comes from an impact assessment, or one that is there.
    fn go_on_to(&self, on: ToRisk, shell: &mut Shell) {
        match on {
            ToRisk::New => self.open_record_at(&RISK, None, ("", None), shell),
            ToRisk::There(id) => self.open_record_at(&RISK, Some(id), ("", None), shell),
            ToRisk::Of(impact) => {
                let begun = self.work.risk_begun(&impact);
                self.open_begun(&RISK, None, (impact.as_str(), None), &begun, shell);
            }
        }
    }

    /// The same, with ready scales offered before where it could not be weighed.
    pub(in crate::tui) fn open_risk(&self, on: ToRisk, shell: &mut Shell) {
        if matrix::lacks_scales(self.work.a()) {
            return offer_scales(&on, shell);
        }
        self.go_on_to(on, shell);
    }

    /// A form for a new record of a kind, or for one that is there: its table says what is asked.
    pub(in crate::tui) fn open_record(&self, kind: &'static Kind, id: Option<Rid>, shell: &mut Shell) {
        if kind.key == RISK.key {
            return self.open_risk(id.map_or(ToRisk::New, ToRisk::There), shell);
        }
        let at = self.selected(shell.screen).unwrap_or_default();
        self.open_record_at(kind, id, (&at, None), shell);
    }

    /// As [`Self::open_record`], for this id; `other` is the one Tab switches to.
    pub(in crate::tui) fn open_record_at(
        &self,
        kind: &'static Kind,
        id: Option<Rid>,
        (at, other): (&str, Option<&str>),
        shell: &mut Shell,
    ) {
        let c = self.work.records();
        let begun = match &id {
            Some(id) => write::draft(c, &read::at(c.a, kind, id)),
            None => self.work.begun(kind, at),
        };
        self.open_begun(kind, id, (at, other), &begun, shell);
    }

    /// As [`Self::open_record_at`], with these texts in its fields. What a new record begins with is asked too where it is
    /// otherwise asked later.
    pub(super) fn open_begun(
        &self,
        kind: &'static Kind,
        id: Option<Rid>,
        (at, other): (&str, Option<&str>),
        draft: &Draft,
        shell: &mut Shell,
    ) {
        let c = self.work.records();
        let rec = id.as_ref().map(|id| read::at(c.a, kind, id));
        let begins = |f: &&Field| f.init == Init::Empty && draft.contains_key(f.key);
        let text = |f: &Field| {
            let kept = named(c, f, draft.get(f.key).cloned().unwrap_or_default());
            if f.typ == Type::Date { day::of_stored(&kept) } else { kept }
        };
        let first = |f: &&Field| !f.later || f.soon.is_some() || begins(f);
        let asked: Vec<_> = kind.typed().filter(|f| rec.is_some() || first(f)).collect();
        let fields: Vec<_> = asked.iter().map(|f| (f.key, words::text(f.word), f.hint, text(f))).collect();
        let naming = kind.naming().map_or("", |f| words::text(f.word));
        let title = match &rec {
            Some(r) if audit_paper::form(c.q, r).is_some() => audit_paper::form(c.q, r).unwrap_or_default(),
            Some(r) => say!(
                "{no} {kind} (nothing in {naming} removes it)",
                no = r.shown_no(),
                kind = words::text(kind.word),
                naming
            ),
            None => say!("Add {one}", one = kind.a_new()),
        };
        let is_new = id.is_none();
        let mut form = Form::new(FormKind::Record(kind, id), title, &fields);
        words::text(kind.before).clone_into(&mut form.note);
        for (field, f) in form.fields.iter_mut().zip(&asked) {
            field.need = f.need;
            field.typed = Typed::of_record(f);
            field.people = Naming::of_record(f.typ);
            field.hint = hint(c, f, shell);
            if let Some(rec) = &rec {
                field.hint = self.with_controls(rec, f, std::mem::take(&mut field.hint));
            }
        }
        if let Some(other) = other {
            form.switch = Some((at.to_owned(), other.to_owned()));
        }
        if is_new {
            let key = form_key(kind, at);
            if let Some(kept) = self.work.session().draft(&key) {
                form.resume(kept);
                form.note = shell.unfinished();
            }
            form.draft = Some(key);
        }
        self.open_form(form, shell);
    }

    /// Opens a form, with the fields that are asked by what it holds.
    fn open_form(&self, form: Form, shell: &mut Shell) {
        shell.open_form(form);
        self.ask_anew(shell);
    }

    /// Shows and hides fields of the uppermost form by what the others hold.
    pub(in crate::tui) fn ask_anew(&self, shell: &mut Shell) {
        let Some(Dialog::Form(form)) = shell.dialogs.last_mut() else { return };
        let FormKind::Record(kind, ref id) = form.kind else { return };
        let is_new = id.is_none();
        let draft: Draft = form.fields.iter().map(|f| (f.key.to_owned(), form.value(f.key))).collect();
        let c = self.work.records();
        for field in &mut form.fields {
            field.hidden = kind.field(field.key).is_some_and(|f| {
                let waits = is_new && f.soon.is_some() && !write::is_soon(c, kind, f, &draft);
                waits || !write::asks(c, kind, f, &draft)
            });
        }
    }

    /// Something parked, at what is selected or was just answered.
    pub(super) fn open_park(&self, shell: &mut Shell) {
        let (at, other) = self.writing_at(shell).unwrap_or_default();
        self.open_record_at(&PARKED, None, (&at, other.as_deref()), shell);
    }

    /// What was decided, at what is selected or was just answered.
    pub(super) fn open_decision(&self, shell: &mut Shell) {
        let (at, other) = self.writing_at(shell).unwrap_or_default();
        self.open_record_at(&DECISION, None, (&at, other.as_deref()), shell);
    }

    /// Evidence for what is selected: a new piece, or one of those there are.
    pub(super) fn open_evidence(&self, shell: &mut Shell) {
        let Some((at, other)) = self.writing_at(shell) else { return };
        let requirement = self.q().find(&at).and_then(|t| self.q().requirement_of(t));
        let list = requirement.map(|r| self.work.a().evidence_for(self.q(), r)).unwrap_or_default();
        let registers = self.work.registers_at(&at);
        let others = self.work.a().index().records(EVIDENCE.key).count() > list.len();
        if list.is_empty() && registers.is_empty() && !others {
            return self.open_record_at(&EVIDENCE, None, (&at, other.as_deref()), shell);
        }
        let label = say!("Name a new piece of evidence for {at}", at);
        let key = shell.key(InForm::NextOrSwitch);
        let note = other.as_deref().map(|other| still_for(&at, other, &key));
        let of_register = |kind: &'static Kind| {
            let label = words::held::as_evidence(kind);
            PickRow::new("=", label, Pick::Register(kind, at.clone()))
        };
        let mut rows: Vec<PickRow> = registers.into_iter().map(of_register).collect();
        rows.push(PickRow::new("+", label, Pick::Evidence(at.clone(), other)));
        if others {
            let label = say!("Link a piece that is in the register already");
            rows.push(PickRow::new("=", label, Pick::WhichEvidence(at)));
        }
        rows.extend(list.into_iter().map(|e| PickRow {
            key: format!("{}-{}", EVIDENCE.letter, e.no),
            label: e.words(),
            detail: e.shows.join(", "),
            pick: Pick::Record(&EVIDENCE, Some(e.id)),
            why_not: None,
        }));
        shell.dialogs.push(Dialog::Choose(say!("Evidence"), Picker { rows, note, ..Picker::default() }));
    }

    /// Names a register of this file as evidence for an id: the piece there is, else a new one.
    pub(in crate::tui) fn name_register(&mut self, kind: &'static Kind, at: &str, shell: &mut Shell) {
        self.act(shell, |w| w.name_register(at, kind.key));
    }

    /// Lets a piece of evidence of the register show an id too.
    pub(in crate::tui) fn link_evidence(&mut self, id: &Rid, at: &str, shell: &mut Shell) {
        self.act(shell, |w| w.link_evidence(id, at));
    }

    /// Opens the same form anew for the card one is at, in place of what was just answered.
    pub(in crate::tui) fn switch_form(&mut self, form: &Form, shell: &mut Shell) {
        let (FormKind::Record(kind, None), Some((_, to))) = (&form.kind, &form.switch) else { return };
        self.just = None;
        self.open_record_at(kind, None, (to, None), shell);
    }

    /// Keeps what a form says of a record; an empty name removes one that is there.
    pub(super) fn take_record(
        &mut self,
        kind: &'static Kind,
        id: Option<&Rid>,
        form: &Form,
        shell: &mut Shell,
    ) -> Result<(), Wrong> {
        // What nobody touched stays as it is, also where a line cannot show all of it.
        let written = form.asked().filter(|n| id.is_none() || form.is_touched(*n));
        let written = written.filter_map(|n| form.fields.get(n));
        let mut draft: Draft = written.map(|f| (f.key.to_owned(), form.value(f.key))).collect();
        if id.is_none() {
            // What was not looked at yet because one saved at once; what somebody emptied stays empty.
            let empty = form.fields.iter().filter(|f| f.suggested.is_none());
            let follows = |f: &crate::tui::dialog::form::Field| {
                Some((f.key.to_owned(), place::suggested(self.work.records(), kind, f.key, &draft)?))
            };
            let more: Vec<(String, String)> = empty.filter_map(follows).collect();
            draft.extend(more);
        }
        if let Some(id) = id
            && self.work.would_remove(kind, &draft)
        {
            shell.dialogs.push(Dialog::Ask(Box::new(ask(&self.work, kind, id))));
            return Ok(());
        }
        let joins = form.joining();
        let done = self.act_typed(shell, |w| w.put_naming(&joins, kind, id, &draft));
        let done = done.map_err(|r| self.refused(kind, &r, shell))?;
        // Its row may be far below the one it was added at.
        if let Said::Recorded { no, .. } = done.said
            && kind.key == CONTROL.key
        {
            self.soa.stay_on(&self.work, &format!("{}-{no}", kind.letter));
        }
        let newest = read::all(self.work.a(), kind).pop().map(|rec| rec.id);
        if let (None, Some(new)) = (id, newest) {
            // One sees what one added.
            self.about.select(kind, &new, &self.work);
        }
        if let Some(key) = &form.draft {
            self.work.keep_draft(key, None);
        }
        Ok(())
    }

    /// Takes a record out of its register.
    pub(in crate::tui) fn remove_record(&mut self, kind: &'static Kind, id: &Rid, shell: &mut Shell) {
        self.act(shell, |w| w.remove(kind, id));
    }

    /// The field a refusal is about, and its words with the next step.
    fn refused(&self, kind: &'static Kind, r: &Refused, shell: &Shell) -> Wrong {
        let naming = kind.naming().map_or("", |f| f.key);
        let Refused::Change(change) = r else { return (naming, shell.refused(r)) };
        let Refusal::Field { field, word, fault, .. } = &**change else {
            return (naming, shell.refused(r));
        };
        let to = kind.field(field).and_then(|f| linked(self.work.records(), f));
        let words = match (fault, to) {
            (Fault::NoSuchRecord { typed, there, .. }, Some(to)) => {
                let none = say!("There is no {kind} \"{typed}\".", kind = words::text(to.word), typed);
                let how = format!("{}.", how_to_add(to, shell));
                let all = [none, there.words(), how];
                all.into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
            }
            _ => fault.words(),
        };
        (field, format!("{}: {words}", words::text(word)))
    }
}
