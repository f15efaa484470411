//! The results for the whole room: the verdict, how many requirements are met, partly met, missing and open, the gates, the
//! work and its end, and what all that rests on.

use crate::model::{Status, standing};
use crate::tui::large::poster::{self, Figure, Part};
use crate::tui::pane::Pane;
use crate::tui::shell::Shell;
use crate::words::{self, Word as _, figures, large};
use crate::work::Work;

/// What is counted; what is left out is neither good nor bad.
const COUNTED: [Status; 4] = [Status::Met, Status::Partial, Status::Gap, Status::Open];

/// Draws them.
pub fn draw(shell: &Shell, work: &Work, pane: &mut Pane<'_>) {
    let t = shell.theme;
    let (scores, v, map) = (work.scores(), work.verdict(), &work.plan().1);
    let strong = t.text().patch(t.strong());
    let counted = |status: Status| Figure {
        figure: scores.all.counts.of(status).to_string(),
        word: status.word().to_lowercase(),
        style: t.status(status).patch(t.strong()),
    };
    let mut parts = vec![
        Part::first(figures::class(v.class, v.would_be), strong),
        Part::Figures(COUNTED.map(counted).into()),
    ];
    let gates = standing::of_gates(work.q(), work.a(), v);
    let gates = (!gates.is_empty()).then(|| large::gates(&gates));
    let end = large::end(map);
    let hours = end.is_some().then(|| large::work(map));
    let figure = |(figure, word)| Figure { figure, word, style: strong };
    let figures_of_plan: Vec<Figure> = gates.into_iter().chain(hours).chain(end).map(figure).collect();
    parts.push(Part::Figures(figures_of_plan));
    // A plan without an end says why, one in the past that it is.
    if map.finish.is_none() || map.overdue(shell.today).is_some() {
        parts.push(Part::line(words::brief_today(map, shell.today), t.warning()));
    }
    parts.push(Part::line(figures::in_short(&scores.evidence, work.contradictions()), strong));
    poster::draw(&parts, t.ascii, pane, 0);
}
