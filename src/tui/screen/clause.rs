//! A clause in short: what came out of its cards, and what comes next. Shown once where one has finished it, and again
//! when it is asked for.

use ratatui::text::{Line, Span};

use super::frame::{self, Edges};
use super::strip;
use crate::model::Status;
use crate::model::clause::Clause;
use crate::model::journey::Step;
use crate::say;
use crate::tui::keymap::Global;
use crate::tui::pane::{Pane, join};
use crate::tui::shell::Shell;
use crate::tui::text;
use crate::words::journey;
use crate::work::Work;

/// Draws the clause of a requirement.
pub fn draw(shell: &Shell, work: &Work, requirement: usize, pane: &mut Pane<'_>) {
    let t = shell.theme;
    strip::draw(shell, Some(work), Step::Cards, pane);
    let (answered, of) = work.journey().cards;
    strip::how_far(shell, answered as f64 / of.max(1) as f64, &journey::how_far(work), pane);
    let Some(clause) = work.clause(requirement) else { return };
    let (title, lines) = match &clause.next {
        Some(next) => (journey::ahead_title(work, next), journey::ahead(work, next)),
        None => (say!("Every card is answered").to_owned(), all_done(shell)),
    };
    let lines: Vec<String> = strip::quick_open(shell, work).into_iter().chain(lines).collect();
    let inner = pane.width().saturating_sub(4);
    let next: usize = lines.iter().map(|l| text::wrap(l, inner).len()).sum::<usize>() + 2;
    // Of a long clause as many rows as there is room for above what comes next.
    let rows = (clause.rows.len() + 2).min(pane.left().saturating_sub(next + 1).max(4));
    draw_rows(shell, work, &clause, &mut pane.part(rows));
    pane.paragraph(&journey::clause_in_ten(work, &clause), t.text(), 2);
    if let Some(note) = journey::heading_note(work, clause.heading) {
        pane.paragraph(&note, t.text(), 2);
    }
    let height = pane.left().min(next);
    let mut part = pane.part(height);
    let area = part.rest();
    let inside =
        frame::text_in(frame::frame(shell, part.buffer(), area, &Edges { title, ..Edges::default() }));
    let mut words = Pane::new(part.buffer(), inside);
    for line in &lines {
        let left = words.left();
        words.paragraph(line, t.text(), left);
    }
    every_clause(shell, work, pane);
}

/// What to do with answers that are whole.
fn all_done(shell: &Shell) -> Vec<String> {
    let key = |place: Global| shell.key(place);
    vec![
        say!("Next are your first ten things: Enter.").to_owned(),
        say!(
            "{results} shows the results, {gaps} all gaps in their order, {roadmap} the plan.",
            results = key(Global::Results),
            gaps = key(Global::Gaps),
            roadmap = key(Global::Roadmap)
        ),
        say!("What changes, you answer anew on its card.").to_owned(),
    ]
}

/// How far each clause is, where there is room for all of them.
fn every_clause(shell: &Shell, work: &Work, pane: &mut Pane<'_>) {
    let t = shell.theme;
    let all = journey::each_clause(work);
    if pane.left() < all.len() + 2 {
        return;
    }
    let mut part = pane.part(all.len() + 2);
    let edges = Edges { title: say!("How far").to_owned(), ..Edges::default() };
    let area = part.rest();
    let inside = frame::text_in(frame::frame(shell, part.buffer(), area, &edges));
    let mut list = Pane::new(part.buffer(), inside);
    let bar = (list.width() / 3).min(40);
    // The bar stands right behind the longest name.
    let longest = text::widest(all.iter().map(|(title, ..)| title.as_str())) + 2;
    let name = list.width().saturating_sub(bar + 12).min(longest);
    for (title, done, of) in all {
        let mut spans = vec![Span::styled(text::fit(&title, name), t.text())];
        spans.extend(t.bar(done as f64 / of.max(1) as f64, bar));
        spans.push(Span::styled(say!("  {done} of {of}", done, of), t.quiet()));
        list.line(Line::from(spans));
    }
}

fn draw_rows(shell: &Shell, work: &Work, clause: &Clause, pane: &mut Pane<'_>) {
    let t = shell.theme;
    let q = work.q();
    let hidden = clause.rows.len().saturating_sub(pane.left().saturating_sub(2));
    let edges = Edges {
        title: journey::clause_title(q, clause),
        right: journey::clause_count(clause),
        below_right: if hidden > 0 { super::more_below(hidden) } else { String::new() },
        ..Edges::default()
    };
    let area = pane.rest();
    let inside = frame::frame(shell, pane.buffer(), area, &edges);
    let mut list = Pane::new(pane.buffer(), inside);
    let ids = clause.rows.iter().map(|(r, _)| q.requirements[*r].id.as_str());
    let id = text::widest(ids).max(5);
    let said: Vec<_> = clause.rows.iter().map(|(r, status)| journey::clause_row(work, *r, *status)).collect();
    // Id and hours stand right behind the longest name.
    let longest = text::widest(said.iter().map(|(name, _)| name.as_str()));
    let width = list.width().min(longest + id + 24);
    for ((r, status), (name, what)) in clause.rows.iter().zip(said).take(list.left()) {
        let style = if *status == Status::Open { t.quiet() } else { t.status(*status) };
        let left = Line::from(vec![
            Span::styled(format!(" {} ", t.symbol(*status)), style),
            Span::styled(name, t.text()),
        ]);
        let right = format!(" {}  {:>14} ", text::fit(&q.requirements[*r].id, id), what);
        list.line(join(left, Line::from(right), width));
    }
}
