//! What it takes beside the work of the roadmap (method, section 7): running it, year by year, and the certification
//! itself. Both are figures of their own; neither is ever in a total of the roadmap.

use super::assessment::Assessment;
use super::questionnaire::Questionnaire;

/// Hours a year once everything runs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Running {
    /// Over all requirements that apply.
    pub total: f64,
    /// Requirements that apply and take hours, in the order of the standard.
    pub by: Vec<(usize, f64)>,
}

impl Running {
    /// For an organisation of the size that was said, whatever is answered: what is left out takes no hours.
    pub fn of(q: &Questionnaire, a: &Assessment) -> Self {
        let size = a.size();
        let hours = |r: usize| Some((r, q.requirements[r].yearly_hours?.of(size)));
        let by: Vec<(usize, f64)> =
            (0..q.requirements.len()).filter(|r| !a.excluded(*r)).filter_map(hours).collect();
        Self { total: by.iter().map(|(_, h)| h).sum(), by }
    }

    /// Of one requirement; none where it takes none.
    pub fn at(&self, requirement: usize) -> Option<f64> {
        self.by.iter().find(|(r, _)| *r == requirement).map(|(_, h)| *h)
    }
}

/// Hours the certification takes of the organisation's own people.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Certification {
    /// Stage 1.
    pub stage1: f64,
    /// Stage 2.
    pub stage2: f64,
    /// Answering what both find.
    pub findings: f64,
}

impl Certification {
    /// For an organisation of the size that was said; none where the questionnaire says nothing of it.
    pub fn of(q: &Questionnaire, a: &Assessment) -> Option<Self> {
        let (hours, size) = (q.certification_hours?, a.size());
        let (stage1, stage2, findings) =
            (hours.stage1.of(size), hours.stage2.of(size), hours.findings.of(size));
        Some(Self { stage1, stage2, findings })
    }

    /// All three.
    pub fn total(&self) -> f64 {
        self.stage1 + self.stage2 + self.findings
    }
}
