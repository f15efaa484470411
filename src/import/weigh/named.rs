//! Records that a file names: the one of that name among those that stand, or one the file links a control with, made
//! where the register has none. Part of the weighing.

use std::collections::BTreeMap;

use super::{Fate, Weighing, folded, refused};
use crate::import::{About, Difference, IMPORT, Left, Own, Place, Trouble, Why};
use crate::model::change::facts;
use crate::model::record::{
    CONTROL, Draft, EVIDENCE, INCIDENT, Kind, RISK, Rec, Rid, SYSTEM, read, value, write,
};
use crate::model::statement::system_key;
use crate::model::text;

impl Weighing<'_, '_> {
    /// The record of that name that stood before and no row was about yet: of several the one that says most of the
    /// same.
    pub(super) fn of_name(&mut self, kind: &'static Kind, name: &str, draft: &Draft) -> Option<Rid> {
        let a = self.c.a;
        let names = self.names.entry(kind.key).or_insert_with(|| {
            let mut by: BTreeMap<String, Vec<Rid>> = BTreeMap::new();
            for rec in read::all(a, kind).into_iter().filter(|r| !r.name().is_empty()) {
                by.entry(folded(rec.name())).or_default().push(rec.id);
            }
            by
        });
        let free = names.get(&folded(name))?.iter().filter(|id| !self.taken.contains(*id));
        let alike = |id: &&Rid| {
            let rec = read::at(a, kind, id);
            let same = |f: &&crate::model::record::Field| {
                draft.get(f.key).is_some_and(|d| *d == value::shown(a, self.c.kinds, &rec, f))
            };
            kind.typed().filter(same).count()
        };
        // The first of those that are equally alike.
        let mut best: Option<(usize, &Rid)> = None;
        for id in free {
            let n = alike(&id);
            if best.is_none_or(|(most, _)| n > most) {
                best = Some((n, id));
            }
        }
        best.map(|(_, id)| id.clone())
    }

    /// Links a control with the records a cell names. What the register does not hold becomes a record with its name and
    /// nothing else: it is told as new, and nothing is made up beside it.
    pub(super) fn named(
        &mut self,
        place: &Place,
        kind: &'static Kind,
        at: &str,
        (cell, a_line_each): (&str, bool),
    ) -> Result<(), Trouble> {
        if text::clean_line(cell).eq_ignore_ascii_case("all") {
            let left =
                Left { place: place.clone(), id: at.to_owned(), why: Why::AllOf { words: kind.words } };
            self.report.unknown.push(left);
            return Ok(());
        }
        for name in self.names_in(kind, cell, a_line_each) {
            let id = self.known_or_begun(place, kind, &name)?;
            let key = match kind.key {
                key if key == RISK.key => RISK.key_of(&id, &format!("controls.{at}")),
                key if key == INCIDENT.key => INCIDENT.key_of(&id, &format!("at.{at}")),
                _ => system_key(at, &id),
            };
            self.link(place, key, (kind, at), (&id, &name));
        }
        Ok(())
    }

    fn known_or_begun(&mut self, place: &Place, kind: &'static Kind, name: &str) -> Result<Rid, Trouble> {
        match self.known(kind, name) {
            Some(id) => Ok(id),
            None => self.begun(place, kind, name),
        }
    }

    /// Keeps one link between a control and a record of a kind, by its key.
    fn link(
        &mut self,
        place: &Place,
        key: String,
        (kind, at): (&'static Kind, &str),
        (id, name): (&Rid, &str),
    ) {
        let fate = if self.trial.get(&key).is_some() { Fate::Same } else { Fate::Changes };
        if fate == Fate::Changes {
            let e = facts(&self.trial, IMPORT, "", [(key, Some("yes".to_owned()))]);
            self.take(&e);
        }
        let about = About::Linked(kind, at.to_owned());
        let rec = read::at(&self.trial, kind, id);
        let now = if rec.exists() { format!("{} {}", rec.shown_no(), rec.name()) } else { name.to_owned() };
        self.count(fate, Difference { place: place.clone(), about, was: String::new(), now });
    }

    /// A control of one's own: its record, and its links. Only evidence the register has can be named.
    pub(super) fn own(&mut self, place: &Place, own: &Own) -> Result<(), Trouble> {
        let id = self.record(place, &CONTROL, None, &own.draft, &[])?;
        let at = own.draft.get("name").cloned().unwrap_or_default();
        for name in &own.systems {
            let system = self.known_or_begun(place, &SYSTEM, name)?;
            let key = CONTROL.key_of(&id, &format!("systems.{system}"));
            self.link(place, key, (&SYSTEM, &at), (&system, name));
        }
        for name in &own.risks {
            let risk = self.known_or_begun(place, &RISK, name)?;
            let key = RISK.key_of(&risk, &format!("own-controls.{id}"));
            self.link(place, key, (&RISK, &at), (&risk, name));
        }
        for name in &own.evidence {
            let made = self.made.get(&(EVIDENCE.key, folded(name))).cloned();
            if let Some(piece) = made.or_else(|| self.known(&EVIDENCE, name)) {
                let key = CONTROL.key_of(&id, &format!("evidence.{piece}"));
                self.link(place, key, (&EVIDENCE, &at), (&piece, name));
            }
        }
        Ok(())
    }

    /// The names in a cell: the whole where there is such a record, else its lines, else what signs part.
    fn names_in(&self, kind: &'static Kind, cell: &str, a_line_each: bool) -> Vec<String> {
        let mut names = Vec::new();
        for line in cell.lines().map(text::clean_line).filter(|l| !l.is_empty()) {
            if a_line_each || self.known(kind, &line).is_some() {
                names.push(line);
                continue;
            }
            let parts = line.split([',', ';']).map(text::clean_line);
            names.extend(parts.filter(|part| part.chars().any(char::is_alphanumeric)));
        }
        names
    }

    /// The record a name means: by its number elsewhere, its name, its number here with the same name behind it or alone.
    fn known(&self, kind: &'static Kind, name: &str) -> Option<Rid> {
        let all = read::all(&self.trial, kind);
        let wanted = folded(name);
        let behind = folded(behind_number(kind, name).unwrap_or_default());
        let by = |is: &dyn Fn(&Rec<'_>) -> bool| all.iter().find(|r| is(r)).map(|r| r.id.clone());
        by(&|r| !r.get("ref").is_empty() && folded(r.get("ref")) == wanted)
            .or_else(|| by(&|r| folded(r.name()) == wanted))
            .or_else(|| by(&|r| !behind.is_empty() && folded(r.name()) == behind))
            .or_else(|| self.made.get(&(kind.key, wanted.clone())).cloned())
            .or_else(|| {
                // A number of ours is that of a record that stood here before: what the file itself brings has numbers of its
                // own in the file, and others here.
                let found = read::named(self.c.a, kind, name).filter(|_| name.contains('-'));
                found.map(|r| r.id)
            })
    }

    /// A new record of which the file says no more than what it is called; a code is its number elsewhere too.
    fn begun(&mut self, place: &Place, kind: &'static Kind, name: &str) -> Result<Rid, Trouble> {
        let called = behind_number(kind, name).unwrap_or(name);
        let Some(naming) = kind.naming() else { return Ok((self.new)()) };
        let mut draft = Draft::from([(naming.key.to_owned(), called.to_owned())]);
        let is_code = !name.contains(char::is_whitespace) && name.contains(|c: char| c.is_ascii_digit());
        if is_code && kind.field("ref").is_some() {
            draft.insert("ref".to_owned(), name.to_owned());
        }
        let id = (self.new)();
        let e = write::add(self.context(), kind, &id, &draft).map_err(refused)?;
        self.take(&e);
        // `S-2 Chat` in one cell is what `S-2` means in another.
        if called != name
            && let Some((number, _)) = name.trim().split_once(' ')
        {
            self.made.insert((kind.key, folded(number)), id.clone());
        }
        let about = About::NewRecord(kind, called.to_owned(), Vec::new());
        let now = called.to_owned();
        self.count(Fate::Changes, Difference { place: place.clone(), about, was: String::new(), now });
        Ok(id)
    }
}

/// What stands behind a number of this kind: the name in `R-3 Wrong advice`; none without both.
fn behind_number<'n>(kind: &Kind, name: &'n str) -> Option<&'n str> {
    let (number, rest) = name.trim().split_once(' ')?;
    let (letter, digits) = number.split_once('-')?;
    let is_number =
        kind.is_letter(letter) && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    Some(rest.trim()).filter(|rest| is_number && !rest.is_empty())
}
