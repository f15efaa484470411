//! The question card: the question, its checks with the selected one open in place, what was written here, and what
//! helps to answer.

use std::cell::Cell;
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::answers::for_whom;
use super::card::Here;
use super::checks::{self, Columns};
use super::edge::{self, Edge};
use super::parts::{Beside, Part, share};
use super::{card_help, card_outline, yours};

use crate::model::Level;
use crate::say;
use crate::tui::keymap::Rating;
use crate::tui::pane::{Pane, join};
use crate::tui::shell::Shell;
use crate::tui::text;
use crate::words::{Word as _, audit, journey};
use crate::work::Work;

pub use super::card::Card;

/// From this width on there are frames, and what was written and what helps stands beside the checks.
const BESIDE: u16 = 110;

/// From this width on the outline stands beside the card, and what is beside the checks has so many columns.
const SPACIOUS: u16 = 160;
const SIDE: u16 = 55;
const OUTLINE: u16 = 38;

/// With fewer rows the question of the requirement has one, and what was written here no title of its own.
const SMALL: usize = 13;

/// From this width on the findings of an audit stand beside its result.
const NUMBERED: usize = 70;

/// Columns of the bar that says how far one is.
const BAR: usize = 16;

/// Columns of an edge that hold none of its words: corners, blanks, and the line between the two ends.
const EDGE: usize = 12;

/// With fewer rows the levels of a whole have one: its checks are what one comes to see.
const ROOMY: usize = 24;

pub fn draw(shell: &Shell, card: &Card, work: &Work, buf: &mut Buffer, area: Rect) -> Option<Position> {
    let r = work.a().requirement(work.q(), card.spot.requirement);
    let here = Here { shell, card, work, r };
    // A pane has its own margins.
    let area = Rect { x: area.x.saturating_sub(1), width: area.width.saturating_add(2), ..area };
    let main = Rect { height: area.height.saturating_sub(1), ..area };
    let (place, shown) =
        if area.width >= BESIDE { beside(&here, buf, main) } else { below(&here, buf, main) };
    let last = Rect { y: main.bottom(), height: area.height.min(1), ..area };
    let signs = if usize::from(main.height) < SMALL { here.more(&shown) } else { <_>::default() };
    Pane::new(buf, last).line(answers_line(&here, signs, usize::from(last.width)));
    place
}

/// What stands at the right of the title: for whom one answers, how far the clause is, and the answer to the whole.
fn aside(here: &Here<'_>, whole: bool, width: usize) -> Line<'static> {
    let t = here.shell.theme;
    let work = here.work;
    let mut spans = Vec::new();
    if let Some(mark) = work.audit_mark(here.card.spot.requirement).filter(|_| !here.shell.hide_scores) {
        let words = audit::mark(mark, width < NUMBERED);
        spans.push(Span::styled(format!("{words}  "), t.quiet()));
    }
    let whom = for_whom(work, here.card.spot);
    if !whom.is_empty() {
        spans.push(Span::styled(format!("{whom}   "), t.warning()));
    }
    spans.push(Span::styled(journey::place(work, here.card.spot.requirement, whole), t.quiet()));
    if whole {
        spans.push(Span::styled(format!("   {} ", say!("as a whole")), t.quiet()));
        spans.extend(checks::state_line(here, 0).spans);
    }
    Line::from(spans)
}

/// The card in one column: the question, the checks, what was written here.
fn below(here: &Here<'_>, buf: &mut Buffer, area: Rect) -> (Option<Position>, Range<usize>) {
    let t = here.shell.theme;
    let at = here.card.spot.row;
    let area = Rect { width: area.width.saturating_sub(1), ..area };
    let few = usize::from(area.height) < SMALL;
    let mut pane = Pane::new(buf, area);
    let aside = aside(here, at > 0, pane.width());
    let room = pane.width().saturating_sub(aside.width() + text::width(&here.r.id) + 4);
    let title = here.work.q().title_in(here.card.spot.requirement, |title| text::width(title) <= room);
    let title = Line::from(vec![
        Span::styled(format!(" {}  ", here.r.id), t.accent().patch(t.strong())),
        Span::styled(title, t.accent()),
    ]);
    if at > 0 {
        here.shell.hits.note(pane.next_row(), 0, false);
    }
    pane.pair(title, aside);
    let question = here.work.a().question(here.work.q(), here.card.spot.requirement);
    let most = if few && at > 0 { 1 } else { 4 };
    Part::new(vec![Span::raw(" ")], question, t.strong(), pane.width())
        .rows_up_to(most, pane.width())
        .into_iter()
        .for_each(|line| pane.line(line));

    // Columns without the marker's.
    let columns = Columns::of(here, pane.width().saturating_sub(1));
    let open = checks::opened(here, columns.width, false, usize::from(area.height) < ROOMY);
    let kept = yours::parts(here, pane.width(), few);
    let rules = if few { 0 } else { 2 };
    let head = checks::head(here, at, &columns);
    let rows = pane.left().saturating_sub(rules + head.len());
    let closed = closed(here, &columns);
    let all: Vec<&Part> = open.iter().chain(&kept).collect();
    let (given, others) = share(&all, &wants(&closed, at), rows);
    let (opens, writes) = given.split_at(open.len());
    let mut block = head;
    block.extend(open.iter().zip(opens).flat_map(|(p, n)| p.rows(*n, columns.width)));
    // What nobody else wants is the checks'.
    let left = rows.saturating_sub(given.iter().sum::<usize>() + others);
    let room = others + left + if at > 0 { block.len() } else { 0 };
    let shown = window(&here.card.top, at, &heights(&closed, at, block.len()), room);
    let (above, under) = here.more(&shown);
    let mut place = None;
    if at == 0 {
        place = Some(marked(here, &mut pane, &block, 0));
    }
    if !few {
        pane.line(edge::edge(t, Edge::Rule, pane.width(), &here.proven(), &above));
    }
    place = list(here, &mut pane, &closed, &block, &shown).or(place);
    if !few {
        pane.down_to(writes.iter().sum::<usize>() + 1);
        pane.line(edge::edge(t, Edge::Rule, pane.width(), say!("Yours"), &under));
    }
    for (part, n) in kept.iter().zip(writes) {
        let width = pane.width();
        part.rows(*n, width).into_iter().for_each(|line| pane.line(line));
    }
    (place, shown)
}

/// The card beside what was written here and what helps, in frames.
fn beside(here: &Here<'_>, buf: &mut Buffer, area: Rect) -> (Option<Position>, Range<usize>) {
    let t = here.shell.theme;
    let at = here.card.spot.row;
    let wide = area.width >= SPACIOUS;
    let area = if wide {
        card_outline::draw(here, buf, Rect { width: OUTLINE, ..area });
        Rect { x: area.x + OUTLINE, width: area.width - OUTLINE, ..area }
    } else {
        area
    };
    let width = if wide { area.width - SIDE } else { area.width * 19 / 30 };
    let left = Rect { width, ..area };
    let right = Rect { x: left.right(), width: area.right().saturating_sub(left.right()), ..area };
    let untold = card_help::draw(here, buf, right);
    let inside = edge::sides(t, buf, left);
    let row = |y: u16| Rect { y, height: 1, ..left };
    let proven = here.proven();
    let room = usize::from(left.width).saturating_sub(text::width(&proven) + text::width(&here.r.id) + EDGE);
    let title = here.work.q().title_in(here.card.spot.requirement, |title| text::width(title) <= room);
    edge::draw_edge(t, Edge::Top, buf, row(left.y), &format!("{}  {title}", here.r.id), &proven);

    let columns = Columns::of(here, usize::from(inside.width).saturating_sub(1));
    let open = checks::opened(here, columns.width, true, false);
    let closed = closed(here, &columns);
    let question = here.work.a().question(here.work.q(), here.card.spot.requirement);
    let question = Part::new(vec![Span::raw(" ")], question, t.strong(), usize::from(inside.width));
    let mut pane = Pane::new(buf, inside);
    let width = pane.width();
    question.rows_up_to(4, width).into_iter().for_each(|line| pane.line(line));
    let whom = aside(here, false, width);
    pane.pair(Line::default(), whom);
    let head = checks::head(here, at, &columns);
    // The row of the whole, and the edge under it.
    let around = if at == 0 { 1 } else { 2 };
    let rows = pane.left().saturating_sub(around + head.len());
    let (given, _) = share(&open.iter().collect::<Vec<_>>(), &wants(&closed, at), rows);
    let mut block = head;
    block.extend(open.iter().zip(&given).flat_map(|(p, n)| p.rows(*n, columns.width)));
    let mut place = None;
    if at == 0 {
        place = Some(marked(here, &mut pane, &block, 0));
    } else {
        here.shell.hits.note(pane.next_row(), 0, false);
        for line in checks::head(here, 0, &columns) {
            pane.line(unmarked(line));
        }
    }
    let between = pane.row();
    pane.blank();
    let room = pane.left();
    let mut closed = closed;
    // A blank row under each check, where all have room.
    let all = heights(&closed, at, block.len());
    if all.iter().sum::<usize>() + all.len() <= room {
        for lines in closed.iter_mut().chain([&mut block]).filter(|lines| !lines.is_empty()) {
            lines.push(Line::default());
        }
    }
    let shown = window(&here.card.top, at, &heights(&closed, at, block.len()), room);
    let (above, under) = here.more(&shown);
    place = list(here, &mut pane, &closed, &block, &shown).or(place);
    if shown.end > here.r.checks.len() {
        card_help::under(here, &mut pane, left, &untold);
    }
    edge::draw_edge(t, Edge::Between, buf, row(between), "", &above);
    edge::draw_edge(t, Edge::Bottom, buf, row(left.bottom().saturating_sub(1)), "", &under);
    (place, shown)
}

/// Every check closed, but the selected one, and nothing for the whole: its row stands elsewhere.
fn closed(here: &Here<'_>, columns: &Columns) -> Vec<Vec<Line<'static>>> {
    let at = here.card.spot.row;
    let check = |n| if n == 0 || n == at { Vec::new() } else { checks::head(here, n, columns) };
    (0..=here.r.checks.len()).map(check).collect()
}

/// The rows the other checks want: the one above, so that one sees where one is, then all.
fn wants(closed: &[Vec<Line<'static>>], at: usize) -> [Beside; 2] {
    let near = if at > 1 { at - 1 } else { at + 1 };
    let near = closed.get(near).map_or(0, Vec::len);
    let others = (0..closed.len()).filter(|n| *n != at).map(|n| closed[n].len()).sum();
    [Beside { turn: 8, rows: near, whole: true }, Beside { turn: 11, rows: others, whole: false }]
}

/// Rows of each, the selected one open.
fn heights(closed: &[Vec<Line<'static>>], at: usize, open: usize) -> Vec<usize> {
    let height = |(n, lines): (usize, &Vec<Line<'static>>)| if n == at && n > 0 { open } else { lines.len() };
    closed.iter().enumerate().map(height).collect()
}

/// The checks shown in `room` rows, whole ones only, with the selected one and as much as can be of the one above it:
/// the first shown moves as little as needed.
fn window(first: &Cell<usize>, at: usize, heights: &[usize], room: usize) -> Range<usize> {
    let rows = |range: Range<usize>| heights.get(range).map_or(0, |h| h.iter().sum::<usize>());
    let mut top = first.get().clamp(1, at.max(1));
    if top == at && at > 1 && rows(at - 1..at + 1) <= room {
        top = at - 1;
    }
    while top < at && rows(top..at + 1) > room {
        top += 1;
    }
    while top > 1 && rows(top - 1..heights.len()) <= room {
        top -= 1;
    }
    first.set(top);
    let mut end = top.max(at + usize::from(at > 0));
    while end < heights.len() && rows(top..end + 1) <= room {
        end += 1;
    }
    top..end
}

/// Draws the checks of this range, the selected one as the open block.
fn list(
    here: &Here<'_>,
    pane: &mut Pane<'_>,
    closed: &[Vec<Line<'static>>],
    block: &[Line<'static>],
    shown: &Range<usize>,
) -> Option<Position> {
    here.shell.page.set(shown.len().saturating_sub(1).max(1));
    let mut place = None;
    for n in shown.clone() {
        if n == here.card.spot.row {
            place = Some(marked(here, pane, block, n));
            continue;
        }
        for line in closed.get(n).into_iter().flatten() {
            here.shell.hits.note(pane.next_row(), n, false);
            pane.line(unmarked(line.clone()));
        }
    }
    place
}

/// Draws the selected block with the marker on each row; where it begins.
fn marked(here: &Here<'_>, pane: &mut Pane<'_>, block: &[Line<'static>], n: usize) -> Position {
    let t = here.shell.theme;
    let place = Position { x: pane.column(), y: pane.row() };
    for line in block {
        here.shell.hits.note(pane.next_row(), n, true);
        let mut line = line.clone();
        if !line.spans.is_empty() {
            line.spans.insert(0, Span::styled(edge::marker(t), t.accent()));
        }
        pane.line(line);
    }
    place
}

fn unmarked(mut line: Line<'static>) -> Line<'static> {
    line.spans.insert(0, Span::raw(" "));
    line
}

/// What the keys of the levels answer here, and at its right end what lies above and below.
fn answers_line(here: &Here<'_>, (above, below): (String, String), width: usize) -> Line<'static> {
    let t = here.shell.theme;
    let key = |level: Level| here.shell.key(Rating::Rate(level));
    let (first, last) = (key(Level::Nothing), key(Level::Proven));
    let what = match here.check(here.card.spot.row) {
        Some(_) => say!("answers {check}", check = here.label(here.card.spot.row)),
        None => say!("answers the whole card").to_owned(),
    };
    let mut hints = vec![(format!("{first}-{last}"), what)];
    hints.push((key(Level::DontKnow), Level::DontKnow.word().to_lowercase()));
    if here.r.exclusion.is_some() {
        hints.push((key(Level::NotApplicable), Level::NotApplicable.word().to_lowercase()));
    }
    let hint = |(key, words): (String, String)| {
        [Span::styled(format!(" {key}"), t.strong()), Span::styled(format!(" {words} "), t.quiet())]
    };
    let left: Vec<Span<'static>> = hints.into_iter().flat_map(hint).collect();
    let (left, signs) = (Line::from(left), [above, below].into_iter().filter(|s| !s.is_empty()));
    let right = format!("{} ", signs.collect::<Vec<_>>().join("  "));
    let right = if right.trim().is_empty() {
        how_far(here, width - left.width())
    } else {
        Line::styled(right, t.quiet())
    };
    join(left, right, width)
}

/// How far one is on the way: a bar where the columns that are left hold one, and how much is left at one's own pace.
fn how_far(here: &Here<'_>, room: usize) -> Line<'static> {
    let (t, (answered, of)) = (here.shell.theme, here.work.journey().cards);
    let open = of - answered;
    let whole = journey::left(open, here.work.pace());
    let words =
        if text::width(&whole) + 2 < room { whole } else { journey::left_in_short(open, here.work.pace()) };
    let mut spans = Vec::new();
    if room > text::width(&words) + BAR + 6 {
        spans.extend(t.bar(answered as f64 / of.max(1) as f64, BAR));
        spans.push(Span::raw("  "));
    }
    spans.push(Span::styled(format!("{words} "), t.quiet()));
    let line = Line::from(spans);
    if line.width() < room { line } else { Line::default() }
}
