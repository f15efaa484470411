//! The audits of a file together: which of the requirements each of them is about, and which none was.

use jiff::civil::Date;

use super::{Audit, Outcome, Reach, all};
use crate::model::assessment::Assessment;
use crate::model::questionnaire::Questionnaire;

/// One audit of the programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its number.
    pub no: String,
    /// Its title.
    pub name: String,
    /// Its kind, as it is stored.
    pub kind: String,
    /// From when until when, as stored.
    pub days: [String; 2],
    /// Requirements in its plan.
    pub planned: usize,
    /// Of those the ones whose rows are complete.
    pub audited: usize,
    /// The last version that was signed.
    pub signed: Option<u32>,
    /// How far it is, by requirement.
    pub reach: Vec<Reach>,
    /// What it says, by requirement.
    pub results: Vec<Option<Outcome>>,
}

/// The audits of a file by number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Programme {
    /// One after the other.
    pub parts: Vec<Part>,
}

impl Part {
    fn of(q: &Questionnaire, audit: &Audit<'_>) -> Self {
        let h = &audit.header;
        let reach: Vec<Reach> = (0..q.requirements.len()).map(|r| audit.reach(q, r)).collect();
        let count = |which: &[Reach]| reach.iter().filter(|r| which.contains(r)).count();
        Self {
            no: h.shown_no(),
            name: h.name().to_owned(),
            kind: h.get("kind").to_owned(),
            days: [h.get("from").to_owned(), h.get("until").to_owned()],
            planned: count(&[Reach::Audited, Reach::Planned]),
            audited: count(&[Reach::Audited]),
            signed: audit.versions.last().map(|v| v.no),
            results: (0..q.requirements.len()).map(|r| audit.concluded(q, r)).collect(),
            reach,
        }
    }
}

impl Programme {
    /// Reads all audits of a file.
    pub fn of(q: &Questionnaire, a: &Assessment, today: Date) -> Self {
        let part = |id| Part::of(q, &Audit::of(q, a, id, today));
        Self { parts: all(a).iter().map(|rec| part(&rec.id)).collect() }
    }

    /// Requirements that are in this state in one audit at least, the best state of each counting.
    fn best(&self, requirement: usize) -> Reach {
        self.parts.iter().filter_map(|p| p.reach.get(requirement)).min().copied().unwrap_or(Reach::None)
    }

    /// How many requirements were audited, by whichever audit.
    pub fn audited(&self, of: usize) -> usize {
        (0..of).filter(|r| self.best(*r) == Reach::Audited).count()
    }

    /// How many requirements an audit has in its plan, or has audited.
    pub fn planned(&self, of: usize) -> usize {
        (0..of).filter(|r| self.best(*r) <= Reach::Planned).count()
    }

    /// The requirements no audit says anything of.
    pub fn in_none(&self, of: usize) -> Vec<usize> {
        (0..of).filter(|r| self.best(*r) == Reach::None).collect()
    }

    /// The requirements that were left out with a reason, and that no audit has in its plan.
    pub fn left_out(&self, of: usize) -> Vec<usize> {
        (0..of).filter(|r| self.best(*r) == Reach::LeftOut).collect()
    }
}
