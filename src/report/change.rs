//! What changed between two states, as text to read: figures side by side, then each move with what is
//! behind it, then the figures over time.

use crate::model::compare::{Comparison, Direction, Move, Point, Side, Trend};
use crate::model::score::percent;
use crate::model::{DISCLAIMER, Questionnaire, RULE, text};
use crate::words::{Word as _, Words as _, comparison, register};

/// Figures of both sides: what, before, after.
pub fn sides(c: &Comparison) -> Vec<(String, String, String)> {
    let so_far = |s: &Side| s.scores.all.so_far.map_or_else(|| "none yet".to_owned(), percent);
    let over = |s: &Side| format!("{} of {}", s.scores.all.assessed, s.scores.all.applicable);
    let counts = |s: &Side| {
        let c = s.scores.all.counts;
        format!("{}/{}/{}/{}/{}", c.met, c.partial, c.gap, c.not_applicable, c.open)
    };
    let row =
        |what: &str, value: &dyn Fn(&Side) -> String| (what.to_owned(), value(&c.before), value(&c.after));
    vec![
        row("Date", &|s| s.date.clone()),
        row("Verdict", &|s| s.verdict.class.word().to_owned()),
        row("Met/partial/gap/n.a./open", &counts),
        row("Readiness so far", &so_far),
        row("over requirements", &over),
        row("Claimed / verified checks", &|s| format!("{} / {}", s.scores.claimed, s.scores.verified)),
    ]
}

/// What lies behind a move besides its levels, a line each.
pub fn behind(m: &Move) -> Vec<String> {
    let mut lines = Vec::new();
    for t in &m.texts {
        let said = |x: &str| if x.is_empty() { "(none)".to_owned() } else { text::clean_line(x) };
        lines.push(format!("{} on {}: {} -> {}", t.what.word(), t.at, said(&t.before), said(&t.after)));
    }
    for (word, list) in [("new", &m.evidence_new), ("gone", &m.evidence_gone)] {
        for e in list {
            let seen =
                if e.is_seen() { format!(", seen by {}", register::seen_by(e)) } else { String::new() };
            let on = e.shows.join(", ");
            lines.push(text::clean_line(&format!(
                "evidence {word} on {on}: {}{seen}{}",
                e.what,
                register::seen_note(e)
            )));
        }
    }
    lines
}

/// One moment in a line.
pub fn point(p: &Point) -> String {
    let so_far = p.so_far.map_or_else(|| "no answer".to_owned(), percent);
    format!(
        "{}  {:>9}  {} met, {} partial, {} gap, {} n.a., {} open  {}  {}",
        p.date,
        so_far,
        p.counts.met,
        p.counts.partial,
        p.counts.gap,
        p.counts.not_applicable,
        p.counts.open,
        p.class.word(),
        text::shown(&p.name, 40)
    )
}

/// The whole comparison as lines; `# ` begins a title.
pub fn lines(q: &Questionnaire, c: &Comparison, trend: &Trend) -> Vec<String> {
    let (before, after) = (text::shown(&c.before.name, 18), text::shown(&c.after.name, 18));
    let mut lines = vec![format!("{:<28}{before:<20}{after}", "")];
    lines.extend(sides(c).into_iter().map(|(what, was, is)| format!("{what:<28}{was:<20}{is}")));
    lines.extend(c.notes.iter().map(|n| format!("Note: {}", n.words())));
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
        lines.extend([String::new(), "# Over time".into()]);
        lines.extend(trend.points.iter().map(point));
    }
    lines.extend(trend.left_out.iter().map(|n| format!("Left out, made by another rule: {n}")));
    lines.extend([String::new(), format!("{RULE}. {DISCLAIMER}")]);
    lines
}
