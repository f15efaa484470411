//! One page for somebody who was not there: at most [`LINES`] lines of at most [`COLUMNS`] columns,
//! whatever the assessment holds. Every block has its own limit, and the limits add up to the page.

use unicode_width::UnicodeWidthStr;

use super::{Input, counts_words, figures as pictures, or_nobody, summary, unstopped};
use crate::doc::markdown::{clip, escape, wrap};
use crate::doc::{About, Block, Doc, House, Mark, Page};
use crate::model::priority::hours;
use crate::model::questionnaire::RequirementKind;
use crate::model::score::{Status, Total, percent};
use crate::model::verdict::{Class, GateState};
use crate::model::{DISCLAIMER, RULE, contradiction};
use crate::say;
use crate::words::{self, called, few, figures, to_do, xray};

/// Its name, without an ending.
pub(super) const NAME: &str = "one-pager";
/// Lines of a printed page.
pub(super) const LINES: usize = 66;
/// Columns of a printed page.
pub(super) const COLUMNS: usize = 100;
/// Width of a bar.
const BAR: usize = 18;

/// A line of a list as it has room on the page, before it is broken.
struct Said {
    mark: Mark,
    text: String,
}

impl Said {
    fn lines(&self) -> Vec<String> {
        broken(&lead(self.mark), &self.text)
    }
}

/// Lines on the page.
fn tall(list: &[Said]) -> usize {
    list.iter().map(|said| said.lines().len()).sum()
}

/// What the page says below its head and beside its bars.
struct Parts {
    standing: Vec<Said>,
    blockers: Vec<Said>,
    actions: Vec<Said>,
    time: Vec<Said>,
    decisions: Vec<Said>,
}

fn parts(input: &Input) -> Parts {
    let (standing, blockers) = (standing(input), blockers(input));
    let (actions, decisions) = (actions(input), decisions(input));
    let said = tall(&standing) + tall(&blockers) + tall(&actions) + tall(&decisions);
    let around = head(input).len() + bars(input).len() + end(input).len();
    // With six titles and the blank lines before them.
    let room = LINES.saturating_sub(said + around + 12);
    Parts { standing, blockers, actions, time: time(input, room), decisions }
}

/// `one-pager.md`, with the parts and titles that the house style left in `doc`.
pub(super) fn markdown(input: &Input, doc: &Doc, house: &House) -> String {
    let parts = parts(input);
    let lines = |list: &[Said]| list.iter().flat_map(Said::lines).collect();
    let mut page: Vec<String> = Vec::with_capacity(LINES);
    page.extend(head(input));
    // In place of an empty line: there is no room for one more.
    if let (Some(own), Some(blank)) = (own(&doc.about, house), page.iter_mut().find(|l| l.is_empty())) {
        *blank = own;
    }
    let mut put = |anchor: &str, lines: Vec<String>| {
        let title = doc.blocks.iter().find_map(|block| match block {
            Block::Heading { anchor: of, text, .. } if of == anchor => Some(text),
            _ => None,
        });
        if let Some(title) = title {
            page.extend([String::new(), format!("## {}", clip(&escape(title), COLUMNS - 3))]);
            page.extend(lines);
        }
    };
    put("standing", lines(&parts.standing));
    put("parts", bars(input));
    put("blockers", lines(&parts.blockers));
    put("first-actions", lines(&parts.actions));
    put("time", lines(&parts.time));
    put("decisions", lines(&parts.decisions));
    page.extend(end(input));
    let mut text = page.join("\n");
    text.push('\n');
    text
}

/// The same for formats with pages: a picture for the bars. A table of the counts below it would end on a second page;
/// the gap report has one.
pub(super) fn doc(input: &Input) -> Doc {
    let parts = parts(input);
    let mut page = input.page(NAME, &say!("Ready for {standard}?", standard = input.q.names.short));
    let list = |page: &mut Page, anchor: &str, title: &str, list: &[Said]| {
        page.section(2, anchor, title);
        for said in list {
            match said.mark {
                Mark::Number(n) => page.step(n, said.text.as_str()),
                Mark::Bullet | Mark::Box | Mark::None => page.item(said.text.as_str()),
            }
        }
    };
    list(&mut page, "standing", say!("Where it stands"), &parts.standing);
    page.section(2, "parts", say!("Clause by clause"));
    match pictures::ranges_alone(input) {
        Some(ranges) => page.figure(ranges),
        None => page.paragraph(say!("Nothing applies.")),
    }
    list(&mut page, "blockers", say!("What blocks"), &parts.blockers);
    list(&mut page, "first-actions", say!("First five actions"), &parts.actions);
    list(&mut page, "time", say!("Time to Stage 1"), &parts.time);
    list(&mut page, "decisions", say!("Decisions needed"), &parts.decisions);
    page.finish()
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
    end.extend(line("", &say!("Made from {state}.", state = input.head.words()), 2));
    end
}

/// What stands before a line of a list.
fn lead(mark: Mark) -> String {
    match mark {
        Mark::Number(n) => format!("{n}. "),
        Mark::Bullet | Mark::Box | Mark::None => "- ".to_owned(),
    }
}

/// A bullet of at most so many lines; nothing where not one word has room.
fn bullet(mark: Mark, text: &str, lines: usize) -> Option<Said> {
    fitted(text, COLUMNS - lead(mark).len(), lines).map(|text| Said { mark, text })
}

/// A text by itself of at most so many lines.
fn line(lead: &str, text: &str, lines: usize) -> Vec<String> {
    fitted(text, COLUMNS - lead.len(), lines).map_or_else(Vec::new, |text| broken(lead, &text))
}

/// Broken into lines, each below the text of the first.
fn broken(lead: &str, text: &str) -> Vec<String> {
    wrap(&escape(text), COLUMNS - lead.len())
        .into_iter()
        .enumerate()
        .map(|(i, line)| {
            let lead = if i == 0 { lead.to_owned() } else { " ".repeat(lead.len()) };
            format!("{lead}{line}")
        })
        .collect()
}

/// Of what does not fit so many lines whole sentences stay, else whole words before an ellipsis: half a sentence or half a
/// date says something else.
fn fitted(text: &str, width: usize, lines: usize) -> Option<String> {
    let has_room = |text: &str| fits(&wrap(&escape(text), width), width, lines);
    if has_room(text) {
        return Some(text.to_owned());
    }
    let text = unbroken(text, width);
    let words: Vec<&str> = text.split(' ').collect();
    let first = |n: usize| words.get(..n).unwrap_or_default().join(" ");
    let ends = |n: &usize| words.get(n - 1).is_some_and(|w| w.ends_with(['.', '?', '!']));
    let sentences = (1..=words.len()).rev().filter(ends).map(first).find(|text| has_room(text));
    let cut = |n: usize| format!("{}\u{2026}", first(n));
    sentences.or_else(|| (1..words.len()).rev().map(cut).find(|text| has_room(text)))
}

fn fits(broken: &[String], width: usize, lines: usize) -> bool {
    broken.len() <= lines && broken.iter().all(|l| l.width() <= width)
}

/// A word longer than a line is cut here, where a page has an edge.
fn unbroken(text: &str, width: usize) -> String {
    text.split_whitespace().map(|w| clip(w, width / 3)).collect::<Vec<_>>().join(" ")
}

fn title(input: &Input) -> String {
    say!(
        "{organisation}: ready for {standard}?",
        organisation = clip(called::organisation(input.a), 60),
        standard = input.q.names.short
    )
}

fn head(input: &Input) -> Vec<String> {
    let mut lines = line("# ", &title(input), 1);
    lines.push(String::new());
    lines.extend(line("", &say!("Scope: {scope}", scope = input.scope()), 1));
    lines
}

/// What the house style gives, on a line of its own.
fn own(about: &About, house: &House) -> Option<String> {
    let bare = About { facts: Vec::new(), ..about.clone() };
    let facts = house.facts(&bare).into_iter().map(|(label, text)| format!("{label}: {text}"));
    let said: Vec<String> = house.cover_line.clone().into_iter().chain(facts).collect();
    line("", &said.join(" \u{b7} "), 1).into_iter().next().filter(|line| !line.is_empty())
}

fn standing(input: &Input) -> Vec<Said> {
    let c = input.scores.all.counts;
    let said = [
        (format!("{}.", figures::verdict(input.q, input.verdict)), 2),
        (figures::beside(input.q, input.a, input.scores), 1),
        (say!("Of {n} requirements: {counts}.", n = c.total(), counts = counts_words(&c)), 1),
        (summary::readiness(input), 2),
    ];
    said.iter().filter_map(|(text, lines)| bullet(Mark::Bullet, text, *lines)).collect()
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
fn blockers(input: &Input) -> Vec<Said> {
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
    let mut list: Vec<Said> = Vec::new();
    for bullet in bullets.into_iter().flatten() {
        if tall(&list) + bullet.lines().len() <= most {
            list.push(bullet);
        }
    }
    if ready {
        let left = most.saturating_sub(tall(&list));
        list.extend(against(input, left));
    }
    if list.is_empty() && ready {
        let clauses = called::clauses(&input.q.names.clauses);
        let text = say!("Nothing in {clauses}, and every gate is proven.", clauses);
        list.push(Said { mark: Mark::Bullet, text });
    } else if list.is_empty() {
        let causes = figures::causes(input.q, input.verdict);
        list.extend(bullet(Mark::Bullet, &say!("What holds the verdict down: {causes}.", causes), 2));
    }
    list
}

/// What contradicts a verdict of readiness, as many as there is room for; the others are counted.
fn against(input: &Input, most: usize) -> Vec<Said> {
    let found = contradiction::all(input.q, input.a, input.scores);
    let (mut list, mut said) = (Vec::new(), 0);
    for f in &found {
        let bullet = bullet(Mark::Bullet, &xray::problem(f), 2);
        if tall(&list) + bullet.iter().map(|b| b.lines().len()).sum::<usize>() >= most {
            break;
        }
        list.extend(bullet);
        said += 1;
    }
    let n = found.len() - said;
    if n > 0 {
        let text = say!("{n} more {n?answer contradicts another|answers contradict others}.", n);
        list.push(Said { mark: Mark::Bullet, text });
    }
    list
}

/// A sentence with as many names as fit whole; the others are counted.
fn names(list: &[impl AsRef<str>], lines: usize, sentence: impl Fn(&str) -> String) -> Option<Said> {
    let text = |most: usize| sentence(&few(list, most));
    let fits = |most: &usize| wrap(&escape(&text(*most)), COLUMNS - 2).len() <= lines;
    if list.is_empty() {
        return None;
    }
    let most = (1..=list.len()).rev().find(fits).unwrap_or(1);
    bullet(Mark::Bullet, &text(most), lines)
}

/// Actions on the page, and lines of each.
const ACTIONS: (usize, usize) = (5, 2);

/// What is worked on next: the first of the first ten things, as they stand on every screen.
fn actions(input: &Input) -> Vec<Said> {
    let mut next = input.roadmap.first_ten(input.gaps, input.made);
    next.truncate(ACTIONS.0);
    if input.gaps.gaps.is_empty() || next.is_empty() {
        let said = summary::time_to_stage1(input);
        return said.iter().filter_map(|line| bullet(Mark::Bullet, line, 2)).collect();
    }
    let mut list = Vec::new();
    for (n, i) in next.into_iter().enumerate() {
        let mark = Mark::Number(n + 1);
        let owner = clip(or_nobody(input.owner_of(i)), 30);
        let tail = say!("{owner}, by {due}, {hours}", owner, due = i.end, hours = hours(i.effort_hours));
        // Without the name, then without the action, before a part of either.
        let ways = [to_do(i), format!("{} {}", i.id, i.action), format!("{} {}", i.id, i.name)];
        let ways = ways.map(|what| format!("{} ({tail})", unstopped(&what)));
        let width = COLUMNS - lead(mark).len();
        let whole = ways.iter().find(|x| fits(&wrap(&escape(x), width), width, ACTIONS.1));
        list.extend(bullet(mark, whole.unwrap_or(&ways[2]), ACTIONS.1));
    }
    list
}

/// Lines of the time to Stage 1 on a page that is full to its end.
const TIME: usize = 4;

/// How long it takes: on a full page the first sentences a line each and the rest in two; where `room` is left, as many
/// lines as it takes.
fn time(input: &Input, room: usize) -> Vec<Said> {
    let all = summary::time_to_stage1(input);
    let bullet = |line: &String, lines| bullet(Mark::Bullet, line, lines);
    let whole: Vec<Said> = all.iter().filter_map(|line| bullet(line, room.max(TIME))).collect();
    if tall(&whole) <= room.max(TIME) {
        return whole;
    }
    let (first, rest) = all.split_at(all.len().min(2));
    // Why there is no date takes more room than a date.
    let most = if input.roadmap.finish.is_none() { 2 } else { 1 };
    let mut list: Vec<Said> = first.iter().filter_map(|line| bullet(line, most)).collect();
    if !rest.is_empty() {
        let left = room.max(TIME).saturating_sub(tall(&list)).max(1);
        list.extend(bullet(&rest.join(" "), left));
    }
    list
}

fn decisions(input: &Input) -> Vec<Said> {
    let all = summary::decisions(input);
    let more = all.len().saturating_sub(3);
    let last = |(at, line): (usize, &String)| match (at, more) {
        // Beside the third: a line of its own is what ends on a second page.
        (2, 1..) => bullet(
            Mark::Bullet,
            &say!("{line} {n} more {n?stands|stand} in the workbook.", line, n = more),
            2,
        ),
        _ => bullet(Mark::Bullet, line, 1),
    };
    all.iter().take(3).enumerate().filter_map(last).collect()
}
