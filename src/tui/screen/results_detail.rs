//! What there is to know of the selected row of the results, beside the list where a window is wide.

use ratatui::text::{Line, Span};

use super::parts::Part;
use super::result_rows::ResultRow;
use crate::model::counts::Counts;
use crate::model::score::{Total, percent};
use crate::model::standing::Standing;
use crate::say;
use crate::tui::keymap::InList;
use crate::tui::shell::Shell;
use crate::tui::text;
use crate::words::page::{self, Labelled};
use crate::words::{Word as _, figures, outline};
use crate::work::Work;

/// A title, what belongs to it, and lines.
pub(super) type Told = (String, String, Vec<Line<'static>>);

/// What lifts a group, at most so many.
const LIFTS: usize = 8;

/// What is told of a row in so many columns.
pub(super) fn of(
    shell: &Shell,
    work: &Work,
    gates: &[Standing],
    row: Option<&ResultRow>,
    width: usize,
) -> Told {
    let (q, s) = (work.q(), work.scores());
    match row {
        Some(ResultRow::Gate(g)) => gate(shell, work, gates, *g, width),
        Some(ResultRow::Action(i)) => action(shell, work, *i, width),
        Some(ResultRow::Group(g)) => {
            let (h, of) = &s.groups[*g];
            let title = format!("{} {}", q.headings[*h].id, q.headings[*h].title);
            group(shell, work, title, &q.below(*h), of, width)
        }
        Some(ResultRow::Clauses) => part(shell, work, q.names.clauses.clone(), &s.clauses, false, width),
        Some(ResultRow::Annex) => part(shell, work, q.names.controls.clone(), &s.annex, true, width),
        _ => verdict(shell, work, width),
    }
}

/// Labelled texts one below the other.
fn facts(shell: &Shell, all: &[Labelled], width: usize) -> Vec<Line<'static>> {
    let t = shell.theme;
    let told: Vec<&Labelled> = all.iter().filter(|(_, words)| !words.is_empty()).collect();
    let column = text::widest(told.iter().map(|(label, _)| *label)).max(9) + 1;
    let line = |(label, words): &&Labelled| {
        let part =
            Part::new(vec![Span::styled(text::fit(label, column), t.accent())], words, t.text(), width);
        part.rows(part.whole(), width)
    };
    told.iter().flat_map(line).collect()
}

/// A line that heads others.
fn head(shell: &Shell, words: &str) -> [Line<'static>; 2] {
    let t = shell.theme;
    [Line::default(), Line::styled(words.to_owned(), t.accent().patch(t.strong()))]
}

fn verdict(shell: &Shell, work: &Work, width: usize) -> Told {
    let (q, a, s) = (work.q(), work.a(), work.scores());
    let all = [
        (say!("Verdict"), format!("{}.", figures::verdict(q, work.verdict()))),
        (say!("Rests on"), figures::beside(q, a, s)),
        (say!("Readiness"), readiness(&s.all)),
    ];
    let mut lines = facts(shell, &all, width);
    lines.extend(lifts(shell, work, &(0..q.requirements.len()).collect::<Vec<_>>(), width));
    (say!("The verdict").to_owned(), figures::class(work.verdict().class, work.verdict().would_be), lines)
}

fn part(shell: &Shell, work: &Work, title: String, of: &Total, annex: bool, width: usize) -> Told {
    use crate::model::questionnaire::RequirementKind::Control;
    let all = &work.q().requirements;
    let below: Vec<usize> = (0..all.len()).filter(|r| (all[*r].kind == Control) == annex).collect();
    let mut all = vec![(say!("Readiness"), readiness(of))];
    if annex {
        let rows = work.statement();
        let [sums, missing] = crate::words::statement::head(Counts::of(&rows));
        let key = shell.key(InList::Open);
        let leads = say!("{key} opens the Statement of Applicability", key);
        all.extend([(say!("Statement"), sums), ("", missing), ("", leads)]);
    }
    let mut lines = facts(shell, &all, width);
    lines.extend(lifts(shell, work, &below, width));
    (title, so_far(of), lines)
}

fn readiness(of: &Total) -> String {
    let (assessed, applicable, whole) = (of.assessed, of.applicable, figures::interval(of));
    say!(
        "so far {so_far} over {assessed} of {applicable} applicable; whole {whole}",
        so_far = figures::so_far(of),
        assessed,
        applicable,
        whole
    )
}

fn so_far(of: &Total) -> String {
    of.so_far.map_or_else(
        || figures::so_far(of),
        |p| {
            say!(
                "{share} of {assessed}/{applicable}",
                share = percent(p),
                assessed = of.assessed,
                applicable = of.applicable
            )
        },
    )
}

/// Each requirement of a group with its sign, and what lifts it.
fn group(shell: &Shell, work: &Work, title: String, below: &[usize], of: &Total, width: usize) -> Told {
    let (t, q) = (shell.theme, work.q());
    let id = text::widest(below.iter().map(|r| q.requirements[*r].id.as_str())) + 1;
    let state = text::widest(below.iter().map(|r| work.scores().status(*r).word()));
    let name = width.saturating_sub(2 + id + state + 1);
    let named: Vec<String> =
        below.iter().map(|r| q.title_in(*r, |title| text::width(title) <= name)).collect();
    let name = text::widest(named.iter().map(String::as_str)).min(name);
    let line = |(r, title): (&usize, &String)| {
        let status = work.scores().status(*r);
        Line::from(vec![
            Span::styled(format!("{} ", t.symbol(status)), t.status(status)),
            Span::styled(text::fit(&q.requirements[*r].id, id), t.quiet()),
            Span::raw(text::fit(title, name + 1)),
            Span::styled(status.word(), t.status(status)),
        ])
    };
    let mut lines: Vec<Line<'static>> = below.iter().zip(&named).map(line).collect();
    lines.extend(lifts(shell, work, below, width));
    (title, so_far(of), lines)
}

/// The gaps of these requirements that come first, by what is to be done.
fn lifts(shell: &Shell, work: &Work, below: &[usize], width: usize) -> Vec<Line<'static>> {
    let t = shell.theme;
    let gaps: Vec<usize> =
        work.plan().0.gaps.iter().map(|g| g.requirement).filter(|r| below.contains(r)).take(LIFTS).collect();
    if gaps.is_empty() {
        return Vec::new();
    }
    let rows: Vec<outline::Row> = gaps.iter().map(|r| outline::row(work, *r)).collect();
    let id = text::widest(rows.iter().map(|row| row.id.as_str())) + 1;
    let name = text::widest(rows.iter().map(|row| row.name.as_str())).min(width.saturating_sub(id + 12));
    let line = |row: &outline::Row| {
        Line::from(vec![
            Span::styled(text::fit(&row.id, id), t.quiet()),
            Span::raw(text::fit(&row.name, name)),
            Span::styled(format!("{:>9}", row.state), t.strong()),
        ])
    };
    let mut lines = head(shell, say!("What lifts it first")).to_vec();
    lines.extend(rows.iter().map(line));
    lines
}

/// The checks of a gate with what was answered, and what is to be done.
fn gate(shell: &Shell, work: &Work, gates: &[Standing], gate: usize, width: usize) -> Told {
    let (t, q, a) = (shell.theme, work.q(), work.a());
    let checks: Vec<usize> = q.checks_of_gate(gate).collect();
    let word = |c: usize| a.level(q, c).map_or(say!("not answered"), |(l, _)| l.word());
    let id = text::widest(checks.iter().map(|c| q.check(*c).id.as_str())) + 1;
    let column = text::widest(checks.iter().map(|c| word(*c))) + 1;
    let mut lines = Vec::new();
    for c in &checks {
        let label = vec![
            Span::styled(text::fit(&q.check(*c).id, id), t.quiet()),
            Span::styled(text::fit(word(*c), column), t.level(a.level(q, *c).map(|(l, _)| l))),
        ];
        let part = Part::new(label, &a.check(q, *c).question, t.text(), width);
        lines.extend(part.rows(part.whole(), width));
    }
    let mut owners: Vec<usize> = checks.iter().map(|c| q.check_owner[*c]).collect();
    owners.dedup();
    for (at, words) in owners.iter().flat_map(|r| crate::words::advice::notes(q, a, *r)) {
        let part = Part::new(
            vec![Span::styled(format!("{at} "), t.quiet())],
            &format!("\"{words}\""),
            t.text(),
            width,
        );
        lines.extend(part.rows(part.whole(), width));
    }
    lines.extend(lifts(shell, work, &owners, width));
    let state = gates.iter().find(|s| s.gate == gate).map_or("", |s| s.state.word());
    (q.gates[gate].title.clone(), state.to_owned(), lines)
}

fn action(shell: &Shell, work: &Work, item: usize, width: usize) -> Told {
    let (q, a, map) = (work.q(), work.a(), &work.plan().1);
    let Some(i) = map.items.get(item) else { return Told::default() };
    (i.name.clone(), i.id.clone(), facts(shell, &page::named(page::of_action(q, a, map, i)), width))
}
