//! What a sheet of ours does not hold any more: what stood when it was made and stands here still. It is listed, and taken away
//! here where theirs is chosen. Part of the weighing.

use std::collections::{BTreeMap, BTreeSet};

use super::not_for::unclear;
use super::parts::folded;
use super::{Fate, Weighing};
use crate::import::{About, Cell, Choice, Difference, IMPORT, Incoming, Left, Place, WholeOf, Why};
use crate::model::assessment::keys;
use crate::model::change::facts;
use crate::model::questionnaire::Target;
use crate::model::record::{Draft, EVIDENCE, Kind, PARKED, RISK, Rec, Rid, SYSTEM, read, value, write};
use crate::model::said::Matter;
use crate::model::statement::{self, Applicable, Named, Row, driver_key, system_key};
use crate::model::{Assessment, Layer, Scores};

/// A row of our own statement, as the sheet has it.
struct OfControl<'w> {
    place: &'w Place,
    at: &'w str,
    cells: &'w [(Cell, String)],
    evidence: Option<&'w [u32]>,
}

impl Weighing<'_, '_> {
    /// All of it, behind what the file says.
    pub(super) fn away(&mut self, from: &Incoming) {
        let Some(then) = from.then.as_deref().filter(|_| self.report.faults.is_empty()) else { return };
        let q = self.c.q;
        let of_controls = from.whole.iter().any(|w| matches!(w.of, WholeOf::Control { .. }));
        let rows = if of_controls { statement::rows(q, then, &Scores::compute(q, then)) } else { Vec::new() };
        for (n, whole) in from.whole.iter().enumerate() {
            self.now = from.proposals.len() + n;
            match &whole.of {
                WholeOf::Control { at, cells, evidence } => {
                    let Some(row) = rows.iter().find(|r| r.id == *at) else { continue };
                    let evidence = evidence.as_deref();
                    self.of_control(then, row, &OfControl { place: &whole.place, at, cells, evidence });
                }
                WholeOf::Record { kind, draft, fields } => {
                    let place = (kind.key, whole.place.sheet.clone(), whole.place.row);
                    let Some(id) = self.rows.get(&place).cloned() else { continue };
                    let a = self.c.a;
                    for (key, head) in fields.iter() {
                        let typed = draft.get(*key).map_or("", String::as_str);
                        let rec = read::at(a, kind, &id);
                        self.of_field(then, &rec, (key, typed), &whole.place.in_column(head));
                    }
                }
            }
        }
        self.rows_away(then, from);
    }

    /// Records of a sheet of ours that had a row in it when it was made, and have none now: told, and left where they are.
    fn rows_away(&mut self, then: &Assessment, from: &Incoming) {
        let mut named: BTreeMap<&'static str, (&'static Kind, &str, BTreeSet<String>)> = BTreeMap::new();
        // Also where no row is left in it.
        if let Some((kind, sheet)) = &from.register {
            named.insert(kind.key, (kind, sheet, BTreeSet::new()));
        }
        for whole in &from.whole {
            if let WholeOf::Record { kind, draft, .. } = &whole.of {
                let name = kind.naming().and_then(|f| draft.get(f.key)).map(|name| folded(name));
                let of = named.entry(kind.key).or_insert_with(|| (kind, &whole.place.sheet, BTreeSet::new()));
                of.2.extend(name);
            }
        }
        // The table of what is parked tells only what is still open.
        let whole = named.into_values().filter(|(kind, ..)| !kind.is_in_audit() && kind.key != PARKED.key);
        for (kind, sheet, names) in whole {
            let about: BTreeSet<&Rid> =
                self.rows.iter().filter(|((of, ..), _)| *of == kind.key).map(|(_, id)| id).collect();
            let gone = |rec: &Rec<'_>| {
                let here = read::at(self.c.a, kind, &rec.id);
                here.exists() && !about.contains(&rec.id) && !names.contains(&folded(rec.name()))
            };
            let left = read::all(then, kind).into_iter().filter(gone).map(|rec| {
                let here = read::at(self.c.a, kind, &rec.id);
                let place = Place { sheet: sheet.to_owned(), ..Place::default() };
                let (no, id) = (here.shown_no(), format!("{} {}", here.shown_no(), here.name()));
                Left { place, id, why: Why::RowAway { kind, no } }
            });
            let left: Vec<Left> = left.collect();
            self.report.unknown.extend(left);
        }
    }

    /// What stands here of a control and stood in its row, which now lacks it.
    fn of_control(&mut self, then: &Assessment, row: &Row, sheet: &OfControl<'_>) {
        let (a, at) = (self.c.a, sheet.at);
        let mut taken = false;
        for (cell, head) in sheet.cells {
            let place = sheet.place.in_column(head);
            match cell {
                Cell::Empty(matter) => {
                    let key = format!("{}{at}", matter.prefix());
                    let about = if *matter == Matter::LookAgain {
                        About::Fact(key.clone())
                    } else {
                        About::Text(*matter, at.to_owned())
                    };
                    if then.get(&key).is_some() {
                        taken |= self.taken_away(place, key, about, None);
                    }
                }
                Cell::Drivers => {
                    for driver in &row.drivers {
                        let key = driver_key(at, *driver);
                        let about = About::Fact(key.clone());
                        taken |= self.taken_away(place.clone(), key, about, None);
                    }
                }
                Cell::Systems => {
                    for s in row.systems.iter().filter(|s| row.counts_for.iter().any(|c| c.id == s.id)) {
                        let about = About::Linked(&SYSTEM, at.to_owned());
                        let key = system_key(at, &s.id);
                        self.taken_away(place.clone(), key, about, Some(Named::whole(s)));
                    }
                }
                Cell::NotFor => self.counts_again(row, at, &place),
                Cell::Risks => {
                    for risk in &row.risks {
                        let about = About::Linked(&RISK, at.to_owned());
                        let key = RISK.key_of(&risk.id, &format!("controls.{at}"));
                        self.taken_away(place.clone(), key, about, Some(Named::whole(risk)));
                    }
                }
            }
        }
        if taken {
            self.still_in(at);
        }
        let gone = |e: &&crate::model::Evidence| sheet.evidence.is_some_and(|all| !all.contains(&e.no));
        for e in row.evidence.iter().filter(gone) {
            let number = format!("{}-{}", EVIDENCE.letter, e.no);
            let Some(rec) = read::named(a, &EVIDENCE, &number) else { continue };
            let why = Why::EvidenceAway { at: at.to_owned() };
            let id = format!("{number} {}", rec.name());
            self.report.unknown.push(Left { place: sheet.place.clone(), id, why });
        }
    }

    /// Members of a field, or all of it, that a row of ours lacks.
    fn of_field(&mut self, then: &Assessment, rec: &Rec<'_>, (key, typed): (&str, &str), place: &Place) {
        let (kind, c): (&'static Kind, _) = (rec.kind, self.c);
        let Some(field) = kind.field(key).filter(|f| kind.naming() != Some(*f)) else { return };
        let replaced = !typed.is_empty() && (!field.typ.is_set() || self.choice == Choice::Theirs);
        let is = value::shown(c.a, c.kinds, rec, field);
        if replaced || is.is_empty() || !rec.exists() || !rec.asks(field) {
            return;
        }
        let whole = kind.key_of(&rec.id, key);
        let within = format!("{whole}.");
        let kept = match write::set(c, rec, &Draft::from([(key.to_owned(), typed.to_owned())])) {
            Ok(e) => e,
            // What it needs cannot be taken away; that it was is said all the same.
            Err(_) if typed.is_empty() => {
                let about = of_record(rec, field.word);
                let d = Difference { place: place.clone(), about, was: is, now: String::new() };
                return self.count(Fate::Conflicts, d);
            }
            Err(_) => return,
        };
        let gone: Vec<&str> = kept
            .changes
            .iter()
            .filter(|x| x.now.is_none() && (x.key == whole || x.key.starts_with(&within)))
            .map(|x| x.key.as_str())
            .filter(|k| then.get(k).is_some())
            .collect();
        if gone.is_empty() {
            return;
        }
        let member = |k: &&str| {
            let member = k.strip_prefix(&within)?;
            Some(value::shown_member(c.a, c.kinds, field.typ, member, c.a.get(k).unwrap_or_default()))
        };
        let was = if field.typ.is_set() {
            gone.iter().filter_map(member).collect::<Vec<_>>().join(", ")
        } else {
            is
        };
        let fate = self.fate_of_away();
        if fate == Fate::Changes {
            let e = facts(&self.trial, IMPORT, "", gone.iter().map(|k| ((*k).to_owned(), None)));
            self.take(&e);
        }
        let about = of_record(rec, field.word);
        self.count(fate, Difference { place: place.clone(), about, was, now: String::new() });
    }

    fn fate_of_away(&self) -> Fate {
        if self.choice == Choice::Theirs { Fate::Changes } else { Fate::Conflicts }
    }

    /// A fact that stands here and that a sheet lacks in which it stood; `shown` is how it stood there. Whether it was taken away
    /// here too.
    fn taken_away(&mut self, place: Place, key: String, about: About, shown: Option<String>) -> bool {
        let Some(is) = self.c.a.get(&key).map(str::to_owned) else { return false };
        if self.said.contains_key(&key) || self.linked.contains(&key) {
            return false;
        }
        let fate = self.fate_of_away();
        if fate == Fate::Changes {
            let e = facts(&self.trial, IMPORT, "", [(key, None)]);
            self.take(&e);
        }
        self.count(fate, Difference { place, about, was: shown.unwrap_or(is), now: String::new() });
        fate == Fate::Changes
    }

    /// AI systems it did not count for when the sheet was made, and that the sheet leaves out of nothing any more.
    fn counts_again(&mut self, row: &Row, at: &str, place: &Place) {
        if self.linked.contains(&unclear(at)) {
            return;
        }
        for of in &row.not_for {
            let layer = Layer::System(of.system.id.clone()).prefix();
            let whole = [at.to_owned()];
            for id in if of.is_whole() { &whole[..] } else { &of.parts } {
                let (key, reason) = (format!("{layer}{id}"), format!("{layer}{}{id}", keys::REASON));
                if self.linked.contains(&key) {
                    continue;
                }
                for key in [key, reason] {
                    self.taken_away(place.clone(), key.clone(), About::Fact(key), None);
                }
            }
        }
    }

    /// A control that was in by what was taken away is in without it, as its row says.
    fn still_in(&mut self, at: &str) {
        let q = self.c.q;
        let Some(Target::Requirement(r)) = q.find(at) else { return };
        let before = self.scores.get_or_init(|| Scores::compute(q, self.c.a));
        if statement::applicable(q, self.c.a, before, r) == Applicable::Yes
            && statement::applicable(q, &self.trial, &Scores::compute(q, &self.trial), r)
                == Applicable::Undecided
            && let Ok(e) = statement::decide(q, &self.trial, at, Applicable::Yes)
        {
            self.take(&e);
        }
    }
}

fn of_record(rec: &Rec<'_>, word: &'static str) -> About {
    About::Field(rec.kind, format!("{} {}", rec.shown_no(), rec.name()), word)
}
