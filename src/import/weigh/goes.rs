//! What goes with what a file changes and no row of it says, and what becomes of a reason whose control changes sides. Part of the
//! weighing.

use std::collections::BTreeSet;

use super::{Fate, Weighing};
use crate::import::soa_heads::Col;
use crate::import::{About, Difference, Fault, Left, Place, Proposal, Trouble, Turned, Why};
use crate::model::change::Edit;
use crate::model::goes::{self, Goes};
use crate::model::questionnaire::{RequirementKind, Target};
use crate::model::record::{Draft, Rec, alone, over, read, rescaled};
use crate::model::said::{Matter, gives_no_reason};
use crate::model::same_words::say_the_same;
use crate::model::statement::{self, Applicable, Flag};
use crate::model::{Assessment, Layer, Scores, text};

/// A tick in the place of a reason, with the reason that stands here.
pub(super) fn with_what_stood(a: &Assessment, mut left: Left) -> Left {
    if let Why::Hollow { to_be_in, stood, .. } = &mut left.why
        && stood.is_empty()
    {
        let is = if *to_be_in { Some(a.why_in(&left.id)) } else { a.reason(&left.id) };
        is.unwrap_or_default().clone_into(stood);
    }
    left
}

impl Weighing<'_, '_> {
    /// What a row says anew of what it changes stays; a cell that only tells what stood before says nothing of it.
    pub(super) fn said_anew(&self, rec: &Rec<'_>, row: &Draft, e: &mut Edit) {
        let before = read::at(self.c.a, rec.kind, &rec.id);
        let is_said =
            |f: &str| row.get(f).is_some_and(|typed| !typed.trim().is_empty()) && before.get(f) != rec.get(f);
        over::keep_said(rec, e, is_said);
    }

    /// Keeps what comes of an edit of a record that a row is about, once it is taken.
    pub(super) fn goes_with(
        &mut self,
        rec: (&'static crate::model::record::Kind, &crate::model::Rid),
        e: &Edit,
    ) {
        let all = goes::of_record(&self.trial, self.c.kinds, rec.0, rec.1, e);
        self.report.goes.extend(all);
    }

    /// The reason here that a text says again, or nearly, although its row puts the control on the other side.
    fn argues_otherwise(&self, matter: Matter, at: &str, wants: &str) -> Option<String> {
        let (q, a) = (self.c.q, self.c.a);
        let r = q.find(at).and_then(|t| q.requirement_of(t))?;
        let id = q.requirements[r].id.as_str();
        let stood: Vec<&str> = match (matter, self.stood(r)) {
            (Matter::WhyIn, Applicable::No) => {
                let parts = q.checks_of(r).filter_map(|c| a.reason(&q.check(c).id));
                a.reason(id).into_iter().chain(parts).collect()
            }
            (Matter::Reason, Applicable::Yes) => vec![a.why_in(id)],
            // Of what is in, the reason for leaving it out comes as a note.
            (Matter::Note, _) => a.reason(at).into_iter().collect(),
            _ => Vec::new(),
        };
        stood.into_iter().find(|reason| say_the_same(reason, wants)).map(str::to_owned)
    }

    /// Whether a text stays away because it is the reason for the other side, or nearly. That is told where somebody could miss it:
    /// a text they touched, and a reason that nothing takes the place of.
    pub(super) fn stays_away(&mut self, p: &Proposal, (matter, at): (Matter, &str), wants: &str) -> bool {
        let Some(stood) = self.argues_otherwise(matter, at, wants) else { return false };
        let touched = text::clean_line(&stood) != text::clean_line(wants);
        if matter == Matter::Reason || matter == Matter::WhyIn && touched {
            let to_be_in = matter == Matter::WhyIn;
            let why = Why::OtherSide { to_be_in, stated: self.is_stated(at), stood, text: wants.to_owned() };
            self.report.unknown.push(Left { place: p.place.clone(), id: at.to_owned(), why });
        }
        true
    }

    /// Whether an id is that of a row of the statement.
    fn is_stated(&self, at: &str) -> bool {
        matches!(self.c.q.find(at), Some(Target::Requirement(r))
            if self.c.q.requirements.get(r).is_some_and(|r| r.kind == RequirementKind::Control))
    }

    /// A reason that says nothing does not take the place of one that does, whichever of the two is chosen: it is told.
    pub(super) fn is_hollow(
        &mut self,
        place: &Place,
        (to_be_in, at): (bool, &str),
        (is, wants): (&str, &str),
        fate: Fate,
    ) -> bool {
        if fate != Fate::Changes || is.is_empty() || !gives_no_reason(wants) || gives_no_reason(is) {
            return false;
        }
        let (stated, stood, text) = (self.is_stated(at), is.to_owned(), wants.to_owned());
        let why = Why::Hollow { to_be_in, stated, stood, text };
        self.report.unknown.push(Left { place: place.clone(), id: at.to_owned(), why });
        true
    }

    /// Whether a control applied before the file.
    pub(super) fn stood(&self, r: usize) -> Applicable {
        let scores = self.scores.get_or_init(|| Scores::compute(self.c.q, self.c.a));
        statement::applicable(self.c.q, self.c.a, scores, r)
    }

    /// Tells the reasons that go, but for those a row takes away itself.
    pub(super) fn reasons_that_go(&mut self, e: &Edit) {
        let told: BTreeSet<String> = self
            .changed
            .iter()
            .filter_map(|(_, d)| match &d.about {
                About::Text(matter, at) => Some(format!("{}{at}", matter.prefix())),
                About::Fact(key) => Some(key.clone()),
                _ => None,
            })
            .collect();
        let is_told = |prefix: &str, at: &str| told.contains(&format!("{prefix}{at}"));
        let goes = goes::reasons(e).into_iter().filter(|g| match g {
            Goes::WhyOut { at, .. } => !is_told(Matter::Reason.prefix(), at),
            Goes::WhyIn { at, .. } => !is_told(Matter::WhyIn.prefix(), at),
            Goes::LookAgain { at, .. } => !is_told(Matter::LookAgain.prefix(), at),
            _ => true,
        });
        self.report.goes.extend(goes);
    }

    /// The risks that come to another level by what the file does to the scales; and two steps of one that would hide each other, for
    /// which nothing of it is taken over. Only the whole of the file tells: its rows may let steps change places.
    pub(super) fn of_scales(&mut self, edit: &mut Edit) {
        if let Some(clash) = alone::clash(self.c, edit) {
            let named = clash.kind.key_of(&clash.id, clash.field.key);
            let own = clash
                .kind
                .naming()
                .and_then(|f| edit.changes.iter().find(|x| x.key == clash.kind.key_of(&clash.id, f.key)));
            let name = own.and_then(|x| x.now.clone()).unwrap_or_default();
            let is = |d: &Difference| match &d.about {
                About::Field(kind, record, word) => {
                    *kind == clash.kind && *record == clash.record && *word == clash.field.word
                }
                About::NewRecord(kind, called, _) => *kind == clash.kind && *called == name,
                About::Fact(key) => *key == named,
                _ => false,
            };
            let place = self.changed.iter().find(|(_, d)| is(d)).map(|(_, d)| d.place.clone());
            let trouble = Trouble::Refused(Box::new(clash.refusal()));
            self.report.faults.push(Fault { place: place.unwrap_or_default(), trouble });
            edit.changes.clear();
            return;
        }
        let moves = rescaled::moves(self.c, edit);
        if !moves.is_empty() {
            self.report.goes.push(Goes::Moved(moves));
        }
    }

    /// The controls that change sides with a reason of which no column says for which side it is.
    pub(super) fn turned(&mut self) {
        let has = |col: Col| self.report.columns.iter().any(|c| c.field == Some(col.key()));
        if !has(Col::Reason) {
            return;
        }
        let (says_for, says_against) = (has(Col::For), has(Col::Against));
        let mut after: Option<Scores> = None;
        let mut all = Vec::new();
        for (_, d) in &self.changed {
            let About::Text(matter, at) = &d.about else { continue };
            let Some(Target::Requirement(r)) = self.c.q.find(at) else { continue };
            let (was, now) = match matter {
                Matter::WhyIn if !says_for => (Applicable::No, Applicable::Yes),
                Matter::Reason if !says_against => (Applicable::Yes, Applicable::No),
                _ => continue,
            };
            let trial: &Assessment = &self.trial;
            let scores = after.get_or_insert_with(|| Scores::compute(self.c.q, trial));
            if self.stood(r) == was && statement::applicable(self.c.q, trial, scores, r) == now {
                all.push(Turned { at: at.clone(), into: now == Applicable::Yes });
            }
        }
        self.report.turned = all;
    }

    /// Tells of the controls that come in which AI systems leave out for themselves, where no row says so, and of what is left out
    /// although the questionnaire forbids it.
    pub(super) fn odd_sides(&mut self) {
        let (q, trial): (_, &Assessment) = (self.c.q, &self.trial);
        let meant = |d: &Difference| match &d.about {
            About::Level(at) | About::Text(Matter::WhyIn | Matter::Reason, at) => Some(at.clone()),
            About::Fact(key) => key.strip_prefix(statement::in_key("").as_str()).map(str::to_owned),
            _ => None,
        };
        let ids: BTreeSet<String> = self.changed.iter().filter_map(|(_, d)| meant(d)).collect();
        let mut after: Option<Scores> = None;
        let mut all = Vec::new();
        for at in ids {
            let Some(Target::Requirement(r)) = q.find(&at) else { continue };
            let stood = self.stood(r);
            let scores = after.get_or_insert_with(|| Scores::compute(q, trial));
            let mut row = statement::row(q, trial, scores, r);
            if stood != Applicable::No && row.applicable == Applicable::No {
                let never = row.flags.iter().find_map(|f| match f {
                    Flag::CannotStand(never) => Some(never.clone()),
                    _ => None,
                });
                all.extend(never.map(|never| Goes::CannotStand { at: at.clone(), never }));
            }
            row.not_for.retain(|of| {
                let layer = Layer::System(of.system.id.clone()).prefix();
                !self.linked.contains(&format!("{layer}{at}"))
            });
            if stood != Applicable::Yes {
                all.extend(goes::out_for(&row));
            }
        }
        self.report.goes.extend(all);
    }
}
