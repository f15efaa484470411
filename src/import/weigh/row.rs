//! A row that is about a record: made where none stands, else held against it field by field. Part of the weighing.

use super::parts::{bare_number, folded, is_called};
use super::refused::{in_cell, refused};
use super::which::{REF, Which};
use super::{Fate, Weighing};
use crate::import::register::others;
use crate::import::{About, Choice, Difference, Fault, Place, Trouble};
use crate::model::Refusal;
use crate::model::record::{CONTROL, Draft, Field, Kind, Rid, Type, over, read, value, write};

impl Weighing<'_, '_> {
    /// A record a row is about: what it holds is held against the one that stands, or it is made. None where nobody can tell
    /// which one is meant.
    pub(super) fn record(
        &mut self,
        place: &Place,
        kind: &'static Kind,
        (named, number): (Option<&str>, Option<u32>),
        draft: &Draft,
        columns: &[(&'static str, String)],
    ) -> Result<Option<Rid>, Trouble> {
        let name = kind.naming().and_then(|f| draft.get(f.key)).cloned().unwrap_or_default();
        let there = match self.which(place, kind, (named, number), draft) {
            Which::There(id) => Some(id),
            Which::New => None,
            Which::Left => return Ok(None),
        };
        let Some(id) = there else {
            let id = (self.new)();
            let e = match write::add(self.context(), kind, &id, draft) {
                Ok(e) => e,
                Err(first) => return self.all_faults(place, (kind, draft), columns, first).map(|()| None),
            };
            let of_its_own = |f: &crate::model::record::Field| f.typ == Type::Link(kind.key);
            let of_an_audit = kind.is_in_audit();
            if number.is_some() || kind.waits_for_others || of_an_audit || kind.fields.iter().any(of_its_own)
            {
                // What stands in an audit counts within it, and its number is given already.
                let e = if of_an_audit { e } else { self.numbered(kind, &id, e, number) };
                self.take(&e);
            } else {
                self.append(kind, &id, e);
            }
            let about = About::NewRecord(kind, name.clone(), others(kind, draft));
            let difference =
                Difference { place: place.clone(), about, was: String::new(), now: name.clone() };
            self.count(Fate::Changes, difference);
            self.made.insert((kind.key, folded(&name)), id.clone());
            return Ok(Some(id));
        };
        self.taken.insert(id.clone());
        self.rows.insert((kind.key, place.sheet.clone(), place.row), id.clone());
        // First the number elsewhere: what is called by it alone gets its name. What is said of other fields stands before those, so
        // that it is known what of it is new.
        let rests = |key: &str| over::is_said_of_others(kind, key);
        let mut all: Vec<_> = draft.iter().collect();
        all.sort_by_key(|(key, _)| (*key != REF, !rests(key)));
        for (key, typed) in all {
            let column = columns.iter().find(|(k, _)| k == key).map_or("", |(_, head)| head);
            let place = place.in_column(column);
            if let Some(trouble) = self.said_twice((kind, &id), draft, key) {
                self.report.faults.push(Fault { place, trouble });
                continue;
            }
            if let Err(trouble) = self.field(&place, (kind, draft), &id, key, typed) {
                self.report.faults.push(Fault { place, trouble: in_cell(trouble, Some(typed)) });
            }
        }
        Ok(Some(id))
    }

    /// Tells everything that is wrong with a new record in the order of the columns: who mends the row mends it at once. `first` is
    /// handed back where it is of no field alone.
    fn all_faults(
        &mut self,
        place: &Place,
        (kind, draft): (&'static Kind, &Draft),
        columns: &[(&'static str, String)],
        first: Refusal,
    ) -> Result<(), Trouble> {
        let all = write::faults(self.context(), kind, None, draft);
        if all.is_empty() {
            return Err(refused(first));
        }
        let at = |key: &str| columns.iter().position(|(k, _)| *k == key).unwrap_or(columns.len());
        let mut all: Vec<(usize, Refusal)> =
            all.into_iter().map(|refusal| (refusal.field().map_or(0, at), refusal)).collect();
        all.sort_by_key(|(at, _)| *at);
        for (at, refusal) in all {
            let typed = refusal.field().and_then(|key| draft.get(key)).cloned();
            let place = columns.get(at).map_or_else(|| place.clone(), |(_, head)| place.in_column(head));
            self.report.faults.push(Fault { place, trouble: in_cell(refused(refusal), typed.as_deref()) });
        }
        Ok(())
    }

    /// That a row says something new in two ways, of which only one counts.
    fn said_twice(&self, (kind, id): (&'static Kind, &Rid), row: &Draft, key: &str) -> Option<Trouble> {
        let rec = read::at(&self.trial, kind, id);
        let said = |key: &str| kind.field(key).filter(|_| row.get(key).is_some_and(|v| !v.trim().is_empty()));
        let is_new = |f: &Field| {
            row.get(f.key).is_some_and(|v| v.trim() != value::shown(&self.trial, self.c.kinds, &rec, f))
        };
        let word = said(key).filter(|f| is_new(f))?.word;
        let other = over::rivals(kind, key).find_map(said)?.word;
        let fault = crate::model::record::Fault::Either { word, other };
        let field = kind.field(key)?;
        Some(refused(Refusal::Field { kind: kind.key, field: field.key, word, fault }))
    }

    /// One field of a record that stood before; `row` is all that is said of it.
    pub(super) fn field(
        &mut self,
        place: &Place,
        (kind, row): (&'static Kind, &Draft),
        id: &Rid,
        key: &str,
        typed: &str,
    ) -> Result<(), Trouble> {
        let Some(field) = kind.field(key) else { return Ok(()) };
        let rec = read::at(&self.trial, kind, id);
        let is = value::shown(&self.trial, self.c.kinds, &rec, field);
        let rec_no = rec.shown_no();
        let about = About::Field(kind, format!("{rec_no} {}", rec.name()), field.word);
        let grown = field.typ.is_set() && !is.is_empty() && self.choice == Choice::Ours;
        let now = if grown { format!("{is}, {typed}") } else { typed.to_owned() };
        let e = write::set(self.context(), &rec, &Draft::from([(key.to_owned(), now.clone())]));
        let mut e = e.map_err(refused)?;
        self.said_anew(&rec, row, &mut e);
        // By its name it was found, whatever its capitals.
        let found_by =
            kind.naming() == Some(field) && is_called(&rec, &folded(&now)) && self.choice == Choice::Ours;
        // A number stands where a name should: the name takes its place.
        let begun = kind.naming() == Some(field) && bare_number(&rec).is_some();
        // What says the same in another way stands here too.
        let stands =
            !is.is_empty() || over::rivals(kind, key).any(|other| rec.is(other) && !row.contains_key(other));
        let fate = if e.is_empty() || found_by {
            Fate::Same
        } else if !stands || begun || field.typ.is_set() || self.choice == Choice::Theirs {
            Fate::Changes
        } else {
            Fate::Conflicts
        };
        // Why a control of one's own is needed.
        let of_reason = kind.key == CONTROL.key && key == "why";
        if of_reason && self.is_hollow(place, (true, &rec_no), (&is, &now), fate) {
            return Ok(());
        }
        if fate == Fate::Changes {
            self.take(&e);
            self.goes_with((kind, id), &e);
        }
        self.count(fate, Difference { place: place.clone(), about, was: is, now });
        Ok(())
    }
}
