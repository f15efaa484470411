//! Records that a file names: the one of that name among those that stand, or one the file links a control with, made
//! where the register has none. Part of the weighing.

use super::parts::{called, code_and_name, folded, is_called, parted, parts};
use super::refused::{heads, refused};
use super::{Fate, Weighing};
use crate::import::register::others;
use crate::import::{
    About, Choice, Difference, IMPORT, Left, Own, Place, Proposal, Shown, Stood, Trouble, Want, Why,
};
use crate::model::change::{Edit, facts};
use crate::model::limits;
use crate::model::questionnaire::Target;
use crate::model::record::{
    CONTROL, Draft, EVIDENCE, INCIDENT, Kind, NUMBER, PERSON, RISK, Rec, Rid, SYSTEM, read, write,
};
use crate::model::said::Matter;
use crate::model::statement::system_key;
use crate::model::statement::{self, Applicable};
use crate::model::text;
use crate::model::{Assessment, Scores};

impl Weighing<'_, '_> {
    /// Links a control with the records a cell names. What the register does not hold becomes a record with its name and
    /// nothing else: it is told as new, and nothing is made up beside it.
    pub(super) fn named(
        &mut self,
        place: &Place,
        kind: &'static Kind,
        at: &str,
        (cell, ours): (&str, bool),
    ) -> Result<(), Trouble> {
        if text::clean_line(cell).eq_ignore_ascii_case("all") {
            let left =
                Left { place: place.clone(), id: at.to_owned(), why: Why::AllOf { words: kind.words } };
            self.report.unknown.push(left);
            return Ok(());
        }
        let named = self.records_in(place, kind, at, (cell, ours))?;
        // Each of them is all of them.
        let for_all = kind.key == SYSTEM.key && self.is_for_all(at);
        let stood: Vec<Rid> = self.c.a.systems_in_scope().map(|s| s.id.clone()).collect();
        let is_named = |id: &Rid| named.iter().any(|(one, _)| one == id);
        if for_all && !stood.is_empty() && stood.iter().all(is_named) {
            self.report.same += named.len();
            return Ok(());
        }
        for (id, name) in named {
            let key = match kind.key {
                key if key == RISK.key => RISK.key_of(&id, &format!("controls.{at}")),
                key if key == INCIDENT.key => INCIDENT.key_of(&id, &format!("at.{at}")),
                _ => system_key(at, &id),
            };
            self.link(place, key, (kind, at), (&id, &name), for_all);
        }
        Ok(())
    }

    /// The records a cell names, each with the name it has there.
    pub(super) fn records_in(
        &mut self,
        place: &Place,
        kind: &'static Kind,
        at: &str,
        (cell, ours): (&str, bool),
    ) -> Result<Vec<(Rid, String)>, Trouble> {
        let mut all = Vec::new();
        for name in self.names_in(kind, cell, ours) {
            let id = if ours {
                self.of_ours(place, kind, &name)?
            } else {
                self.of_theirs(place, kind, at, &name)?
            };
            all.extend(id.map(|id| (id, name)));
        }
        Ok(all)
    }

    /// The record a cell of somebody else's sheet names. Their numbers are not ours: one that is alone and that only ours has
    /// is told and kept, and links nothing.
    fn of_theirs(
        &mut self,
        place: &Place,
        kind: &'static Kind,
        at: &str,
        name: &str,
    ) -> Result<Option<Rid>, Trouble> {
        let there = self.known(kind, name);
        if there.is_none() && read::named(self.c.a, kind, name).is_some() && name.contains('-') {
            let in_note = self.c.q.find(at).is_some();
            if in_note {
                let text = format!("{}: {name}", kind.words);
                let (matter, at) = (Matter::Note, at.to_owned());
                let want = Want::Text { matter, at: at.clone(), text: text.clone() };
                let p = Proposal { place: place.clone(), want, stood: Stood::Unsaid };
                self.text(&p, matter, &at, &text)?;
            }
            let why = Why::NotOurs { at: at.to_owned(), in_note };
            self.report.unknown.push(Left { place: place.clone(), id: text::shown(name, 40), why });
            return Ok(None);
        }
        let Some(id) = there else { return self.begun(place, kind, name, None).map(Some) };
        self.numbered_there(place, kind, &id, name)?;
        Ok(Some(id))
    }

    /// Keeps the number a record has elsewhere, where none is kept yet, and its name, where this file gave it a number for one.
    fn numbered_there(
        &mut self,
        place: &Place,
        kind: &'static Kind,
        id: &Rid,
        named: &str,
    ) -> Result<(), Trouble> {
        let Some((number, name)) = code_and_name(kind, named) else { return Ok(()) };
        let Some(naming) = kind.naming().filter(|_| kind.field("ref").is_some()) else { return Ok(()) };
        let rec = read::at(&self.trial, kind, id);
        let of_us = parted(kind, number).is_some_and(|(n, _)| n == rec.no());
        let by_number = folded(rec.get("ref")) == folded(number);
        let begun_here = !read::at(self.c.a, kind, id).exists();
        if begun_here && folded(rec.name()) == folded(&called(kind, number, "")) {
            return self.renamed(id, kind, naming.key, &called(kind, number, name));
        }
        if by_number && !is_called(&rec, &folded(name)) {
            let why = Why::OtherName { is: format!("{} {}", rec.shown_no(), rec.name()) };
            self.report.unknown.push(Left { place: place.clone(), id: text::shown(named, 60), why });
        }
        if rec.get("ref").is_empty() && !of_us {
            return self.field(place, (kind, &Draft::new()), id, "ref", number);
        }
        Ok(())
    }

    fn renamed(&mut self, id: &Rid, kind: &'static Kind, key: &str, name: &str) -> Result<(), Trouble> {
        let rec = read::at(&self.trial, kind, id);
        let draft = Draft::from([(key.to_owned(), name.to_owned())]);
        let e = write::set(self.context(), &rec, &draft).map_err(refused)?;
        self.take(&e);
        Ok(())
    }

    fn known_or_begun(&mut self, place: &Place, kind: &'static Kind, name: &str) -> Result<Rid, Trouble> {
        match self.known(kind, name) {
            Some(id) => Ok(id),
            None => self.begun(place, kind, name, None),
        }
    }

    /// The record a line of our own sheet names by number and name: that of both, else of the name, else a new one with
    /// that number. One of a number alone is meant only where it is here; none is made of it.
    fn of_ours(&mut self, place: &Place, kind: &'static Kind, line: &str) -> Result<Option<Rid>, Trouble> {
        let Some((number, name)) = parted(kind, line) else {
            return self.known_or_begun(place, kind, line).map(Some);
        };
        if let Some(id) = self.ours.get(&(kind.key, number)) {
            return Ok(Some(id.clone()));
        }
        if name.is_empty() {
            let there = read::named(self.c.a, kind, line).map(|r| r.id);
            if there.is_none() {
                self.bare(place, line);
            }
            return Ok(there);
        }
        let wanted = folded(name);
        if let Some(id) = self.same_as_then(kind, number, &wanted) {
            self.meant(place, kind, number, &id);
            return Ok(Some(id));
        }
        let all = read::all(&self.trial, kind);
        let free = |r: &&Rec<'_>| {
            folded(r.name()) == wanted
                && !self.ours.iter().any(|((of, _), id)| *of == kind.key && *id == r.id)
        };
        let by_both = all.iter().filter(free).find(|r| r.no() == number);
        let there = by_both.or_else(|| all.iter().find(free)).map(|r| r.id.clone());
        let id = match there {
            Some(id) => id,
            None => self.begun(place, kind, name, Some(number))?,
        };
        self.meant(place, kind, number, &id);
        Ok(Some(id))
    }

    /// The record that had a number when our own sheet was made from this file, where it is called so still or was then.
    fn same_as_then(&self, kind: &'static Kind, number: u32, wanted: &str) -> Option<Rid> {
        let id = self.of_own_number(kind, number)?;
        let was = |a: &Assessment| folded(read::at(a, kind, &id).name()) == wanted;
        let is = was(&self.trial) || self.then.as_deref().is_some_and(was);
        let another = || read::all(&self.trial, kind).iter().any(|r| folded(r.name()) == wanted);
        (is || !another()).then_some(id)
    }

    /// Tells that a number names nothing here, and that nothing was made of it.
    fn bare(&mut self, place: &Place, number: &str) {
        let id = text::shown(number, 40);
        self.report.unknown.push(Left { place: place.clone(), id, why: Why::NumberAlone });
    }

    /// Keeps what a number of our own sheet means here, and tells it where it has another one here.
    fn meant(&mut self, place: &Place, kind: &'static Kind, number: u32, id: &Rid) {
        self.ours.insert((kind.key, number), id.clone());
        let rec = read::at(&self.trial, kind, id);
        if rec.no() != number {
            let why = Why::Renumbered { now: rec.shown_no(), name: rec.name().to_owned() };
            let there = format!("{}-{number}", kind.letter);
            self.report.renumbered.push(Left { place: place.clone(), id: there, why });
        }
    }

    /// An edit that makes a record, with the number it has in our own sheet, where none here was given that.
    pub(super) fn numbered(
        &self,
        kind: &'static Kind,
        id: &Rid,
        mut edit: Edit,
        number: Option<u32>,
    ) -> Edit {
        let index = self.trial.index();
        let next = self.numbers.get(kind.key).copied().unwrap_or_default();
        let free = |n: &u32| {
            (1..=limits::GIVEN).contains(n) && *n >= next && index.with_number(kind.key, *n).next().is_none()
        };
        let now = number.filter(free).unwrap_or_else(|| index.next_number(kind.key).max(next));
        let key = kind.key_of(id, NUMBER);
        for change in edit.changes.iter_mut().filter(|c| c.key == key) {
            change.now = Some(now.to_string());
        }
        edit
    }

    /// A piece of evidence, with the people who have seen it. What our own sheet calls by a number alone is the piece of
    /// that number.
    pub(super) fn piece(&mut self, place: &Place, shown: &Shown) -> Result<(), Trouble> {
        let mut draft = shown.draft.clone();
        let what = draft.get("what").cloned().unwrap_or_default();
        if shown.ours && parted(&EVIDENCE, &what).is_some_and(|(_, name)| name.is_empty()) {
            let Some(id) = read::named(self.c.a, &EVIDENCE, &what).map(|r| r.id) else {
                self.bare(place, &what);
                return Ok(());
            };
            let shows = draft.get("shows").map_or("", String::as_str);
            return self.field(place, (&EVIDENCE, &draft), &id, "shows", shows);
        }
        let mut seen = Vec::new();
        for (who, day) in &shown.seen_by {
            let id = self.known_or_begun(place, &PERSON, who)?;
            seen.push(format!("{}: {day}", read::at(&self.trial, &PERSON, &id).shown_no()));
        }
        if !seen.is_empty() {
            draft.insert("seen-by".to_owned(), seen.join(", "));
        }
        let columns = heads(&self.report.columns);
        let id = self.record(place, &EVIDENCE, (None, shown.number), &draft, &columns)?;
        if let Some((number, id)) = shown.number.zip(id) {
            self.meant(place, &EVIDENCE, number, &id);
        }
        Ok(())
    }

    /// Keeps one link between a control and a record of a kind, by its key. `narrows`: what counts for every AI system would count for
    /// the linked ones alone.
    pub(super) fn link(
        &mut self,
        place: &Place,
        key: String,
        (kind, at): (&'static Kind, &str),
        (id, name): (&Rid, &str),
        narrows: bool,
    ) {
        let fate = match self.c.a.get(&key).or_else(|| self.trial.get(&key)) {
            Some(_) => Fate::Same,
            None if narrows && self.choice == Choice::Ours => Fate::Conflicts,
            None => Fate::Changes,
        };
        self.linked.insert(key.clone());
        if fate == Fate::Changes {
            let e = facts(&self.trial, IMPORT, "", [(key, Some("yes".to_owned()))]);
            self.take(&e);
        }
        let about = About::Linked(kind, at.to_owned());
        let rec = read::at(&self.trial, kind, id);
        let now = if rec.exists() { format!("{} {}", rec.shown_no(), rec.name()) } else { name.to_owned() };
        let was = if narrows { "all" } else { "" };
        self.count(fate, Difference { place: place.clone(), about, was: was.to_owned(), now });
    }

    /// Whether a control of the questionnaire is in here for every AI system there is.
    fn is_for_all(&self, at: &str) -> bool {
        let (q, a) = (self.c.q, self.c.a);
        let Some(Target::Requirement(r)) = q.find(at) else { return false };
        let scores = self.scores.get_or_init(|| Scores::compute(q, a));
        let systems = read::all(a, &SYSTEM);
        let named = systems.iter().any(|s| a.get(&system_key(at, &s.id)).is_some());
        !systems.is_empty() && !named && statement::applicable(q, a, scores, r) == Applicable::Yes
    }

    /// A control of one's own: its record, and its links. Only evidence the register has can be named.
    pub(super) fn own(&mut self, place: &Place, own: &Own) -> Result<(), Trouble> {
        let Some(id) = self.record(place, &CONTROL, (None, own.number), &own.draft, &[])? else {
            return Ok(());
        };
        if let Some(number) = own.number {
            self.meant(place, &CONTROL, number, &id);
        }
        let ours = own.number.is_some();
        let at = own.draft.get("name").cloned().unwrap_or_default();
        for cell in &own.systems {
            for (system, name) in self.records_in(place, &SYSTEM, &at, (cell, ours))? {
                let key = CONTROL.key_of(&id, &format!("systems.{system}"));
                self.link(place, key, (&SYSTEM, &at), (&system, &name), false);
            }
        }
        for cell in &own.risks {
            for (risk, name) in self.records_in(place, &RISK, &at, (cell, ours))? {
                let key = RISK.key_of(&risk, &format!("own-controls.{id}"));
                self.link(place, key, (&RISK, &at), (&risk, &name), false);
            }
        }
        for (number, name) in &own.evidence {
            let by_number = number.and_then(|n| self.ours.get(&(EVIDENCE.key, n)).cloned());
            let made = || self.made.get(&(EVIDENCE.key, folded(name))).cloned();
            if let Some(piece) = by_number.or_else(made).or_else(|| self.known(&EVIDENCE, name)) {
                let key = CONTROL.key_of(&id, &format!("evidence.{piece}"));
                self.link(place, key, (&EVIDENCE, &at), (&piece, name), false);
            }
        }
        Ok(())
    }

    /// Whether a record is called just that, by its name, its number elsewhere, or both: signs in it part nothing.
    fn is_one(&self, kind: &'static Kind, name: &str) -> bool {
        let wanted = folded(name);
        let behind = code_and_name(kind, name).map(|(_, behind)| folded(behind));
        let is = |r: &Rec<'_>| {
            is_called(r, &wanted)
                || !r.get("ref").is_empty() && folded(r.get("ref")) == wanted
                || behind.as_ref().is_some_and(|b| is_called(r, b))
        };
        !wanted.is_empty() && read::all(&self.trial, kind).iter().any(is)
    }

    /// The names in a cell: the whole where there is such a record, else its lines, else what signs part.
    fn names_in(&self, kind: &'static Kind, cell: &str, ours: bool) -> Vec<String> {
        let mut names = Vec::new();
        for line in cell.lines().map(text::clean_line).filter(|l| !l.is_empty()) {
            if ours {
                // Once several stood in a line: a number begins the next one, any other part belongs to the name.
                for (n, part) in line.split(", ").enumerate() {
                    match names.last_mut().filter(|_| n > 0 && parted(kind, part).is_none()) {
                        Some(name) => *name = format!("{name}, {part}"),
                        None => names.push(text::clean_line(part)),
                    }
                }
            } else {
                names.extend(parts(kind, &line, |part| self.is_one(kind, part)));
            }
        }
        names
    }

    /// The record a name means: by its number elsewhere, alone or before a name, or by its name.
    fn known(&self, kind: &'static Kind, name: &str) -> Option<Rid> {
        let all = read::all(&self.trial, kind);
        let wanted = folded(name);
        let (code, behind) = code_and_name(kind, name).unwrap_or_default();
        let (code, behind) = (folded(code), folded(behind));
        // Of one name and two numbers of theirs, the file means two.
        let another = |r: &Rec<'_>| {
            let number = folded(r.get("ref"));
            let from_file = !read::at(self.c.a, kind, &r.id).exists();
            from_file && !number.is_empty() && !code.is_empty() && number != code
        };
        let by = |is: &dyn Fn(&Rec<'_>) -> bool| all.iter().find(|r| is(r)).map(|r| r.id.clone());
        by(&|r| !r.get("ref").is_empty() && folded(r.get("ref")) == wanted)
            .or_else(|| by(&|r| is_called(r, &wanted)))
            .or_else(|| by(&|r| !code.is_empty() && folded(r.get("ref")) == code))
            .or_else(|| by(&|r| !behind.is_empty() && is_called(r, &behind) && !another(r)))
            .or_else(|| self.made.get(&(kind.key, wanted.clone())).cloned())
    }

    /// A new record of which the file says no more than what it is called; a code is its number elsewhere too.
    fn begun(
        &mut self,
        place: &Place,
        kind: &'static Kind,
        name: &str,
        number: Option<u32>,
    ) -> Result<Rid, Trouble> {
        // In our own sheet the number stands for itself and was taken off the name.
        let (code, bare) = code_and_name(kind, name).filter(|_| number.is_none()).unwrap_or(("", name));
        let Some(naming) = kind.naming() else { return Ok((self.new)()) };
        let is_code = number.is_none()
            && !name.contains(char::is_whitespace)
            && name.contains(|c: char| c.is_ascii_digit());
        let has_number = kind.field("ref").is_some();
        let called = match (is_code && has_number, has_number) {
            (true, _) => called(kind, name, ""),
            (false, true) => called(kind, code, bare),
            (false, false) => bare.to_owned(),
        };
        let mut draft = Draft::from([(naming.key.to_owned(), called.clone())]);
        let code = if is_code { name } else { code };
        if !code.is_empty() && has_number {
            draft.insert("ref".to_owned(), code.to_owned());
        }
        let id = (self.new)();
        let e = write::add(self.context(), kind, &id, &draft).map_err(refused)?;
        let e = self.numbered(kind, &id, e, number);
        self.take(&e);
        // `S-2 Chat` in one cell is what `S-2` means in another.
        if bare != name {
            self.made.insert((kind.key, folded(code)), id.clone());
        }
        let about = About::NewRecord(kind, called.clone(), others(kind, &draft));
        let now = called;
        self.count(Fate::Changes, Difference { place: place.clone(), about, was: String::new(), now });
        Ok(id)
    }
}
