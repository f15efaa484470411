//! What changed between two states, as text to read: figures side by side, then each move with what is
//! behind it, then the figures over time.

use unicode_width::UnicodeWidthStr;

use crate::model::compare::{Comparison, Direction, Move, Point, Side, Trend};
use crate::model::register::Evidence;
use crate::model::score::percent;
use crate::model::{DISCLAIMER, Questionnaire, RULE, text};
use crate::say;
use crate::words::{self, Word as _, Words as _, comparison, figures, register};

/// Figures of both sides: what, before, after.
pub fn sides(c: &Comparison) -> Vec<(String, String, String)> {
    let so_far = |s: &Side| s.scores.all.so_far.map_or_else(|| say!("none yet").to_owned(), percent);
    let over =
        |s: &Side| say!("{assessed} of {of}", assessed = s.scores.all.assessed, of = s.scores.all.applicable);
    let counts = |s: &Side| {
        let c = s.scores.all.counts;
        format!("{}/{}/{}/{}/{}", c.met, c.partial, c.gap, c.not_applicable, c.open)
    };
    let row =
        |what: &str, value: &dyn Fn(&Side) -> String| (what.to_owned(), value(&c.before), value(&c.after));
    vec![
        row(say!("Date"), &|s| s.date.clone()),
        row(say!("Verdict"), &|s| figures::class(s.verdict.class, s.verdict.would_be)),
        row(say!("Met/partial/gap/n.a./open"), &counts),
        row(say!("Readiness so far"), &so_far),
        row(say!("over requirements"), &over),
        row(say!("Claimed / named / seen checks"), &|s| {
            let ev = &s.scores.evidence;
            format!("{} / {} / {}", ev.claimed, ev.named, ev.seen)
        }),
        row(say!("Answers that contradict"), &|s| s.contradictions.to_string()),
    ]
}

/// What lies behind a move besides its levels, a line each.
pub fn behind(m: &Move) -> Vec<String> {
    let mut lines = Vec::new();
    for t in &m.texts {
        let said = |x: &str| if x.is_empty() { say!("(none)").to_owned() } else { text::clean_line(x) };
        lines.push(say!(
            "{text} on {id}: {before} -> {after}",
            text = t.what.word(),
            id = t.at,
            before = said(&t.before),
            after = said(&t.after)
        ));
    }
    lines.extend(m.evidence_new.iter().map(|e| evidence(e, true)));
    lines.extend(m.evidence_gone.iter().map(|e| evidence(e, false)));
    lines
}

/// A piece of evidence that came or went.
fn evidence(e: &Evidence, new: bool) -> String {
    let (on, what, note) = (e.shows.join(", "), &e.what, register::seen_note(e));
    let who = register::seen_by(e);
    text::clean_line(&match (new, e.is_seen()) {
        (true, true) => say!("evidence new on {on}: {what}, seen by {who}{note}", on, what, who, note),
        (true, false) => say!("evidence new on {on}: {what}{note}", on, what, note),
        (false, true) => say!("evidence gone on {on}: {what}, seen by {who}{note}", on, what, who, note),
        (false, false) => say!("evidence gone on {on}: {what}{note}", on, what, note),
    })
}

/// One moment in a line.
pub fn point(p: &Point) -> String {
    let so_far = p.so_far.map_or_else(|| say!("no answer").to_owned(), percent);
    let counts = say!(
        "{met} met, {partial} partial, {gap} gap, {not_applicable} n.a., {open} open",
        met = p.counts.met,
        partial = p.counts.partial,
        gap = p.counts.gap,
        not_applicable = p.counts.not_applicable,
        open = p.counts.open
    );
    let (name, rests_on) = (text::shown(&p.name, 40), figures::rests_on(&p.evidence, p.contradictions));
    format!("{}  {so_far:>9}  {counts}  {}  {rests_on}  {name}", p.date, figures::class(p.class, p.would_be))
}

/// Blanks between two columns, at least.
const GAP: usize = 2;

/// Both sides of a comparison under their names, cut to so many columns; the first two columns are at least so wide, and
/// never so narrow that they run into each other.
pub fn table(c: &Comparison, name: usize, (first, second): (usize, usize)) -> Vec<String> {
    let (before, after) = (text::shown(&c.before.name, name), text::shown(&c.after.name, name));
    let mut rows = vec![(String::new(), before, after)];
    rows.extend(sides(c));
    let column = |of: fn(&(String, String, String)) -> &String, least: usize| {
        rows.iter().map(|row| of(row).width() + GAP).max().unwrap_or_default().max(least)
    };
    let (first, second) = (column(|r| &r.0, first), column(|r| &r.1, second));
    let filled = |text: &str, to: usize| format!("{text}{}", " ".repeat(to.saturating_sub(text.width())));
    let row = |(what, was, is): &(String, String, String)| {
        format!("{}{}{is}", filled(what, first), filled(was, second))
    };
    rows.iter().map(row).collect()
}

/// The figures of both sides, a line each: for a window, whose width nobody knows here, no columns.
fn side_by_side(c: &Comparison) -> Vec<String> {
    let names = (String::new(), text::shown(&c.before.name, 40), text::shown(&c.after.name, 40));
    let line = |(what, was, is): (String, String, String)| {
        let what = if what.is_empty() { what } else { format!("{what}: ") };
        if was == is { format!("{what}{is}") } else { format!("{what}{was} -> {is}") }
    };
    [names].into_iter().chain(sides(c)).map(line).collect()
}

/// The whole comparison as lines; `# ` begins a title.
pub fn lines(q: &Questionnaire, c: &Comparison, trend: &Trend) -> Vec<String> {
    let mut lines = side_by_side(c);
    lines.extend(c.notes.iter().map(|n| say!("Note: {note}", note = n.words())));
    for d in Direction::ALL {
        let moves: Vec<&Move> = c.of(d).collect();
        if moves.is_empty() {
            continue;
        }
        lines.extend([String::new(), format!("# {} ({})", d.word(), moves.len())]);
        for m in moves.into_iter().filter(|m| m.touched()) {
            lines.push(format!("{} {}", q.requirements[m.requirement].id, q.full_title(m.requirement)));
            lines.push(format!("    {}", comparison::why(m, q)));
            lines.extend(behind(m).into_iter().map(|l| format!("    {l}")));
        }
    }
    if trend.points.len() > 1 {
        lines.extend([String::new(), format!("# {}", say!("Over time"))]);
        lines.extend(trend.points.iter().map(point));
    }
    lines.extend(trend.left_out.iter().map(|name| say!("Left out, made by another rule: {name}", name)));
    lines.extend([String::new(), format!("{RULE}. {}", words::text(DISCLAIMER))]);
    lines
}
