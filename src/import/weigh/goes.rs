//! What goes with what a file changes and no row of it says, and what becomes of a reason whose control changes sides. Part of the
//! weighing.

use std::collections::BTreeSet;

use super::{Fate, Weighing};
use crate::import::soa_stated::is_no_reason;
use crate::import::{About, Difference, Fault, Left, Place, Proposal, Trouble, Why, reason};
use crate::model::change::Edit;
use crate::model::goes::{self, Goes};
use crate::model::questionnaire::{RequirementKind, Target};
use crate::model::record::{Draft, Rec, alone, over, read, rescaled};
use crate::model::said::{Matter, gives_no_reason};
use crate::model::same_words::say_the_same;
use crate::model::statement::{self, Applicable};
use crate::model::{Assessment, Scores, text};

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

    /// Whether a text stays away because it is the reason for the other side, or nearly. That is told, with the text.
    pub(super) fn stays_away(&mut self, p: &Proposal, (matter, at): (Matter, &str), wants: &str) -> bool {
        let Some(stood) = self.argues_otherwise(matter, at, wants) else { return false };
        // Of what comes in, the reason why it was left out is told among what goes with it.
        if matter != Matter::Note {
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

    /// A reason that says nothing takes the place of none that does, whichever of the two is chosen, nor an empty one, so that the
    /// statement still asks for it: it is told. Data of ours come as they stood.
    pub(super) fn is_hollow(
        &mut self,
        place: &Place,
        (to_be_in, at): (bool, &str),
        (is, wants): (&str, &str),
        fate: Fate,
    ) -> bool {
        let says_none =
            if is.is_empty() { is_no_reason(wants) } else { gives_no_reason(wants) && !gives_no_reason(is) };
        if fate != Fate::Changes || wants.is_empty() || !says_none {
            return false;
        }
        let (stated, stood, text) = (self.is_stated(at), is.to_owned(), wants.to_owned());
        let why = Why::Hollow { to_be_in, stated, stood, text };
        self.report.unknown.push(Left { place: place.clone(), id: at.to_owned(), why });
        true
    }

    /// Whether a reason stays away because it begins as one for the other side than its row is on. That is told, with the text.
    pub(super) fn reads_otherwise(
        &mut self,
        p: &Proposal,
        (matter, at): (Matter, &str),
        is: &str,
        wants: &str,
    ) -> bool {
        let to_be_in = match matter {
            Matter::WhyIn if reason::excludes(wants) => true,
            Matter::Reason if reason::includes(wants) => false,
            _ => return false,
        };
        // A text that says nothing argues for no side: it is told as what it is.
        if is_no_reason(wants) || gives_no_reason(wants) && !is.is_empty() {
            return false;
        }
        // What stands so already is nobody's to take away.
        if self.verdict(p, is, wants) == Fate::Same {
            return false;
        }
        let why = Why::ReadsOtherwise { to_be_in, text: text::clean_line(wants) };
        self.report.unknown.push(Left { place: p.place.clone(), id: at.to_owned(), why });
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
}
