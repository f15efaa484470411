//! What changed between two states, as a document: figures side by side, then each move with what is behind it, then the
//! figures over time. The window, plain mode and `clausewise compare` say the same.

use jiff::civil::Date;

use super::{Head, about};
use crate::doc::{About, Doc, Page, Piece, Table, Text, lines};
use crate::model::compare::{Comparison, Direction, Move, Point, Side, Trend};
use crate::model::register::Evidence;
use crate::model::score::percent;
use crate::model::{DISCLAIMER, Questionnaire, RULE, text};
use crate::say;
use crate::words::{self, Word as _, Words as _, comparison, figures, register};

/// Columns of a name of a file or a snapshot.
const NAME: usize = 60;

/// Figures of both sides: what, before, after.
fn sides(c: &Comparison) -> Vec<(String, String, String)> {
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
fn behind(m: &Move) -> Vec<String> {
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

/// The figures over time, a moment a row; the last is the present, which has one name in the whole paper.
fn over_time(points: &[Point], now: &str) -> Table {
    let mut table = Table::new(&[
        say!("Date"),
        say!("State"),
        say!("Readiness so far"),
        say!("Requirements"),
        say!("Verdict"),
        say!("It rests on"),
    ]);
    for (at, p) in points.iter().enumerate() {
        let n = &p.counts;
        let name = if at + 1 == points.len() { now } else { &p.name };
        let so_far = p.so_far.map_or_else(|| say!("no answer").to_owned(), percent);
        let counts = say!(
            "{met} met, {partial} partial, {gap} gap, {not_applicable} n.a., {open} open",
            met = n.met,
            partial = n.partial,
            gap = n.gap,
            not_applicable = n.not_applicable,
            open = n.open
        );
        table.row(vec![
            p.date.clone().into(),
            text::shown(name, NAME).into(),
            so_far.into(),
            counts.into(),
            figures::class(p.class, p.would_be).into(),
            figures::rests_on(&p.evidence, p.contradictions).into(),
        ]);
    }
    table
}

/// The same where a row of six cells would take four lines: two lines a moment.
fn over_time_in_lines(page: &mut Page, points: &[Point], now: &str) {
    for (at, p) in points.iter().enumerate() {
        let (n, e) = (&p.counts, &p.evidence);
        let name = text::shown(if at + 1 == points.len() { now } else { &p.name }, NAME);
        let so_far = p.so_far.map_or_else(|| say!("no answer").to_owned(), percent);
        let class = figures::class(p.class, p.would_be);
        page.row(say!("{date} {name}: {so_far}, {class}", date = p.date, name, so_far, class));
        page.sub_item(say!(
            "{met} met, {partial} partial, {gap} gap, {not_applicable} n.a., {open} open; {claimed}/{named}/{seen} \
             claimed/named/seen",
            met = n.met,
            partial = n.partial,
            gap = n.gap,
            not_applicable = n.not_applicable,
            open = n.open,
            claimed = e.claimed,
            named = e.named,
            seen = e.seen
        ));
        if p.contradictions > 0 {
            page.sub_item(say!("{n|answer that contradicts|answers that contradict}", n = p.contradictions));
        }
    }
}

/// The whole comparison as a document; `made_from` names the files behind it and their heads.
pub fn doc(q: &Questionnaire, c: &Comparison, trend: &Trend, made_from: &[(String, Head)]) -> Doc {
    told(q, c, trend, made_from, |page, points| page.table(over_time(points, &c.after.name)))
}

/// The same, what came of it over time as `moments` puts it.
fn told(
    q: &Questionnaire,
    c: &Comparison,
    trend: &Trend,
    made_from: &[(String, Head)],
    moments: impl Fn(&mut Page, &[Point]),
) -> Doc {
    let (before, after) = (text::shown(&c.before.name, NAME), text::shown(&c.after.name, NAME));
    let fact =
        |(name, head): &(String, Head)| (say!("Made from").to_owned(), format!("{name}, {}", head.words()));
    let about = About {
        facts: made_from.iter().map(fact).collect(),
        disclaimer: format!("{RULE}. {}", words::text(DISCLAIMER)),
        ..about::bare(Date::ZERO)
    };
    let mut page = Page::new("comparison", &say!("{before} and {after} compared", before, after), about);
    let mut table = Table::sides(say!("Before"), say!("After"));
    table.row(vec![say!("State").into(), before.into(), after.into()]);
    for (what, was, is) in sides(c) {
        table.row(vec![what.into(), was.into(), is.into()]);
    }
    page.table(table);
    page.paragraphs(c.notes.iter().map(|n| say!("Note: {note}", note = n.words())));
    for d in Direction::ALL {
        say_moves(&mut page, q, d, &c.of(d).collect::<Vec<_>>());
    }
    if trend.points.len() > 1 {
        page.section(2, "over-time", say!("Over time"));
        moments(&mut page, &trend.points);
    }
    let left_out = trend.left_out.iter().map(|name| text::shown(name, NAME));
    page.paragraphs(left_out.map(|name| say!("Left out, made by another rule: {name}", name)));
    page.finish()
}

/// What moved one way, with what is behind it.
fn say_moves(page: &mut Page, q: &Questionnaire, d: Direction, moves: &[&Move]) {
    if moves.is_empty() {
        return;
    }
    page.section(2, d.key(), &format!("{} ({})", d.word(), moves.len()));
    for m in moves.iter().filter(|m| m.touched()) {
        let named = format!("{} {}", q.requirements[m.requirement].id, q.list_title(m.requirement));
        page.row(Text(vec![Piece::Strong(named)]));
        page.sub_item(comparison::why(m, q));
        for line in behind(m) {
            page.sub_item(line);
        }
    }
}

/// The same as lines; `# ` begins a title.
pub fn lines(q: &Questionnaire, c: &Comparison, trend: &Trend, made_from: &[(String, Head)]) -> Vec<String> {
    let moments = |page: &mut Page, points: &[Point]| over_time_in_lines(page, points, &c.after.name);
    lines::write(&told(q, c, trend, made_from, moments))
}
