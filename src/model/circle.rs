//! Whether actions would wait for each other in a circle after a change: asked before any change that could
//! make one.

use super::action::Actions;
use super::assessment::Assessment;
use super::change::{Edit, Refusal};
use super::priority::GapList;
use super::questionnaire::Questionnaire;
use super::score::Scores;

/// Refuses an edit after which actions would wait for each other in a circle.
pub(super) fn refuse(q: &Questionnaire, a: &Assessment, e: &Edit) -> Result<(), Refusal> {
    let mut trial = a.for_figures();
    trial.apply(q, e);
    let scores = Scores::compute(q, &trial);
    let gaps = GapList::compute(q, &trial, &scores);
    let actions = Actions::of(q, &trial, &scores, &gaps, 0);
    let circle = actions.circle();
    if circle.is_empty() {
        return Ok(());
    }
    Err(Refusal::Shape(format!("Then {} would wait for each other in a circle.", circle.join(", "))))
}
