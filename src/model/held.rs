//! What the registers of a file hold for a check, so that nothing is asked for that is there: which check is supported by what
//! stands in the questionnaire (`held`), and what it looks like follows the levels of the method, strictly. Some records
//! look like Written, of an event or a record like In use, all of them like In use; nobody but a person says Proven. It
//! answers nothing and moves no figure. Pure; it is said in `words`.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::applies::{Driver, driver_key};
use super::assessment::{Assessment, keys};
use super::format::{Basis, Check, CheckKind, HeldRow, HeldValue, Measure, RequirementKind};
use super::index::{OUT, SCOPE};
use super::level::Level;
use super::questionnaire::{Questionnaire, Target};
use super::record::{DOCUMENT, Field, KINDS, Kind, MADE, Rid, SYSTEM, Type};
use super::wording::{argues_nothing, names_nothing};
use super::{named_in_risks, named_papers};

use super::held_documents::{Counted, DRAFT, Documents, same};
use super::holding::OfCheck;
pub use super::holding::{By, From, Held, Value};

/// What an answer taken over from registers is called in the history.
pub const FROM_REGISTERS: &str = "answer-from-registers";

/// What the file holds for a check, and what that looks like; none where it holds nothing, where no register supports the check,
/// and where it is not asked.
pub fn held(q: &Questionnaire, a: &Assessment, check: usize) -> Option<Held> {
    held_by(q, a, check, among_all)
}

fn held_by(q: &Questionnaire, a: &Assessment, check: usize, look: Look) -> Option<Held> {
    let c = q.check(check);
    if c.held.as_ref().is_some_and(Vec::is_empty) || !a.asks(q, check) || a.excluded(q.check_owner[check]) {
        return None;
    }
    let by_registers = look(q, a, check)?;
    let rows = c.held.as_deref().unwrap_or_default();
    let measured = |n: usize| measure(q, a, c.kind, rows.get(n)?);
    let by: Vec<Option<By>> =
        by_registers.by.iter().enumerate().map(|(n, by)| by.clone().or_else(|| measured(n))).collect();
    let lowest = by.iter().flatten().map(|b| b.level).min()?;
    // What is there in part is on paper; of what has to have happened it is no part.
    let level = match (by.iter().all(Option::is_some), in_part(c.kind)) {
        (true, _) => lowest,
        (false, Level::Written) => Level::Written,
        (false, _) => return None,
    };
    Some(Held { level, by: by.into_iter().flatten().collect() })
}

/// What is there at a check with this level: what somebody answered, or what the registers hold, if that is more; a register
/// that was begun is something to go on with. It is for the words of what to do next alone.
pub fn stands_at(q: &Questionnaire, a: &Assessment, check: usize, level: Option<Level>) -> Option<Level> {
    stands_by(q, a, check, level, among_all)
}

/// The same for a card.
pub fn stands_on_card(
    q: &Questionnaire,
    a: &Assessment,
    check: usize,
    level: Option<Level>,
) -> Option<Level> {
    stands_by(q, a, check, level, on_card)
}

fn stands_by(
    q: &Questionnaire,
    a: &Assessment,
    check: usize,
    level: Option<Level>,
    look: Look,
) -> Option<Level> {
    let begun = || {
        let of = look(q, a, check)?;
        of.begun.filter(|_| a.asks(q, check) && !a.excluded(q.check_owner[check]))
    };
    let held = || held_by(q, a, check, look).map(|h| h.level).max(begun());
    match level {
        Some(Level::NotApplicable | Level::InUse | Level::Proven) => level,
        Some(Level::DontKnow) | None => held().or(level),
        Some(given) => Some(held().map_or(given, |h| h.max(given))),
    }
}

/// The checks here whose registers hold more than was answered, each with what they hold: a check itself, or those of a
/// requirement.
pub fn offers(q: &Questionnaire, a: &Assessment, at: Target) -> Vec<(usize, Held)> {
    let checks = match at {
        Target::Check(c) => c..c + 1,
        Target::Requirement(r) => q.checks_of(r),
        Target::Heading(_) => return Vec::new(),
    };
    let more = |c: usize| {
        let here = a.level(q, c).map(|(level, _)| level);
        let held = held_by(q, a, c, on_card)?;
        let less = here.is_none_or(|l| l == Level::DontKnow || l < held.level);
        less.then_some((c, held))
    };
    checks.filter_map(more).collect()
}

/// Whether registers hold something here, and no more than was answered.
pub fn stands_already(q: &Questionnaire, a: &Assessment, at: Target) -> bool {
    let checks = match at {
        Target::Check(c) => c..c + 1,
        Target::Requirement(r) => q.checks_of(r),
        Target::Heading(_) => return false,
    };
    let answered = |c: usize| a.level(q, c).map(|(level, _)| level).filter(|l| *l != Level::DontKnow);
    checks.into_iter().any(|c| answered(c).zip(held(q, a, c)).is_some_and(|(here, held)| held.level <= here))
}

/// A check a register supports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Support {
    /// Which check.
    pub check: usize,
    /// What it looks like by all registers together, where this one says something of it; none while it does not.
    pub level: Option<Level>,
}

/// The checks asked here which a register supports, in the order of the questionnaire, with how far each is.
pub fn supports(q: &Questionnaire, a: &Assessment, kind: &Kind) -> Vec<Support> {
    let one = |check: usize| {
        let c = q.check(check);
        let documents = kind.key == DOCUMENT.key;
        let is_mine = |row: &HeldRow| match row.measure {
            None => row.kind.as_deref() == Some(kind.key),
            Some(Measure::Document | Measure::DocumentsAsked) => documents,
            Some(_) => false,
        };
        let mine: Vec<usize> = match &c.held {
            None => (documents && c.kind == CheckKind::Document).then_some(0).into_iter().collect(),
            Some(rows) => rows.iter().enumerate().filter(|(_, row)| is_mine(row)).map(|(n, _)| n).collect(),
        };
        if mine.is_empty() || !a.asks(q, check) || a.excluded(q.check_owner[check]) {
            return None;
        }
        let row = |n: &usize| c.held.as_deref().and_then(|rows| rows.get(*n));
        let all = among_all(q, a, check);
        let kept = |n: &usize| all.and_then(|of| of.by.get(*n)).is_some_and(Option::is_some);
        let says = mine.iter().any(|n| kept(n) || row(n).is_some_and(|r| measure(q, a, c.kind, r).is_some()));
        let level = if says { held(q, a, check).map(|h| h.level) } else { None };
        Some(Support { check, level })
    };
    (0..q.check_count()).filter_map(one).collect()
}

/// What a check looks for in a register.
pub fn looks_for(q: &Questionnaire, check: usize, kind: &'static Kind) -> Vec<From> {
    let c = q.check(check);
    let document = || From::Document { name: c.output.clone(), called: Vec::new() };
    let one = |row: &HeldRow| match row.measure {
        None => (row.kind.as_deref() == Some(kind.key)).then(|| from(kind, row, None)),
        Some(Measure::Document) => Some(document()),
        Some(_) => None,
    };
    match &c.held {
        None => vec![document()],
        Some(rows) => rows.iter().filter_map(one).collect(),
    }
}

/// What a row of a register counts.
fn from(kind: &'static Kind, row: &HeldRow, each: Option<(&'static Kind, usize, usize)>) -> From {
    let value = |v: &HeldValue| Some(Value { field: kind.field(&v.field)?, is: v.is.clone() });
    let values = |list: &[HeldValue]| list.iter().filter_map(value).collect();
    From::Register {
        kind,
        fields: row.with.iter().filter_map(|f| kind.field(f)).collect(),
        only: values(&row.only),
        or: row.or_with.iter().filter_map(|f| kind.field(f)).collect(),
        being: values(&row.being),
        each,
    }
}

/// What a part of what is asked for looks like.
const fn in_part(kind: CheckKind) -> Level {
    match kind {
        CheckKind::Document | CheckKind::Decision | CheckKind::Practice => Level::Written,
        CheckKind::Event | CheckKind::Record => Level::InUse,
    }
}

/// The highest a row can look like.
fn most(row: Option<&HeldRow>) -> Level {
    let named = row.and_then(|r| Level::parse(r.most.as_deref()?));
    named.map_or(Level::InUse, |l| l.min(Level::InUse))
}

/// A count as a level; none where nothing is there.
fn counted(from: From, (n, of): (usize, usize), whole: bool, kind: CheckKind, most: Level) -> Option<By> {
    let level = if whole && n == of { most } else { in_part(kind).min(most) };
    (n > 0).then_some(By { from, n, of, level })
}

/// A record as it is looked at: its id, and what it says by field.
struct Rec<'a> {
    id: Rid,
    says: Vec<(&'a str, &'a str)>,
}

impl<'a> Rec<'a> {
    /// What a field says: a fact, or the members of a set.
    fn of(&self, field: &str) -> impl Iterator<Item = &'a str> {
        let said = move |(key, value): &(&'a str, &'a str)| match key.strip_prefix(field)? {
            "" => Some(*value),
            more => more.strip_prefix('.'),
        };
        self.says.iter().filter_map(said)
    }

    fn has(&self, field: &str) -> bool {
        self.of(field).next().is_some()
    }

    fn is(&self, kind: &Kind, value: &HeldValue) -> bool {
        let progress = kind.field(&value.field).is_some_and(|f| f.typ == Type::Progress);
        let fits = |said: &str| {
            // Done may have its day behind it.
            let said = if progress { said.split(' ').next().unwrap_or(said) } else { said.trim() };
            value.is.is_empty() || value.is.iter().any(|w| same(w, said))
        };
        self.of(&value.field).any(fits)
    }
}

/// The records of a kind that exist, in the order of their ids: facts stand sorted, so one walk through them meets each whole.
fn records<'a>(a: &'a Assessment, kind: &Kind) -> Vec<Rec<'a>> {
    let mut all: Vec<Rec<'a>> = Vec::new();
    let mut at: Option<&str> = None;
    for (rest, value) in a.members(&format!("{}.", kind.key)) {
        let Some((id, field)) = rest.split_once('.') else { continue };
        if at != Some(id) {
            at = Some(id);
            let Some(id) = Rid::parse(id) else { continue };
            all.push(Rec { id, says: Vec::new() });
        }
        if let Some(rec) = all.last_mut().filter(|r| r.id.as_str() == id) {
            rec.says.push((field, value));
        }
    }
    all.retain(|r| r.says.iter().any(|(field, _)| *field == MADE));
    all
}

/// The registers rows speak of, each read once.
struct Registers<'a> {
    a: &'a Assessment,
    of: BTreeMap<&'static str, OnceCell<Vec<Rec<'a>>>>,
    /// AI systems that are left out of the scope.
    out: OnceCell<BTreeSet<Rid>>,
    /// Documents by name.
    documents: Documents,
}

impl<'a> Registers<'a> {
    fn read(q: &Questionnaire, a: &'a Assessment) -> Self {
        let of = KINDS.iter().filter(|k| k.is_register()).map(|k| (k.key, OnceCell::new())).collect();
        let mut registers = Self { a, of, out: OnceCell::new(), documents: Documents::default() };
        registers.documents = Documents::read(q, a, registers.all(&DOCUMENT).iter().map(|r| stated(a, r)));
        registers
    }

    /// The records of a register; none of what is no register.
    fn all(&self, kind: &Kind) -> &[Rec<'a>] {
        self.of.get(kind.key).map_or(&[], |of| of.get_or_init(|| records(self.a, kind)))
    }

    /// Whether this is an AI system that is left out of the scope.
    fn is_out(&self, id: &Rid) -> bool {
        let left_out = |r: &&Rec<'_>| r.of(SCOPE).any(|s| s == OUT);
        let out = || self.all(&SYSTEM).iter().filter(left_out).map(|r| r.id.clone()).collect();
        self.out.get_or_init(out).contains(id)
    }

    /// The records a row looks at.
    fn looked_at(&self, kind: &'static Kind, row: &HeldRow) -> Vec<&Rec<'a>> {
        if let Some(names) = names_of_documents(kind, row) {
            return self.documents_called(names);
        }
        let of_scope = row.only.iter().any(|v| v.field == SCOPE);
        let counts = |r: &&Rec<'a>| {
            let out = kind.key == SYSTEM.key && !of_scope && self.is_out(&r.id);
            !out && (row.only.iter().all(|v| r.is(kind, v)) || row.or_with.iter().any(|f| r.has(f)))
        };
        self.all(kind).iter().filter(counts).collect()
    }

    /// The documents that are one of these, whatever the register calls them; where there is none, the files and papers such a
    /// one goes into.
    fn documents_called(&self, names: &[String]) -> Vec<&Rec<'a>> {
        let wanted: Vec<String> = names.iter().map(|n| named_papers::plain(self.a, n)).collect();
        let of = |names: &[String]| -> Vec<&Rec<'a>> {
            let mine = |r: &&Rec<'a>| {
                let meant = meant(self.a, r);
                let next = || r.of("state").any(|s| s == DRAFT) && self.documents.is_used(&meant);
                names.contains(&meant) && !r.of("state").any(|s| s == "withdrawn") && !next()
            };
            self.all(&DOCUMENT).iter().filter(mine).collect()
        };
        let found = of(&wanted);
        if found.is_empty() { of(&self.documents.files_of(&wanted)) } else { found }
    }

    /// How many records of another register are named by these, of how many there are.
    fn named(&self, kind: &Kind, full: &[&Rec<'a>], to: &str) -> Option<(&'static Kind, usize, usize)> {
        let to = *KINDS.iter().find(|k| k.key == to)?;
        let links: Vec<&Field> = kind.fields.iter().filter(|f| f.typ.links_to() == Some(to.key)).collect();
        let named: BTreeSet<&str> =
            full.iter().flat_map(|r| links.iter().flat_map(|f| r.of(f.key))).collect();
        let is_out = |r: &Rec<'_>| to.key == SYSTEM.key && self.is_out(&r.id);
        let there: Vec<_> = self.all(to).iter().filter(|r| !is_out(r)).collect();
        let hit = there.iter().filter(|r| named.contains(r.id.as_str())).count();
        Some((to, hit, there.len()))
    }

    /// What a row of a register comes to.
    fn row(&self, check: CheckKind, row: &HeldRow) -> Option<By> {
        let key = row.kind.as_deref()?;
        let kind = *KINDS.iter().find(|k| k.key == key)?;
        let all = self.looked_at(kind, row);
        let full =
            |r: &&&Rec<'a>| row.with.iter().all(|f| r.has(f)) && row.being.iter().all(|v| r.is(kind, v));
        let full: Vec<&Rec<'a>> = all.iter().filter(full).copied().collect();
        let each = row.each.as_deref().and_then(|to| self.named(kind, &full, to));
        if each.is_some_and(|(_, hit, _)| hit == 0) {
            return None;
        }
        let whole = full.len() >= row.least.unwrap_or(1) && each.is_none_or(|(_, hit, of)| hit == of);
        counted(from(kind, row, each), (full.len(), all.len()), whole, check, most(Some(row)))
    }

    /// Whether a record a row looks at says something of what the row asks; a list of documents was begun with the first.
    fn is_begun(&self, row: &HeldRow) -> bool {
        if row.measure == Some(Measure::DocumentsAsked) {
            return !self.all(&DOCUMENT).is_empty();
        }
        let kind = row.kind.as_deref().and_then(|key| KINDS.iter().find(|k| k.key == key)).copied();
        let named = kind.and_then(|kind| names_of_documents(kind, row));
        if named.is_some_and(|names| !self.documents_called(names).is_empty()) {
            return true;
        }
        let says = |r: &&Rec<'a>| row.with.is_empty() || row.with.iter().any(|f| r.has(f));
        kind.is_some_and(|kind| self.looked_at(kind, row).iter().any(says))
    }

    /// The document a check leaves behind; a draft is Written.
    fn document(&self, a: &Assessment, c: &Check, most: Level) -> Option<By> {
        let Counted { n, of, called, .. } = self.documents.get(a, &c.output)?;
        let level = if n == of { most } else { Level::Written };
        Some(By { from: From::Document { name: c.output.clone(), called }, n, of, level })
    }
}

/// The documents a row looks for by what they are; none where it looks for something else.
fn names_of_documents<'r>(kind: &Kind, row: &'r HeldRow) -> Option<&'r [String]> {
    let (is, name) = named_papers::FIELDS;
    let by_name = |v: &&HeldValue| v.field == is || v.field == name;
    let only = row.only.iter().find(by_name).filter(|_| kind.key == DOCUMENT.key)?;
    Some(&only.is)
}

/// What a document of the register is, its state and its name.
fn stated<'a>(a: &Assessment, r: &Rec<'a>) -> (String, &'a str, &'a str) {
    let says = |field: &str| r.of(field).next().unwrap_or_default();
    (meant(a, r), says("state"), says("name").trim())
}

/// What a document of the register is, as names are compared.
fn meant(a: &Assessment, r: &Rec<'_>) -> String {
    let text = |field: &str| r.of(field).next().unwrap_or_default();
    named_papers::of_texts(a, text(named_papers::FIELDS.0), text(named_papers::FIELDS.1))
}

/// How many of all documents and records that are asked for explicitly are used, of how many.
fn documents_asked(q: &Questionnaire, a: &Assessment) -> (usize, usize) {
    let there = (0..q.requirements.len()).filter(|r| !a.excluded(*r));
    let asked = there.flat_map(|r| &q.requirements[r].documents).filter(|d| d.basis == Basis::Explicit);
    let names: BTreeSet<String> = asked.map(|d| d.name.to_lowercase()).collect();
    let documents = Documents::read(q, a, records(a, &DOCUMENT).iter().map(|r| stated(a, r)));
    let used = |n: &&String| documents.get(a, n).is_some_and(|counted| counted.n > 0);
    (names.iter().filter(used).count(), names.len())
}

/// How what the registers come to for a check is looked at.
type Look = for<'a> fn(&Questionnaire, &'a Assessment, usize) -> Option<&'a OfCheck>;

/// With all others: one look at every register for all of them.
fn among_all<'a>(q: &Questionnaire, a: &'a Assessment, check: usize) -> Option<&'a OfCheck> {
    a.index().held().all(|| of_checks(q, a, 0..q.check_count())).get(check)
}

/// With those of its requirement, as a card shows them.
fn on_card<'a>(q: &Questionnaire, a: &'a Assessment, check: usize) -> Option<&'a OfCheck> {
    let card = q.checks_of(*q.check_owner.get(check)?);
    let make = |alone| of_checks(q, a, if alone { card.clone() } else { 0..q.check_count() });
    a.index().held().on_card(check, card.clone(), make)
}

/// What every row of these checks comes to by the registers; what is of the controls is measured when it is asked for.
fn of_checks(q: &Questionnaire, a: &Assessment, checks: Range<usize>) -> Vec<OfCheck> {
    let registers = Registers::read(q, a);
    let of = |check: usize| {
        let c = q.check(check);
        // A list or record that is kept as a document of its own is there too.
        let is_there = || {
            let kept = matches!(c.kind, CheckKind::Document | CheckKind::Record);
            let there = kept && registers.documents.get(a, &c.output).is_some();
            settled(q, a, c, &registers.documents).max(there.then_some(Level::Written))
        };
        let Some(rows) = &c.held else {
            let by = (c.kind == CheckKind::Document).then(|| registers.document(a, c, Level::InUse));
            return OfCheck { by: by.into_iter().collect(), begun: is_there() };
        };
        let one = |row: &HeldRow| match row.measure {
            None => registers.row(c.kind, row),
            Some(Measure::Document) => registers.document(a, c, most(Some(row))),
            Some(_) => None,
        };
        let begun = rows.iter().any(|row| registers.is_begun(row)).then_some(Level::Written);
        let there = if rows.is_empty() { None } else { is_there() };
        OfCheck { by: rows.iter().map(one).collect(), begun: begun.max(there) }
    };
    checks.map(of).collect()
}

/// Where what to do next goes on by the approved document a check leaves behind: nobody is told to write, list or agree what was
/// approved. What it settles is settled; what has to be done by it, or to have happened, is on paper. The statement is as good as
/// its rows.
fn settled(q: &Questionnaire, a: &Assessment, c: &Check, documents: &Documents) -> Option<Level> {
    if !documents.is_approved(a, &c.output) || named_papers::of_statement(q) == Some(c.output.as_str()) {
        return None;
    }
    Some(match c.kind {
        CheckKind::Document | CheckKind::Decision => Level::InUse,
        CheckKind::Practice | CheckKind::Event | CheckKind::Record => Level::Written,
    })
}

/// What is said of the controls themselves, by facts of their own.
fn measure(q: &Questionnaire, a: &Assessment, kind: CheckKind, row: &HeldRow) -> Option<By> {
    let what = row.measure?;
    let controls = (0..q.requirements.len()).filter(|r| q.requirements[*r].kind == RequirementKind::Control);
    let (out, included): (Vec<usize>, Vec<usize>) = controls.partition(|r| a.excluded(*r));
    let id = |r: &&usize| &q.requirements[**r].id;
    let why_in = |r: &&usize| !names_nothing(a.why_in(id(r)));
    let argued = |r: &&usize| a.reason(id(r)).is_some_and(|why| !argues_nothing(why));
    let why_out = |r: &&usize| argued(r) && q.never_left_out(**r).is_none();
    let named = std::cell::LazyCell::new(|| named_in_risks::all(q, a));
    let stated = |r: &&usize, d: &Driver| a.get(&driver_key(id(r), *d)).is_some();
    let driven =
        |r: &&usize| Driver::ALL.iter().any(|d| d.is_of_register() && stated(r, d)) && named.contains(id(r));
    let counts = match what {
        Measure::Document => return None,
        Measure::DocumentsAsked => documents_asked(q, a),
        Measure::RowsDecided => {
            let n = included.iter().filter(|r| why_in(r) || driven(r)).count();
            (n + out.iter().filter(why_out).count(), included.len() + out.len())
        }
        Measure::ReasonsIn => (included.iter().filter(why_in).count(), included.len()),
        Measure::ReasonsOut => (out.iter().filter(why_out).count(), out.len()),
        Measure::HowWritten => {
            (included.iter().filter(|r| a.at(keys::HOW, id(r)).is_some()).count(), included.len())
        }
    };
    // A few of many are no list yet.
    let few = counts.0 * 2 < counts.1;
    if few { None } else { counted(From::Measure(what), counts, true, kind, most(Some(row))) }
}
