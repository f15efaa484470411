//! What the rows of a table say of each id, gathered before it is proposed: the worst of several rows of one id counts,
//! two that say the contrary are a fault,
//! reasons, notes and evidence of all of them are kept, and a row about a heading is told apart from rows below it.

use std::collections::{BTreeMap, BTreeSet};

use super::ids::Ids;
use super::soa_evidence::Piece;
use super::soa_stated::{Stand, Stated};
use super::status::badness;
use super::{Fault, Incoming, Left, Own, Place, Proposal, Shown, Stood, Trouble, Want, Why};
use crate::model::questionnaire::{Questionnaire, RequirementKind, Target};
use crate::model::record::Draft;
use crate::model::said::Matter;
use crate::model::{Level, text};

/// What the rows of one id say together.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) place: Place,
    pub(super) level: Option<Level>,
    /// That a row says in so many words that it applies, whatever its level.
    pub(super) applies: bool,
    /// That its reason alone says so, and the cell is empty that should.
    pub(super) by_reason: bool,
    /// That nothing but a reason stands there, of which nothing says for which side it is.
    pub(super) alone: bool,
    /// What of the row is not taken, and why.
    pub(super) left: Option<Why>,
    /// Reasons that are not taken, and the head each stands under.
    pub(super) other_reasons: Vec<(String, Why)>,
    pub(super) reasons: Vec<String>,
    pub(super) notes: Vec<String>,
    pub(super) evidence: Vec<Piece>,
    pub(super) owner: Option<String>,
    /// Numbers of evidence in a list of theirs.
    pub(super) numbers: Vec<String>,
    /// What is said of a control of one's own, and has no field there.
    pub(super) no_place: Vec<String>,
    /// What a Statement of Applicability says beside that.
    pub(super) stated: Stated,
}

/// What a row says of a control, as far as another row can say the contrary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stance {
    LeftOut,
    Done,
    Missing,
    /// Between, or only that it applies.
    Applies,
}

impl Stance {
    fn contradicts(self, other: Self) -> bool {
        let both = [self, other];
        let has = |s| both.contains(&s);
        self != other && (has(Self::LeftOut) || (has(Self::Done) && has(Self::Missing)))
    }
}

impl Said {
    fn stance(&self) -> Option<Stance> {
        match self.level {
            Some(Level::NotApplicable) => Some(Stance::LeftOut),
            Some(Level::Proven) => Some(Stance::Done),
            Some(Level::Nothing) => Some(Stance::Missing),
            Some(Level::InUse | Level::Written | Level::Planned) => Some(Stance::Applies),
            Some(Level::DontKnow) | None => self.applies.then_some(Stance::Applies),
        }
    }

    /// Tells of a reason of this row that is not taken.
    fn tell_other_reason(&mut self, id: &str, is_stated: bool, into: &mut Incoming) {
        for (head, mut why) in std::mem::take(&mut self.other_reasons) {
            if let Why::OtherSide { stated, .. } | Why::Hollow { stated, .. } = &mut why {
                *stated = is_stated;
            }
            into.left.push(Left { place: self.place.in_column(&head), id: id.to_owned(), why });
        }
    }

    fn take(&mut self, other: Self) {
        self.level = match (self.level, other.level) {
            (Some(a), Some(b)) => Some(if badness(b) < badness(a) { b } else { a }),
            (a, b) => a.or(b),
        };
        for (mine, theirs) in [(&mut self.reasons, other.reasons), (&mut self.notes, other.notes)] {
            for one in theirs {
                if !mine.contains(&one) {
                    mine.push(one);
                }
            }
        }
        for one in other.evidence {
            if !self.evidence.contains(&one) {
                self.evidence.push(one);
            }
        }
        self.by_reason = (self.by_reason || !self.applies) && (other.by_reason || !other.applies);
        self.applies |= other.applies;
        self.alone &= other.alone;
        self.stated.take(other.stated);
        self.owner = self.owner.take().or(other.owner);
    }
}

/// All of it, in the order of the file.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    order: Vec<Target>,
    said: BTreeMap<String, Said>,
    /// Controls of one's own, with the pieces of evidence they name.
    own: Vec<(Own, Place, Vec<Piece>)>,
    /// The rows of each id, and whose it is by each.
    rows: BTreeMap<String, Vec<(Place, Option<String>)>>,
    /// What each row says, for those that come after it.
    stances: BTreeMap<String, Vec<(Stance, usize)>>,
}

/// Pieces of evidence by name, where each was first named, and the ids it shows.
type Evidence = Vec<(Piece, Place, Vec<String>)>;

/// What a row calls something, and what that is here.
pub(super) type Found<'c> = (&'c str, Option<Target>);

impl Gathered {
    /// Puts what a row says to what is said of its id; a row of an unknown id is left alone.
    pub(super) fn put(
        &mut self,
        ids: &Ids<'_>,
        into: &mut Incoming,
        (cell, target): Found<'_>,
        mut one: Said,
    ) {
        into.rows += 1;
        let Some(target) = target else {
            let why = one
                .left
                .take()
                .filter(|w| matches!(w, Why::NumberAlone | Why::OwnLeftOut { .. }))
                .unwrap_or(Why::Unknown);
            into.left.push(Left { place: one.place, id: text::shown(cell, 60), why });
            return;
        };
        let id = ids.id_of(target).to_owned();
        one.tell_other_reason(&id, matches!(target, Target::Requirement(_)), into);
        for number in std::mem::take(&mut one.numbers) {
            let why = Why::TheirNumber { at: id.clone() };
            into.left.push(Left { place: one.place.clone(), id: number, why });
        }
        if let Some(why) = one.left.take() {
            let nothing = matches!(
                why,
                Why::NothingDecided | Why::ReasonAlone { .. } | Why::DecisionEmptied | Why::OfHeading { .. }
            );
            into.left.push(Left { place: one.place.clone(), id: id.clone(), why });
            if nothing {
                return;
            }
        }
        self.rows.entry(id.clone()).or_default().push((one.place.clone(), one.owner.clone()));
        // The worse of two rows counts; where one is the contrary of the other, nobody can say which is meant.
        if let Some(stance) = one.stance() {
            let before = self.stances.entry(id.clone()).or_default();
            if let Some((_, row)) = before.iter().find(|(s, _)| s.contradicts(stance)) {
                let trouble = Trouble::Twice { at: id.clone(), row: *row };
                into.faults.push(Fault { place: one.place.clone(), trouble });
            }
            before.push((stance, one.place.row));
        }
        if let Some(there) = self.said.get_mut(&id) {
            there.take(one);
        } else {
            self.order.push(target);
            self.said.insert(id, one);
        }
    }

    /// Puts a control of one's own beside those of the questionnaire; `number` is its own where the sheet is ours.
    pub(super) fn put_own(&mut self, into: &mut Incoming, draft: Draft, number: Option<u32>, mut one: Said) {
        into.rows += 1;
        one.tell_other_reason(draft.get("name").map_or("", String::as_str), false, into);
        for words in &one.no_place {
            let (id, words) = (draft.get("name").cloned().unwrap_or_default(), text::shown(words, 80));
            into.left.push(Left { place: one.place.clone(), id, why: Why::NoPlace { words } });
        }
        let own = Own {
            draft,
            number,
            systems: one.stated.systems.clone(),
            risks: one.stated.risks.clone(),
            evidence: one.evidence.iter().map(|p| (p.number, p.what.clone())).collect(),
        };
        self.own.push((own, one.place, one.evidence));
    }

    /// Names each id of which several rows speak: their levels and texts come together, and one owner is taken.
    fn joined(&self, q: &Questionnaire, into: &mut Incoming) {
        for id in self.order.iter().map(|t| q.id_of(*t)) {
            let Some([first, more @ ..]) = self.rows.get(id).map(Vec::as_slice) else { continue };
            let Some((place, _)) = more.first() else { continue };
            let mut owners: Vec<String> = Vec::new();
            for owner in std::iter::once(first).chain(more).filter_map(|(_, o)| o.clone()) {
                if !owners.contains(&owner) {
                    owners.push(owner);
                }
            }
            let rows = std::iter::once(first).chain(more).map(|(p, _)| p.row).collect();
            let owner = if owners.is_empty() { String::new() } else { owners.remove(0) };
            let why = Why::Joined { rows, owner, others: owners };
            into.joined.push(Left { place: place.clone(), id: id.to_owned(), why });
        }
    }

    /// Proposes what was gathered.
    pub(super) fn propose(&self, q: &Questionnaire, into: &mut Incoming) {
        self.joined(q, into);
        let mut evidence = Evidence::new();
        for target in &self.order {
            let Some(one) = self.said.get(q.id_of(*target)) else { continue };
            match target {
                Target::Heading(h) => whole(q, *h, one, &self.said, into),
                _ => propose(q, *target, one, into, &mut evidence),
            }
        }
        for (_, place, pieces) in &self.own {
            for piece in pieces.iter().filter(|p| !p.shows.is_empty()) {
                name(&mut evidence, piece, place, ids_of(piece));
            }
        }
        for (piece, place, mut shows) in evidence {
            let mut seen = BTreeSet::new();
            shows.retain(|id| seen.insert(id.clone()));
            let fields = [
                ("what", piece.what),
                ("shows", shows.join(", ")),
                ("place", piece.place),
                ("version", piece.version),
                ("date", piece.date),
                ("valid-until", piece.until),
                ("seen-note", piece.seen_note),
            ];
            let draft: Draft =
                fields.into_iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| (k.to_owned(), v)).collect();
            let want =
                Want::Piece(Shown { draft, number: piece.number, seen_by: piece.seen_by, ours: piece.ours });
            into.proposals.push(Proposal { place, want, stood: Stood::Unsaid });
        }
        // Behind the evidence they name.
        for (own, place, _) in &self.own {
            let want = Want::Own(own.clone());
            into.proposals.push(Proposal { place: place.clone(), want, stood: Stood::Unsaid });
        }
    }
}

/// The ids a piece shows, as its cell names them.
fn ids_of(piece: &Piece) -> Vec<String> {
    piece.shows.split(", ").filter(|id| !id.is_empty()).map(str::to_owned).collect()
}

/// Names a piece of evidence: what several rows have is one.
fn name(evidence: &mut Evidence, piece: &Piece, place: &Place, ids: Vec<String>) {
    match evidence.iter_mut().find(|(p, ..)| p.is_of(piece) && p.fits(piece)) {
        Some((there, _, shows)) => {
            there.take(piece);
            shows.extend(ids);
        }
        None => evidence.push((piece.clone(), place.clone(), ids)),
    }
}

/// What is proposed for a requirement or a check.
fn propose(q: &Questionnaire, target: Target, one: &Said, into: &mut Incoming, evidence: &mut Evidence) {
    let id = q.id_of(target).to_owned();
    let mut push =
        |want| into.proposals.push(Proposal { place: one.place.clone(), want, stood: Stood::Unsaid });
    let may = q.may_be_excluded(target);
    let text = |matter, text: String| Want::Text { matter, at: id.clone(), text };
    // Left out for single systems: what they say of themselves comes to it.
    let not_for = &one.stated.not_for;
    let by_systems = one.level == Some(Level::NotApplicable)
        && !not_for.is_empty()
        && one.reasons.is_empty()
        && one.stated.against.is_empty();
    if let Some(level) = one.level.filter(|_| !by_systems) {
        push(Want::Status { at: id.clone(), level });
    }
    let requirement = q.requirement_of(target).and_then(|r| q.requirements.get(r));
    let is_control = requirement.is_some_and(|r| r.kind == RequirementKind::Control);
    let levelled = one.level.is_some_and(|l| l != Level::DontKnow);
    if is_control && one.applies && !levelled && matches!(target, Target::Requirement(_)) {
        // Before all that is said of it, which counts for nothing where it stays left out.
        let (alone, by_reason) = (!one.stated.will_say_in(), one.by_reason);
        push(Want::In { at: id.clone(), alone, by_reason });
    }
    if !not_for.is_empty() {
        push(Want::NotFor {
            at: id.clone(),
            all: not_for.clone(),
            systems: one.stated.systems.clone(),
            out: by_systems,
        });
    }
    let of_us = one.stated.ours.then(|| q.requirement_of(target)).flatten();
    let mut parts = Vec::new();
    let mut whole = |texts: &[String]| match of_us {
        Some(r) => parted(q, r, texts, &mut parts),
        None => texts.to_vec(),
    };
    let (reasons, mut why, against) =
        (whole(&one.reasons), whole(&one.stated.why), whole(&one.stated.against));
    if is_control && one.alone && matches!(target, Target::Requirement(_)) {
        // Before all else of its row, which is not taken where this is not.
        push(Want::Reason { at: id.clone(), text: std::mem::take(&mut why).join("; ") });
    }
    for (at, text) in parts {
        push(Want::Text { matter: Matter::Reason, at, text });
    }
    if !reasons.is_empty() {
        // What cannot be left out has no reason of its own; what was written is kept all the same.
        let matter = if may { Matter::Reason } else { Matter::Note };
        push(text(matter, reasons.join("; ")));
    }
    if !one.notes.is_empty() {
        push(text(Matter::Note, one.notes.join("\n")));
    }
    if let Some((owner, r)) = one.owner.clone().zip(requirement) {
        push(Want::Text { matter: Matter::Owner, at: r.id.clone(), text: owner });
    }
    if is_control {
        let stand = match one.level {
            Some(Level::NotApplicable) => Stand::Out,
            Some(_) => Stand::In,
            None if one.applies => Stand::In,
            None => Stand::Undecided,
        };
        one.stated.propose(&id, &one.place, stand, (&why, &against), into);
    } else {
        // Only controls have a row in the statement: of a clause all of it is a note.
        let kept: Vec<&str> = one.stated.texts().collect();
        if !kept.is_empty() {
            let want = Want::Text { matter: Matter::Note, at: id.clone(), text: kept.join("\n") };
            into.proposals.push(Proposal { place: one.place.clone(), want, stood: Stood::Unsaid });
        }
    }
    // What says itself what it shows is of the register, whatever becomes of the control.
    let left_out = one.level == Some(Level::NotApplicable);
    for piece in one.evidence.iter().filter(|p| !left_out || !p.shows.is_empty()) {
        let ids = if piece.shows.is_empty() { vec![id.clone()] } else { ids_of(piece) };
        name(evidence, piece, &one.place, ids);
    }
}

/// Reasons of our own sheet without those of single checks, which stand behind with their ids and are put to `parts`.
fn parted(q: &Questionnaire, r: usize, texts: &[String], parts: &mut Vec<(String, String)>) -> Vec<String> {
    let of_check = |said: &str| {
        let (id, rest) = said.split_once(": ")?;
        q.checks_of(r).any(|c| q.check(c).id == id).then(|| (id.to_owned(), rest.to_owned()))
    };
    let mut whole = Vec::new();
    for text in texts {
        let (mut rest, mut mine): (Vec<&str>, Vec<(String, String)>) = (Vec::new(), Vec::new());
        for said in text.split("; ") {
            match (of_check(said), mine.last_mut()) {
                (Some(part), _) => mine.push(part),
                (None, Some((_, last))) => *last = format!("{last}; {said}"),
                (None, None) => rest.push(said),
            }
        }
        parts.extend(mine);
        whole.extend(Some(rest.join("; ")).filter(|rest| !rest.is_empty()));
    }
    whole
}

/// A row about a heading. It is taken for each requirement below only where it can say the same of each: all is done,
/// or all is left out. Rows of their own below it say more and stand.
fn whole(q: &Questionnaire, h: usize, one: &Said, said: &BTreeMap<String, Said>, into: &mut Incoming) {
    if !one.notes.is_empty() {
        let text = one.notes.join("\n");
        let want = Want::Text { matter: Matter::Note, at: q.headings[h].id.clone(), text };
        into.proposals.push(Proposal { place: one.place.clone(), want, stood: Stood::Unsaid });
    }
    let below = q.below(h);
    let own = |r: &&usize| said.contains_key(&q.requirements[**r].id);
    if below.iter().any(|r| own(&r)) {
        return;
    }
    let Some(level) = one.level else { return };
    let fits = |r: &usize| match level {
        Level::Proven => true,
        Level::NotApplicable => q.requirements[*r].kind == RequirementKind::Control,
        _ => false,
    };
    let ids = || below.iter().map(|r| q.requirements[*r].id.clone());
    if !below.iter().all(fits) || below.is_empty() {
        let id = q.headings[h].id.clone();
        into.left.push(Left { place: one.place.clone(), id, why: Why::Coarser { of: ids().collect() } });
        return;
    }
    for at in ids() {
        let mut push =
            |want| into.proposals.push(Proposal { place: one.place.clone(), want, stood: Stood::Unsaid });
        if !one.reasons.is_empty() && level == Level::NotApplicable {
            push(Want::Text { matter: Matter::Reason, at: at.clone(), text: one.reasons.join("; ") });
        }
        push(Want::Status { at, level });
    }
}
