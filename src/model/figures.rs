//! Everything the rule derives from the answers, as one value: for whoever needs all of it at once and keeps no part. `work` keeps the
//! parts between changes instead.

use jiff::civil::Date;

use super::roadmap::PlanInput;
use super::{Assessment, GapList, Questionnaire, Roadmap, Scores, Verdict};

/// Everything derived from the answers.
pub struct Figures {
    /// Status and scores.
    pub scores: Scores,
    /// Verdict.
    pub verdict: Verdict,
    /// Ranked gaps.
    pub gaps: GapList,
    /// Plan.
    pub roadmap: Roadmap,
}

impl Figures {
    /// The figures of an assessment on a day.
    pub fn compute(q: &Questionnaire, a: &Assessment, day: Date) -> Self {
        let scores = Scores::compute(q, a);
        let verdict = Verdict::compute(q, a, &scores);
        let gaps = GapList::compute(q, a, &scores);
        let roadmap = Roadmap::compute(q, a, &scores, &gaps, PlanInput::of(a, day));
        Self { scores, verdict, gaps, roadmap }
    }
}
