//! What a file proposes, held against what stands: one change, and what it comes to. Nothing is applied here.
//!
//! The rules, the same for every kind of file:
//! * What stands so already is the same; where nothing stands, the file's value is taken over.
//! * Where something else stands, ours stays and the difference is listed, unless theirs is chosen. Where the file says
//!   what stood here when it was made and that stands still, the change is theirs alone and no conflict.
//! * A note is never replaced: what it does not say yet is put below it. A set of a record grows.
//! * One fault anywhere, and nothing of the file is taken over.

mod away;
mod decided;
mod goes;
mod named;
mod not_for;
mod number;
mod parts;
mod refused;
mod row;
mod sides;
mod sound;
mod which;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::ours::meant;
use super::told::says_already;
use super::{
    About, Choice, Difference, Incoming, Left, Place, Planned, Proposal, Report, Stood, Trouble, Want,
};
use crate::model::action;
use crate::model::assessment::keys;
use crate::model::change::{Change, Edit, facts};
use crate::model::questionnaire::Target;
use crate::model::record::value::Context;
use crate::model::record::{Kind, MADE, NUMBER, Rid, is_number, record_key};
use crate::model::said::Matter;
use crate::model::{Assessment, Level, Scores, Status, edit, statement, text, typed};
use decided::levels;
use refused::{fault, refused};
use which::Numbers;

/// What the history calls it.
pub use crate::model::recorded::IMPORT;
/// After so many faults no more are looked for.
const FAULTS: usize = 1_000;

/// What a file comes to. `new` gives ids to new records.
pub fn weigh(c: Context<'_>, from: &Incoming, choice: Choice, new: &mut dyn FnMut() -> Rid) -> Planned {
    let (beside, gone): (Vec<_>, Vec<Vec<Left>>) = from.beside.iter().map(|s| s.weighed(c, new)).unzip();
    let mut report = Report {
        rows: from.rows,
        unknown: from.left.iter().cloned().map(|left| goes::with_what_stood(c.a, left)).collect(),
        joined: from.joined.clone(),
        faults: from.faults.clone(),
        columns: from.columns.clone(),
        unread: from.unread.clone(),
        beside,
        ..Report::default()
    };
    report.unknown.extend(gone.into_iter().flatten());
    let mut w = Weighing {
        c,
        choice,
        new,
        trial: c.a.clone(),
        changes: Vec::new(),
        at: BTreeMap::new(),
        said: BTreeMap::new(),
        names: BTreeMap::new(),
        by_number: Numbers::default(),
        then: from.then.clone(),
        taken: BTreeSet::new(),
        made: BTreeMap::new(),
        numbers: BTreeMap::new(),
        ours: BTreeMap::new(),
        kept: BTreeSet::new(),
        stays_out: BTreeSet::new(),
        passed_over: BTreeSet::new(),
        passed: BTreeSet::new(),
        now: 0,
        scores: OnceCell::new(),
        renumbered: Vec::new(),
        linked: BTreeSet::new(),
        rows: BTreeMap::new(),
        changed: Vec::new(),
        conflicting: Vec::new(),
        report,
    };
    w.by_numbers(from);
    // A whole before its parts, whatever the order of the rows: what is said of a part says more.
    let mut order: Vec<usize> = (0..from.proposals.len()).collect();
    order.sort_by_key(|n| from.proposals.get(*n).map(|p| rank(&c, p)));
    for n in order {
        let Some(p) = from.proposals.get(n).filter(|_| w.report.faults.len() < FAULTS) else { break };
        w.now = n;
        if let Err(trouble) = w.proposal(p) {
            w.report.faults.push(fault(p, trouble, &from.columns));
        }
    }
    w.away(from);
    if w.report.faults.is_empty() {
        w.report.faults = sound::unnamed(&w, from);
    }
    w.planned()
}

struct Weighing<'a, 'n> {
    c: Context<'a>,
    choice: Choice,
    new: &'n mut dyn FnMut() -> Rid,
    /// As it will be: what was taken over so far counts for what comes after it.
    trial: Assessment,
    changes: Vec<Change>,
    /// Where in the changes a key is.
    at: BTreeMap<String, usize>,
    /// What the file said of a key, and in which row.
    said: BTreeMap<String, (String, usize)>,
    /// Records that stood before, by kind and name in small letters.
    names: BTreeMap<&'static str, BTreeMap<String, Vec<Rid>>>,
    /// Records rows are about by their numbers.
    by_number: Numbers,
    /// What stood when the file was made from this one; none where it was not.
    then: Option<Arc<Assessment>>,
    /// Of these, the ones a row was about.
    taken: BTreeSet<Rid>,
    /// Records the file made, by kind and name in small letters.
    made: BTreeMap<(&'static str, String), Rid>,
    /// The number the next new record of a kind is given.
    numbers: BTreeMap<&'static str, u32>,
    /// Records our own sheet names, by kind and their number there.
    ours: BTreeMap<(&'static str, u32), Rid>,
    /// Ids whose level stays although the file leaves them out: its reason stays with its level.
    kept: BTreeSet<String>,
    /// Controls that stay left out although the file has them in: what argues for having them stays away with that.
    stays_out: BTreeSet<String>,
    /// Rows, by sheet, of which nothing is taken.
    passed_over: BTreeSet<(String, usize)>,
    /// The controls those rows are about.
    passed: BTreeSet<String>,
    /// Which proposal it is at.
    now: usize,
    /// Our figures before the file; asked only where it speaks of statuses.
    scores: OnceCell<Scores>,
    /// Keys of links the file names.
    linked: BTreeSet<String>,
    /// The record a row of a sheet is about: kind, sheet and row.
    rows: BTreeMap<(&'static str, String, usize), Rid>,
    /// Numbers of the file that are other ones here: where, the key, and the number there.
    renumbered: Vec<(Place, String, String)>,
    /// What changes and what differs, by the proposal.
    changed: Vec<(usize, Difference)>,
    conflicting: Vec<(usize, Difference)>,
    report: Report,
}

/// In which order proposals are looked at: headings, requirements, everything else.
fn rank(c: &Context<'_>, p: &Proposal) -> u8 {
    if matches!(p.want, Want::NotFor { .. }) {
        // Systems that other rows name are there by then.
        return 3;
    }
    let (Want::Level { at, .. } | Want::Status { at, .. }) = &p.want else { return 2 };
    match c.q.find(at) {
        Some(Target::Heading(_)) => 0,
        Some(Target::Requirement(_)) => 1,
        _ => 2,
    }
}

/// In the order of the file.
fn in_order(mut all: Vec<(usize, Difference)>) -> Vec<Difference> {
    all.sort_by_key(|(n, _)| *n);
    all.into_iter().map(|(_, d)| d).collect()
}

impl Weighing<'_, '_> {
    fn planned(mut self) -> Planned {
        self.other_numbers();
        let mut edit = facts(self.c.a, IMPORT, "", []);
        if self.report.faults.is_empty() {
            self.changes.retain(|c| c.was != c.now);
            edit.changes = std::mem::take(&mut self.changes);
            self.reasons_that_go(&edit);
            self.sides(&edit);
            self.of_scales(&mut edit);
        }
        let r = &mut self.report;
        r.changed = in_order(self.changed);
        r.conflicting = in_order(self.conflicting);
        r.faults.sort_by(|a, b| (&a.place.sheet, a.place.row).cmp(&(&b.place.sheet, b.place.row)));
        r.matched = r.same + r.changed.len() + r.conflicting.len();
        Planned { edit, report: self.report }
    }

    fn proposal(&mut self, p: &Proposal) -> Result<(), Trouble> {
        // What proves several controls may stand in the row of one that is passed over first.
        let named = matches!(p.want, Want::Piece(_));
        if !named && self.passed_over.contains(&(p.place.sheet.clone(), p.place.row)) {
            return Ok(());
        }
        match &p.want {
            Want::Level { at, level } => self.level(p, at, *level, false),
            Want::Status { at, level } => self.level(p, at, Some(*level), true),
            Want::Text { matter, at, text } => self.text(p, *matter, at, text),
            Want::Fact { key, value } => self.fact(p, key, value),
            Want::In { at, alone, by_reason } => self.decided_in(p, at, (*alone, *by_reason)),
            Want::NotFor { at, all, systems, out } => self.not_for(p, at, (all, systems), *out),
            Want::Named { kind, at, cell, ours } => self.named(&p.place, kind, at, (cell, *ours)),
            Want::Reason { at, text } => self.reason_alone(p, at, text),
            Want::Piece(shown) => match self.not_of_passed(shown) {
                Some(shown) => self.piece(&p.place, &shown),
                None => Ok(()),
            },
            Want::Own(own) => self.own(&p.place, own),
            Want::Record { kind, named, number, draft, columns } => {
                let number = number.filter(|_| self.then.is_some());
                self.record(&p.place, kind, (named.as_deref(), number), draft, columns).map(|_| ())
            }
        }
    }

    /// Takes an edit into what will be.
    fn take(&mut self, edit: &Edit) {
        for c in &edit.changes {
            self.trial.set(self.c.q, &c.key, c.now.clone());
            if let Some(there) = self.at.get(&c.key).and_then(|at| self.changes.get_mut(*at)) {
                there.now.clone_from(&c.now);
            } else {
                self.at.insert(c.key.clone(), self.changes.len());
                self.changes.push(c.clone());
            }
        }
    }

    /// Takes a new record in that no other row can speak of: what will be need not know it, which thousands of rows would
    /// make slow. Its number is the next one after those before it.
    fn append(&mut self, kind: &'static Kind, id: &Rid, edit: Edit) {
        let least = self.trial.index().next_number(kind.key);
        let next = self.numbers.entry(kind.key).or_insert(least);
        *next = (*next).max(least);
        let number = kind.key_of(id, NUMBER);
        for mut c in edit.changes {
            if c.key == number {
                c.now = Some(next.to_string());
            }
            self.changes.push(c);
        }
        *next = next.saturating_add(1);
    }

    fn context(&self) -> Context<'_> {
        Context { a: &self.trial, ..self.c }
    }

    /// That no other row says something else of the same.
    fn once(&mut self, place: &Place, key: &str, value: &str, at: &str) -> Result<(), Trouble> {
        match self.said.get(key) {
            Some((said, row)) if said != value => Err(Trouble::Twice { at: at.to_owned(), row: *row }),
            Some(_) => Ok(()),
            None => {
                self.said.insert(key.to_owned(), (value.to_owned(), place.row));
                Ok(())
            }
        }
    }

    /// What becomes of something the file says: `is` stands, `wants` is wanted, both as stored.
    fn verdict(&self, p: &Proposal, is: &str, wants: &str) -> Fate {
        let by_them = matches!(&p.stood, Stood::This(stood) if stood == is);
        // Where they left alone what stood when the file was made, it is ours that changed.
        let untouched = matches!(&p.stood, Stood::This(stood) if stood == wants);
        if is == wants || untouched {
            Fate::Same
        } else if is.is_empty() || by_them || self.choice == Choice::Theirs {
            Fate::Changes
        } else {
            Fate::Conflicts
        }
    }

    /// A reason is not taken over where the exclusion is not that it argues for.
    fn with_its_level(&self, at: &str, fate: Fate) -> Fate {
        if fate == Fate::Changes && self.kept.contains(at) { Fate::Conflicts } else { fate }
    }

    /// What argues for having a control is not taken over where it stays left out.
    fn with_its_control(&self, at: &str, fate: Fate) -> Fate {
        if fate == Fate::Changes && self.stays_out.contains(at) { Fate::Conflicts } else { fate }
    }

    /// Whether our own status of a requirement is what a status of another tool says, which knows no levels.
    fn agrees(&self, target: Target, level: Option<Level>) -> bool {
        let Target::Requirement(r) = target else { return false };
        let meant = match level {
            Some(Level::Proven) => Status::Met,
            Some(Level::InUse) => Status::Partial,
            Some(Level::Nothing) => Status::Gap,
            Some(Level::NotApplicable) => Status::NotApplicable,
            _ => return false,
        };
        self.scores.get_or_init(|| Scores::compute(self.c.q, self.c.a)).status(r) == meant
    }

    fn level(&mut self, p: &Proposal, at: &str, level: Option<Level>, status: bool) -> Result<(), Trouble> {
        let q = self.c.q;
        let target = q.find(at).ok_or_else(|| refused(edit::unknown(q, at)))?;
        let wants = level.map_or("", Level::key);
        self.once(&p.place, at, wants, at)?;
        if let Target::Requirement(r) = target
            && level.is_some_and(|l| l != Level::NotApplicable)
            && self.stays_out_by_systems(p, at, r)?
        {
            return Ok(());
        }
        // What stood before this file: a whole it names does not stand against a part it names.
        let all = levels(self.c.q, self.c.a, target);
        let keys: BTreeSet<&str> = all.iter().flatten().map(|l| l.key()).collect();
        let is = keys.iter().copied().collect::<Vec<_>>().join(", ");
        // A part of the whole may be open still: then there is something to change although nothing differs.
        let open = all.iter().any(Option::is_none);
        if let Some(decided) = self.stays_in(p, target, (at, level)) {
            self.kept.insert(at.to_owned());
            self.count(Fate::Conflicts, decided);
            return Ok(());
        }
        let fate = match (level, open) {
            (Some(_), true) if keys.iter().all(|k| *k == wants) => Fate::Changes,
            (None, _) if p.stood == Stood::Unsaid => Fate::Same,
            _ if status && self.agrees(target, level) => Fate::Same,
            _ => self.verdict(p, &is, wants),
        };
        let difference = Difference {
            place: p.place.clone(),
            about: About::Level(at.to_owned()),
            was: is,
            now: wants.to_owned(),
        };
        // What was so before may be otherwise by a whole of the same file.
        let undone = fate == Fate::Same && level.is_some() && {
            let now = levels(self.c.q, &self.trial, target);
            now.iter().zip(&all).any(|(now, before)| now != before)
        };
        if fate == Fate::Conflicts && level == Some(Level::NotApplicable) {
            self.kept.insert(at.to_owned());
        }
        let was_out = all.iter().all(|l| *l == Some(Level::NotApplicable));
        let whole = matches!(target, Target::Requirement(_));
        let taken_in = whole && was_out && level.is_some_and(|l| l != Level::NotApplicable);
        if taken_in && fate == Fate::Conflicts {
            self.stays_out.insert(at.to_owned());
        }
        if fate == Fate::Changes || undone {
            // What parts say for themselves would stand in the way of the whole.
            let differs = all.iter().flatten().any(|l| Some(*l) != level);
            let below: Vec<&str> = match target {
                Target::Check(_) => Vec::new(),
                Target::Requirement(_) => vec![at],
                Target::Heading(h) => q.below(h).into_iter().map(|r| q.requirements[r].id.as_str()).collect(),
            };
            if differs && level.is_some() {
                for id in below {
                    let e = edit::rate(q, &self.trial, id, None, None).map_err(refused)?;
                    self.take(&e);
                }
            }
            let e = edit::rate(q, &self.trial, at, level, None).map_err(refused)?;
            self.take(&e);
            if taken_in {
                let e = facts(&self.trial, IMPORT, "", statement::without_reasons(q, at));
                self.take(&e);
            }
        } else if level == Some(Level::NotApplicable) {
            // What may not be excluded is a fault also where it would not be taken over.
            edit::rate(q, &self.trial, at, level, None).map_err(refused)?;
        }
        self.count(fate, difference);
        Ok(())
    }

    fn text(&mut self, p: &Proposal, matter: Matter, at: &str, written: &str) -> Result<(), Trouble> {
        let q = self.c.q;
        let line = matter == Matter::Owner;
        let wants = if line {
            self.trial.by_name(&text::clean_line(written))
        } else {
            text::clean(written).trim().to_owned()
        };
        let is = action::saying(&self.trial, matter.prefix(), at).unwrap_or_default().trim().to_owned();
        if matter != Matter::Note {
            self.once(&p.place, &format!("{}{at}", matter.prefix()), &wants, at)?;
        }
        let mut now = wants.clone();
        // A reason stays behind where its control changes sides, and is none for the other one.
        let fate = if self.stays_away(p, (matter, at), &wants)
            || self.reads_otherwise(p, (matter, at), &is, &wants)
        {
            Fate::Away
        } else if matter == Matter::Note && !is.is_empty() && p.stood != Stood::This(is.clone()) {
            if says_already(&is, &wants) || self.verdict(p, &is, &wants) == Fate::Same {
                Fate::Same
            } else {
                now = format!("{is}\n{wants}");
                Fate::Changes
            }
        } else {
            self.verdict(p, &is, &wants)
        };
        let fate = match matter {
            Matter::Reason => self.with_its_level(at, fate),
            Matter::WhyIn => self.with_its_control(at, fate),
            _ => fate,
        };
        let of_side = (matter == Matter::WhyIn, at);
        if (of_side.0 || matter == Matter::Reason) && self.is_hollow(&p.place, of_side, (&is, &wants), fate) {
            return Ok(());
        }
        if fate == Fate::Changes {
            let e = match matter {
                Matter::Owner => edit::action_owner(q, &self.trial, at, &now),
                _ => edit::text_at(q, &self.trial, matter.prefix(), at, &now),
            };
            self.take(&e.map_err(refused)?);
        }
        let about = About::Text(matter, at.to_owned());
        self.count(fate, Difference { place: p.place.clone(), about, was: is, now });
        Ok(())
    }

    fn fact(&mut self, p: &Proposal, key: &str, value: &str) -> Result<(), Trouble> {
        let mut value = value.to_owned();
        // A number is given once: what stands here keeps its own, what comes in takes the next one where its own is given.
        if is_number(key) {
            let given = self.trial.get(key).map(str::to_owned);
            let now = given.unwrap_or_else(|| self.free_number(key, value.clone()));
            if now != value && value.parse::<u32>().is_ok() {
                self.renumbered.push((p.place.clone(), key.to_owned(), value));
            }
            value = now;
        }
        if key.starts_with(keys::AGAIN)
            && let Some(day) = typed::day(&value, self.c.today, typed::Year::Nearest)
        {
            value = day.to_string();
        }
        self.said.entry(key.to_owned()).or_insert_with(|| (value.clone(), p.place.row));
        let is = self.trial.get(key).unwrap_or_default().to_owned();
        // Written otherwise it means the same.
        let alike = meant(key, &is) == meant(key, &value);
        let fate = if alike { Fate::Same } else { self.verdict(p, &is, &value) };
        let fate = key.strip_prefix(keys::REASON).map_or(fate, |at| self.with_its_level(at, fate));
        let driven = key.strip_prefix(keys::DRIVER).and_then(|rest| rest.rsplit_once('.'));
        let fate = driven.map_or(fate, |(at, _)| self.with_its_control(at, fate));
        let mut sides = [(keys::REASON, false), (keys::WHY_IN, true)].into_iter();
        let of_reason = sides.find_map(|(prefix, to_be_in)| Some((to_be_in, key.strip_prefix(prefix)?)));
        if !is.is_empty() && of_reason.is_some_and(|of| self.is_hollow(&p.place, of, (&is, &value), fate)) {
            return Ok(());
        }
        if fate == Fate::Conflicts && Level::parse(&value) == Some(Level::NotApplicable) {
            self.kept.insert(key.to_owned());
        }
        if fate == Fate::Changes {
            let e = facts(&self.trial, IMPORT, "", [(key.to_owned(), Some(value.clone()))]);
            self.take(&e);
            if let Some(limit) = self.trial.beyond().get(key) {
                let may = Box::new((text::shown(&value, 40), *limit));
                return Err(Trouble::BadFact { key: text::shown(key, 60), may: Some(may) });
            }
        }
        let about = About::Fact(key.to_owned());
        self.count(fate, Difference { place: p.place.clone(), about, was: is, now: value });
        Ok(())
    }

    fn count(&mut self, fate: Fate, difference: Difference) {
        match fate {
            Fate::Same => self.report.same += 1,
            Fate::Changes => self.changed.push((self.now, difference)),
            Fate::Conflicts => self.conflicting.push((self.now, difference)),
            Fate::Away => {}
        }
    }
}

/// What becomes of something a file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Same,
    Changes,
    Conflicts,
    /// It is not taken, and told among what is left alone.
    Away,
}

/// Whether a key makes a record exist or numbers it: of no account in a list of differences.
pub fn is_frame(key: &str) -> bool {
    record_key(key).is_some_and(|k| k.member.is_none() && matches!(k.field, MADE | NUMBER))
}
