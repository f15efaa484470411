//! What a field of a form can hold, listed while it is typed - people, records, requirements, few words - and what is
//! wrong with what was typed, said when the field is left.

use super::Desk;
use crate::model::Refusal;
use crate::model::find::{Found, Place, is_id};
use crate::model::questionnaire::{RequirementKind, Target};
use crate::model::record::place;
use crate::model::record::{Draft, Fault, Kind, MadeBy, PERSON, Rid, Type, Wanted, read, value, write};
use crate::model::{named_papers, papers};
use crate::say;
use crate::session::Session;
use crate::tui::dialog::{Dialog, Form, FormKind, Naming, Of, People, PickRow, Picker, Purpose};
use crate::tui::shell::{Shell, Tone};
use crate::words::{self, Words as _};

/// Fills in what follows from other fields of a form, where nobody said otherwise.
fn suggest(c: value::Context<'_>, kind: &'static Kind, form: &mut Form) {
    let draft = |form: &Form, without: &str| -> Draft {
        let others = form.fields.iter().filter(|f| f.key != without);
        others.map(|f| (f.key.to_owned(), form.value(f.key))).collect()
    };
    for key in form.fields.iter().map(|f| f.key).collect::<Vec<_>>() {
        let word = place::suggested(c, kind, key, &draft(form, key));
        form.suggest(key, word);
    }
}

/// The most requirements that are listed.
const MOST: usize = 80;

impl Desk {
    /// Lists what the focused field of the uppermost form can hold and begins like what was typed.
    pub(in crate::tui) fn list_people(&self, shell: &mut Shell) {
        let Some(form) = shell.dialogs.last_mut().and_then(Dialog::form) else { return };
        let Some((key, naming, typed)) = form.name_begun() else { return };
        let label = form.fields.get(form.at).map_or("", |f| f.label).to_owned();
        let hint = match form.kind {
            FormKind::Record(kind, _) => kind.field(key).map_or("", |f| words::text(f.hint)),
            _ => "",
        };
        let of = match naming {
            Naming::Record(kind) | Naming::Records(kind) => {
                Kind::find(self.work.kinds, kind).map_or(Of::People, Of::Records)
            }
            Naming::Word(words) | Naming::Words(words) => Of::Words(words, hint),
            Naming::Requirements => Of::Requirements,
            Naming::Document => Of::Documents,
            Naming::Free | Naming::Registered | Naming::Several => Of::People,
        };
        let hint = match of {
            Of::People => say!("People of your register; a name nobody has yet is the last line.").to_owned(),
            Of::Records(kind) => say!(
                "{register} of yours that begin like this; Esc keeps what is typed.",
                register = words::text(kind.words)
            ),
            Of::Words(..) if naming.is_several() => {
                say!("Enter takes one, a comma takes it and the next is typed.").to_owned()
            }
            Of::Words(..) => say!("Enter takes one.").to_owned(),
            Of::Documents => {
                say!("What your list of documents names, by a word of it. Enter takes one.").to_owned()
            }
            Of::Requirements => {
                say!("By a word of what it is about or by id; a comma takes it and the next is typed.")
                    .to_owned()
            }
        };
        let now = if matches!(naming, Naming::Word(_)) { form.value(key) } else { String::new() };
        let mut people = People {
            title: label,
            hint,
            of,
            several: naming.is_several(),
            kinds: self.work.kinds,
            purpose: Purpose::Field(key, naming == Naming::Free),
            now,
            picker: Picker { query: typed, ..Picker::default() },
        };
        self.fill_people(&mut people, shell);
        shell.dialogs.push(Dialog::People(Box::new(people)));
    }

    /// Makes the rows for what was typed so far.
    pub(in crate::tui) fn fill_people(&self, people: &mut People, shell: &Shell) {
        if people.of == Of::Requirements {
            let rows = self.requirements(people, shell);
            return people.put(rows, |typed| {
                let (what, id, near) = (Wanted::Requirement, typed.to_owned(), Vec::new());
                Fault::NoSuchId { what, id, near }.words()
            });
        }
        if people.of == Of::Documents {
            let rows = self.documents(people);
            return people.put(rows, |typed| {
                let (what, id, near) = (Wanted::Document, typed.to_owned(), Vec::new());
                Fault::NoSuchId { what, id, near }.words()
            });
        }
        people.fill(self.work.a());
    }

    /// Documents and files by a word of their names, with where they are asked for.
    fn documents(&self, people: &People) -> Vec<PickRow> {
        let q = self.q();
        let typed = people.picker.query.trim().to_lowercase();
        let wanted = papers::wanted(q);
        let asked = |name: &str| {
            let of = wanted.iter().find(|w| w.name == name);
            let ids = of.into_iter().flat_map(|w| &w.asked_at).map(|r| q.requirements[*r].id.as_str());
            ids.collect::<Vec<_>>().join(", ")
        };
        let known = named_papers::known(q, self.work.a()).into_iter();
        let fits = known.filter(|name| name.to_lowercase().contains(&typed));
        fits.map(|name| people.row(name, asked(name))).collect()
    }

    /// Requirements by id or by what they are about, the controls first; without a word all of them.
    fn requirements(&self, people: &People, shell: &Shell) -> Vec<PickRow> {
        let q = self.q();
        let row = |r: usize| people.row(&q.requirements[r].id, q.list_title(r));
        let typed = people.picker.query.trim();
        if typed.is_empty() {
            let mut all: Vec<usize> = (0..q.requirements.len()).collect();
            all.sort_by_key(|r| q.requirements[*r].kind != RequirementKind::Control);
            return all.into_iter().map(row).collect();
        }
        let begins = |r: &usize| q.requirements[*r].id.to_lowercase().starts_with(&typed.to_lowercase());
        let mut found: Vec<usize> = (0..q.requirements.len()).filter(begins).collect();
        // Who types an id means that one, and is told where there is none.
        if is_id(q, typed) {
            return found.into_iter().map(row).collect();
        }
        let hits = self.index_of(shell).search(q, Some(self.work.a()), typed, MOST);
        for hit in hits.iter().filter(|hit| hit.place != Place::NearId) {
            let of = match hit.found {
                Found::Place(target @ (Target::Requirement(_) | Target::Check(_))) => {
                    q.requirement_of(target)
                }
                _ => None,
            };
            found.extend(of.filter(|r| !found.contains(r)));
        }
        found.into_iter().map(row).collect()
    }

    /// Says what is wrong with what was typed into a field that was just left; nothing is refused yet. Who goes `on` from a day that is
    /// none stays there, or it would be missed among the fields that follow.
    pub(in crate::tui) fn look_at(&self, left: usize, on: bool, shell: &mut Shell) {
        let Some(Dialog::Form(form)) = shell.dialogs.last_mut() else { return };
        let FormKind::Record(kind, id) = form.kind.clone() else { return };
        let Some(key) = form.fields.get(left).map(|f| f.key) else { return };
        let (Some(field), typed) = (kind.field(key), form.value(key)) else { return };
        let draft = Draft::from([(key.to_owned(), typed.clone())]);
        // Whom nobody of the register is called yet joins it with the form.
        if form.joins.iter().any(|name| typed.contains(name.as_str())) {
            return;
        }
        // An empty name of a record that is there removes it, and asks first.
        if typed.is_empty() || self.work.would_remove(kind, &draft) {
            return;
        }
        if let Err(fault) = value::typed(self.work.records(), field, &typed) {
            if on && field.typ == Type::Date {
                form.come_to(key);
            }
            form.error = Some(format!("{}: {}", words::text(field.word), fault.words()));
        } else if id.is_none() && field.typ == Type::Line {
            suggest(self.work.records(), kind, form);
        } else if field.typ == Type::Date && kind.made_by == MadeBy::Form {
            form.error = self.unfitting(kind, id, form);
        }
    }

    /// Puts these into the register of people.
    pub(super) fn join(&mut self, names: &[String], shell: &mut Shell) {
        for name in names {
            let person = Draft::from([("name".to_owned(), name.clone())]);
            if let Err(refused) = self.change(|desk| desk.work.put(&PERSON, None, &person)) {
                shell.say(Tone::Warning, shell.refused(&refused));
            }
        }
    }

    /// What is wrong with the days of a form, by the rules of its kind: one that is ahead, one before another. None where they
    /// fit.
    fn unfitting(&self, kind: &'static Kind, id: Option<Rid>, form: &Form) -> Option<String> {
        let c = self.work.records();
        let days =
            kind.typed().filter(|f| f.typ == Type::Date).map(|f| (f.key.to_owned(), form.value(f.key)));
        let draft: Draft = days.filter(|(_, typed)| !typed.is_empty()).collect();
        let rec = read::at(c.a, kind, &id.unwrap_or_else(Session::new_id));
        match write::set(c, &rec, &draft) {
            Err(Refusal::Field { word, fault, .. }) => {
                Some(format!("{}: {}", words::text(word), fault.words()))
            }
            _ => None,
        }
    }
}
