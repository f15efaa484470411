//! One page for somebody who was not there: at most [`LINES`] lines of at most [`COLUMNS`] columns,
//! whatever the assessment holds. Every block has its own limit, and the limits add up to the page.

use unicode_width::UnicodeWidthStr;

use super::markdown::{clip, escape, wrap};
use super::{Input, counts_words, or_nobody, summary, unstopped};
use crate::model::priority::hours;
use crate::model::questionnaire::RequirementKind;
use crate::model::score::{Status, Total, percent};
use crate::model::verdict::{Class, GateState};
use crate::model::{DISCLAIMER, RULE, contradiction};
use crate::say;
use crate::words::{self, called, few, figures, to_do, xray};

/// Lines of a printed page.
pub(super) const LINES: usize = 66;
/// Columns of a printed page.
pub(super) const COLUMNS: usize = 100;
/// Width of a bar.
const BAR: usize = 18;

/// `one-pager.md`.
pub(super) fn markdown(input: &Input) -> String {
    let mut page: Vec<String> = Vec::with_capacity(LINES);
    put(&mut page, "", head(input));
    put(&mut page, say!("Where it stands"), standing(input));
    put(&mut page, say!("Clause by clause"), bars(input));
    put(&mut page, say!("What blocks"), blockers(input));
    put(&mut page, say!("First five actions"), actions(input));
    let (decisions, end) = (decisions(input), end(input));
    // With both titles and the blank lines before them.
    let room = LINES.saturating_sub(page.len() + decisions.len() + end.len() + 4);
    put(&mut page, say!("Time to Stage 1"), time(input, room));
    put(&mut page, say!("Decisions needed"), decisions);
    put(&mut page, "", end);
    let mut text = page.join("\n");
    text.push('\n');
    text
}

/// Puts a block on the page, below its title if it has one.
fn put(page: &mut Vec<String>, title: &str, lines: Vec<String>) {
    if !title.is_empty() {
        page.extend([String::new(), format!("## {title}")]);
    }
    page.extend(lines);
}

/// When and from what it was made.
fn end(input: &Input) -> Vec<String> {
    let made = say!(
        "Made on {day}, by {rule} of the method. {disclaimer}",
        day = input.made,
        rule = RULE,
        disclaimer = words::text(DISCLAIMER)
    );
    let mut end = vec![String::new(), made];
    end.extend(bullet("", &say!("Made from {state}.", state = input.head.words()), 2));
    end
}

/// A bullet of at most so many lines. Of what does not fit whole sentences stay, else whole words before an ellipsis:
/// half a sentence or half a date says something else.
fn bullet(lead: &str, text: &str, lines: usize) -> Vec<String> {
    let width = COLUMNS - lead.len();
    let broken = |text: &str| Some(wrap(&escape(text), width)).filter(|b| fits(b, width, lines));
    let broken = broken(text)
        .or_else(|| {
            let text = unbroken(text, width);
            let words: Vec<&str> = text.split(' ').collect();
            let first = |n: usize| words.get(..n).unwrap_or_default().join(" ");
            let ends = |n: &usize| words.get(n - 1).is_some_and(|w| w.ends_with(['.', '?', '!']));
            let sentences = (1..=words.len()).rev().filter(ends).find_map(|n| broken(&first(n)));
            let cut = |n: usize| broken(&format!("{}\u{2026}", first(n)));
            sentences.or_else(|| (1..words.len()).rev().find_map(cut))
        })
        .unwrap_or_default();
    broken
        .into_iter()
        .enumerate()
        .map(|(i, line)| {
            let lead = if i == 0 { lead.to_owned() } else { " ".repeat(lead.len()) };
            format!("{lead}{line}")
        })
        .collect()
}

fn fits(broken: &[String], width: usize, lines: usize) -> bool {
    broken.len() <= lines && broken.iter().all(|l| l.width() <= width)
}

/// A word longer than a line is cut here, where a page has an edge.
fn unbroken(text: &str, width: usize) -> String {
    text.split_whitespace().map(|w| clip(w, width / 3)).collect::<Vec<_>>().join(" ")
}

fn head(input: &Input) -> Vec<String> {
    let title = say!(
        "{organisation}: ready for {standard}?",
        organisation = clip(called::organisation(input.a), 60),
        standard = input.q.names.short
    );
    let mut lines = bullet("# ", &title, 1);
    lines.push(String::new());
    lines.extend(bullet("", &say!("Scope: {scope}", scope = input.scope()), 1));
    lines
}

fn standing(input: &Input) -> Vec<String> {
    let c = input.scores.all.counts;
    let mut lines = bullet("- ", &format!("{}.", figures::verdict(input.q, input.verdict)), 2);
    lines.extend(bullet("- ", &figures::beside(input.q, input.a, input.scores), 1));
    let counts = say!("Of {n} requirements: {counts}.", n = c.total(), counts = counts_words(&c));
    lines.extend(bullet("- ", &counts, 1));
    lines.extend(bullet("- ", &summary::readiness(input), 2));
    lines
}

/// A row for each clause and objective. The bar shows an interval, so that an open question never looks
/// like an answer: filled is what the answers show, shaded what is still open.
fn bars(input: &Input) -> Vec<String> {
    let legend = format!(
        "\u{2588} {}  \u{2592} {}  \u{2591} {}",
        say!("shown by answers"),
        say!("still open"),
        say!("missing")
    );
    let heads = format!(
        "{legend:<63}  {:>9}  {:>3} {:>7} {:>3} {:>3} {:>4}",
        say!("readiness"),
        say!("met"),
        say!("partial"),
        say!("gap"),
        say!("n/a"),
        say!("open")
    );
    let mut lines = vec!["```text".to_owned(), heads];
    for (h, total) in &input.scores.groups {
        let heading = &input.q.headings[*h];
        let name = clip(&heading.title, 39);
        let pad = " ".repeat(40_usize.saturating_sub(name.width()));
        let c = total.counts;
        lines.push(format!(
            "{:<4} {name}{pad}{}  {:>9}  {:>3} {:>7} {:>3} {:>3} {:>4}",
            heading.id,
            bar(total),
            range(total),
            c.met,
            c.partial,
            c.gap,
            c.not_applicable,
            c.open
        ));
    }
    lines.push("```".to_owned());
    lines
}

/// Rounded down at the lower end and up at the upper: neither end flatters nor hides.
fn bar(total: &Total) -> String {
    if total.applicable == 0 {
        return format!("{:<BAR$}", say!("not applicable"));
    }
    let cells = |percent: f64| ((percent / 100.0) * BAR as f64).floor() as usize;
    let low = cells(total.low).min(BAR);
    let certain = total.high - total.low < 1e-9;
    let high = if certain { low } else { (BAR - cells(100.0 - total.high).min(BAR)).max(low) };
    ["\u{2588}".repeat(low), "\u{2592}".repeat(high - low), "\u{2591}".repeat(BAR - high)].concat()
}

/// `27 %`, or `20-61 %` while something is open.
fn range(total: &Total) -> String {
    let (low, high) = (percent(total.low), percent(total.high));
    match (total.applicable, low == high) {
        (0, _) => say!("n/a").to_owned(),
        (_, true) => low,
        _ => format!("{}-{high}", low.trim_end_matches(" %")),
    }
}

/// Lines of what blocks: what has no room is in the gap report.
const BLOCKERS: usize = 5;

/// What holds the verdict down, the weightiest first, whole bullets as long as there is room.
fn blockers(input: &Input) -> Vec<String> {
    let of = input.q.gates.len();
    let gates = summary::gates(input);
    let gates = |state: GateState, most: usize, sentence: &dyn Fn(usize, &str) -> String| {
        let titles = gates.iter().find(|(s, _)| *s == state).map(|(_, t)| t.as_slice()).unwrap_or_default();
        names(titles, most, |list| sentence(titles.len(), list))
    };
    let named = |list: &[usize]| list.iter().map(|r| input.name(*r)).collect::<Vec<_>>();
    let clauses = |status| summary::requirements(input, RequirementKind::Clause, status);
    let (gaps, open) = (clauses(Status::Gap), clauses(Status::Open));
    let partial = if gaps.is_empty() { clauses(Status::Partial) } else { Vec::new() };
    // Controls have their line where they hold the verdict down, and not where the clauses do so before them.
    let mut controls = summary::requirements(input, RequirementKind::Control, Status::Gap);
    controls.retain(|r| input.verdict.because.iter().any(|id| id == input.id(*r)));
    // Where all else is there, what an auditor asks about first.
    let ready = input.verdict.class >= Class::Stage1;
    let weak = if ready { input.ids(&input.gaps.open.weak_reason) } else { Vec::new() };
    let bullets = [
        gates(GateState::NotProven, 2, &|n, list| say!("{n} of {of} gates not proven: {list}.", n, of, list)),
        names(&input.ids(&input.gaps.open.cannot_stand), 1, |list| {
            let n = input.gaps.open.cannot_stand.len();
            say!("{n|exclusion|exclusions} for which no reason can stand: {list}.", n, list)
        }),
        names(&weak, 1, |list| {
            say!("{n|exclusion|exclusions} with a reason that says little: {list}.", n = weak.len(), list)
        }),
        names(&named(&gaps), 2, |list| say!("{n|gap|gaps} in the clauses: {list}.", n = gaps.len(), list)),
        names(&named(&controls), 1, |list| {
            say!("{n|gap|gaps} in the controls: {list}.", n = controls.len(), list)
        }),
        gates(GateState::Claimed, 1, &|n, list| {
            let ran_out = input.verdict.ran_out;
            if ran_out {
                say!("{n} of {of} gates without evidence, or it has run out: {list}.", n, of, list)
            } else {
                say!("{n} of {of} gates without evidence named: {list}.", n, of, list)
            }
        }),
        gates(GateState::Open, 1, &|n, list| say!("{n} of {of} gates still open: {list}.", n, of, list)),
        names(&named(&partial), 2, |list| {
            say!("{n} partly there in the clauses: {list}.", n = partial.len(), list)
        }),
        names(&input.ids(&open), 1, |list| say!("{n} open in the clauses: {list}.", n = open.len(), list)),
    ];
    // A plan that runs in the past has to say so below.
    let most = if input.roadmap.overdue(input.made).is_some() { BLOCKERS - 2 } else { BLOCKERS };
    let mut lines = Vec::new();
    for bullet in bullets.into_iter().filter(|b| !b.is_empty()) {
        if lines.len() + bullet.len() <= most {
            lines.extend(bullet);
        }
    }
    if ready {
        lines.extend(against(input, most.saturating_sub(lines.len())));
    }
    if lines.is_empty() && ready {
        let clauses = called::clauses(&input.q.names.clauses);
        lines.push(format!("- {}", say!("Nothing in {clauses}, and every gate is proven.", clauses)));
    } else if lines.is_empty() {
        let causes = figures::causes(input.q, input.verdict);
        lines.extend(bullet("- ", &say!("What holds the verdict down: {causes}.", causes), 2));
    }
    lines
}

/// What contradicts a verdict of readiness, as many as there is room for; the others are counted.
fn against(input: &Input, most: usize) -> Vec<String> {
    let list = contradiction::all(input.q, input.a, input.scores);
    let (mut lines, mut said) = (Vec::new(), 0);
    for f in &list {
        let bullet = bullet("- ", &xray::problem(f), 2);
        if lines.len() + bullet.len() >= most {
            break;
        }
        lines.extend(bullet);
        said += 1;
    }
    let n = list.len() - said;
    if n > 0 {
        lines.push(format!(
            "- {}",
            say!("{n} more {n?answer contradicts another|answers contradict others}.", n)
        ));
    }
    lines
}

/// A sentence with as many names as fit whole; the others are counted.
fn names(list: &[impl AsRef<str>], lines: usize, sentence: impl Fn(&str) -> String) -> Vec<String> {
    let text = |most: usize| sentence(&few(list, most));
    let fits = |most: &usize| wrap(&escape(&text(*most)), COLUMNS - 2).len() <= lines;
    if list.is_empty() {
        return Vec::new();
    }
    let most = (1..=list.len()).rev().find(fits).unwrap_or(1);
    bullet("- ", &text(most), lines)
}

/// Actions on the page, and lines of each.
const ACTIONS: (usize, usize) = (5, 2);

/// What is worked on next: this week's actions first, as the roadmap has them.
fn actions(input: &Input) -> Vec<String> {
    let next: Vec<_> = input.roadmap.next(input.made).take(ACTIONS.0).collect();
    if input.gaps.gaps.is_empty() || next.is_empty() {
        let said = summary::time_to_stage1(input);
        return said.iter().flat_map(|line| bullet("- ", line, 2)).collect();
    }
    let mut lines = Vec::new();
    for (n, i) in next.into_iter().enumerate() {
        let lead = format!("{}. ", n + 1);
        let owner = clip(or_nobody(input.owner_of(i)), 30);
        let tail = say!("{owner}, by {due}, {hours}", owner, due = i.end, hours = hours(i.effort_hours));
        // Without the name, then without the action, before a part of either.
        let ways = [to_do(i), format!("{} {}", i.id, i.action), format!("{} {}", i.id, i.name)];
        let ways = ways.map(|what| format!("{} ({tail})", unstopped(&what)));
        let width = COLUMNS - lead.len();
        let whole = ways.iter().find(|x| fits(&wrap(&escape(x), width), width, ACTIONS.1));
        lines.extend(bullet(&lead, whole.unwrap_or(&ways[2]), ACTIONS.1));
    }
    lines
}

/// Lines of the time to Stage 1 on a page that is full to its end.
const TIME: usize = 4;

/// How long it takes: on a full page the first sentences a line each and the rest in two; where `room` is left, as many
/// lines as it takes.
fn time(input: &Input, room: usize) -> Vec<String> {
    let all = summary::time_to_stage1(input);
    let whole: Vec<String> = all.iter().flat_map(|line| bullet("- ", line, room.max(TIME))).collect();
    if whole.len() <= room.max(TIME) {
        return whole;
    }
    let (first, rest) = all.split_at(all.len().min(2));
    // Why there is no date takes more room than a date.
    let most = if input.roadmap.finish.is_none() { 2 } else { 1 };
    let mut lines: Vec<String> = first.iter().flat_map(|line| bullet("- ", line, most)).collect();
    if !rest.is_empty() {
        let left = room.max(TIME).saturating_sub(lines.len()).max(1);
        lines.extend(bullet("- ", &rest.join(" "), left));
    }
    lines
}

fn decisions(input: &Input) -> Vec<String> {
    summary::decisions(input).iter().take(3).flat_map(|line| bullet("- ", line, 1)).collect()
}
