//! How the commands present what they found: text for people, JSON, CSV and Markdown for others.

use std::io::Write;

use serde_json::{Value, json};

use super::run::only;
use super::{Failure, Format};
use crate::model::score::{Counts, Status, percent, percent_value};
use crate::model::{DISCLAIMER, RULE, explain, priority};
use crate::session::{Figures, Session};

fn print_json(value: &Value, out: &mut impl Write) -> Result<u8, Failure> {
    let text = serde_json::to_string_pretty(value).map_err(std::io::Error::from)?;
    writeln!(out, "{text}")?;
    Ok(0)
}

fn counts_words(c: &Counts) -> String {
    Status::ALL.map(|s| format!("{} {}", c.of(s), s.word().to_lowercase())).join(", ")
}

pub(super) fn status(s: &Session, f: &Figures, format: Format, out: &mut impl Write) -> Result<u8, Failure> {
    only(format, &[Format::Text, Format::Json])?;
    let (all, v) = (&f.scores.all, &f.verdict);
    if format == Format::Json {
        let c = all.counts;
        let requirements: Vec<Value> =
            s.q.requirements
                .iter()
                .zip(&f.scores.requirements)
                .map(|(r, x)| {
                    json!({"id": r.id, "status": x.status.key(),
                    "low": percent_value(100.0 * x.low()), "high": percent_value(100.0 * x.high())})
                })
                .collect();
        return print_json(
            &json!({
                "rule": RULE,
                "counts": {"met": c.met, "partial": c.partial, "gap": c.gap,
                    "not_applicable": c.not_applicable, "open": c.open},
                "coverage": {"answered": all.checks_answered, "applicable": all.checks_applicable},
                "readiness": {"so_far": all.so_far.map(percent_value), "assessed": all.assessed,
                    "low": percent_value(all.low), "high": percent_value(all.high)},
                "verdict": {"class": v.class.words(), "would_be": v.would_be.map(crate::model::Class::words),
                    "because": v.because, "open": v.open},
                "requirements": requirements,
            }),
            out,
        );
    }
    writeln!(out, "{}\n{}\n", s.assessment().organisation(), v.sentence())?;
    writeln!(out, "{} of {} requirements.", counts_words(&all.counts), all.counts.total())?;
    let so_far = all.so_far.map_or_else(|| "none yet".to_owned(), percent);
    writeln!(
        out,
        "Readiness so far: {so_far} over {} of {} applicable requirements; whole: {}.",
        all.assessed,
        all.applicable,
        explain::interval(all)
    )?;
    writeln!(out, "Coverage: {} of {} checks answered.\n", all.checks_answered, all.checks_applicable)?;
    for (r, x) in s.q.requirements.iter().zip(&f.scores.requirements) {
        writeln!(out, "{:<9}{:<15}{}", r.id, x.status.word(), r.title)?;
    }
    writeln!(out, "\n{RULE}. {DISCLAIMER}")?;
    Ok(0)
}

/// A cell that a spreadsheet could run gets a leading quote.
fn cell(text: &str) -> String {
    let live = |c: char| {
        matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}')
    };
    if text.starts_with(live) { format!("'{text}") } else { text.to_owned() }
}

/// A cell of a Markdown table: pipes, line ends and markup cannot break out.
fn md(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '|' | '<' | '>' | '&' | '`' | '*' | '_' | '[' | ']' | '!' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' | '\r' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

fn print_table(
    head: &[&str],
    rows: &[Vec<String>],
    format: Format,
    out: &mut impl Write,
) -> Result<u8, Failure> {
    if format == Format::Csv {
        let mut w = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        let done = (|| {
            w.write_record(head)?;
            for row in rows {
                w.write_record(row.iter().map(|c| cell(c)))?;
            }
            w.flush()?;
            Ok::<_, csv::Error>(())
        })();
        done.map_err(std::io::Error::from)?;
        out.write_all(&w.into_inner().unwrap_or_default())?;
        return Ok(0);
    }
    writeln!(out, "| {} |", head.join(" | "))?;
    writeln!(out, "|{}", " --- |".repeat(head.len()))?;
    for row in rows {
        let cells: Vec<String> = row.iter().map(|c| md(c)).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    Ok(0)
}

pub(super) fn gaps(s: &Session, f: &Figures, format: Format, out: &mut impl Write) -> Result<u8, Failure> {
    let (q, a) = (&s.q, s.assessment());
    let ids =
        |list: &[usize]| -> Vec<String> { list.iter().map(|r| q.requirements[*r].id.clone()).collect() };
    let head = [
        "rank",
        "band",
        "class",
        "id",
        "requirement",
        "title",
        "status",
        "reason",
        "unblocks",
        "effort_hours",
        "action",
        "output",
        "depends_on",
    ];
    if format == Format::Json {
        let rows: Vec<Value> = f
            .gaps
            .gaps
            .iter()
            .map(|g| {
                let r = &q.requirements[g.requirement];
                json!({"rank": g.rank, "band": g.band.word(), "class": g.class, "id": g.id(q),
                    "requirement": r.id, "title": r.title, "status": g.status.key(), "reason": g.reason(q, a),
                    "unblocks": g.unblocks, "effort_hours": g.effort_hours, "action": g.action(q),
                    "output": g.output(q), "depends_on": ids(&g.depends_on)})
            })
            .collect();
        return print_json(&Value::Array(rows), out);
    }
    if format != Format::Text {
        let rows: Vec<Vec<String>> = f
            .gaps
            .gaps
            .iter()
            .map(|g| {
                let r = &q.requirements[g.requirement];
                vec![
                    g.rank.to_string(),
                    g.band.word().into(),
                    g.class.to_string(),
                    g.id(q),
                    r.id.clone(),
                    r.title.clone(),
                    g.status.word().into(),
                    g.reason(q, a),
                    g.unblocks.to_string(),
                    g.effort_hours.to_string(),
                    g.action(q).into(),
                    g.output(q).into(),
                    ids(&g.depends_on).join(" "),
                ]
            })
            .collect();
        return print_table(&head, &rows, format, out);
    }
    for g in &f.gaps.gaps {
        let r = &q.requirements[g.requirement];
        writeln!(out, "{:>3} {:<6} {:<8} {} - {}", g.rank, g.band.word(), r.id, r.title, g.status.word())?;
        writeln!(out, "      {}", g.reason(q, a))?;
        writeln!(out, "      {} -> {}", g.action(q), g.output(q))?;
    }
    let open = &f.gaps.open;
    writeln!(out, "\n{} gaps, {}.", f.gaps.gaps.len(), priority::hours(f.gaps.total_hours()))?;
    for (title, list) in [
        ("Not assessed yet", ids(&open.not_assessed)),
        ("To find out", open.to_find_out.iter().map(|c| q.check(*c).id.clone()).collect()),
        ("Excluded without a reason (6.1.3)", ids(&open.without_reason)),
    ] {
        if !list.is_empty() {
            writeln!(out, "{title}: {}", list.join(", "))?;
        }
    }
    Ok(0)
}

pub(super) fn roadmap(s: &Session, f: &Figures, format: Format, out: &mut impl Write) -> Result<u8, Failure> {
    let (q, map) = (&s.q, &f.roadmap);
    if format == Format::Json {
        let items: Vec<Value> = map
            .items
            .iter()
            .map(|i| {
                json!({"id": i.id, "requirement": q.requirements[i.requirement].id, "start": i.start.to_string(),
                    "end": i.end.to_string(), "effort_hours": i.effort_hours, "owner": i.owner,
                    "depends_on": i.depends_on, "wave": i.wave, "action": i.action, "output": i.output,
                    "critical": i.critical(), "slack_days": i.slack_days})
            })
            .collect();
        let milestones: Vec<Value> = map
            .milestones
            .iter()
            .map(|m| json!({"id": m.id, "title": m.title, "date": m.date.to_string()}))
            .collect();
        return print_json(
            &json!({"items": items, "milestones": milestones, "finish": map.finish.map(|d| d.to_string()),
                "target": map.input.target.map(|d| d.to_string()), "misses_by_weeks": map.misses_by_weeks,
                "total_hours": map.total_hours, "blank_owners": map.blank_owners, "warnings": map.warnings}),
            out,
        );
    }
    if format != Format::Text {
        let head = [
            "id",
            "title",
            "start",
            "end",
            "effort_hours",
            "owner",
            "wave",
            "action",
            "output",
            "depends_on",
        ];
        let rows: Vec<Vec<String>> = map
            .items
            .iter()
            .map(|i| {
                vec![
                    i.id.clone(),
                    q.requirements[i.requirement].title.clone(),
                    i.start.to_string(),
                    i.end.to_string(),
                    i.effort_hours.to_string(),
                    i.owner.clone(),
                    i.wave.to_string(),
                    i.action.clone(),
                    i.output.clone(),
                    i.depends_on.join(" "),
                ]
            })
            .collect();
        return print_table(&head, &rows, format, out);
    }
    roadmap_text(s, f, out)
}

fn roadmap_text(s: &Session, f: &Figures, out: &mut impl Write) -> Result<u8, Failure> {
    let (q, map) = (&s.q, &f.roadmap);
    for w in map.waves.iter().filter(|w| w.actions > 0) {
        writeln!(out, "Wave {}: {} - readiness after it {}", w.number, w.title, percent(w.readiness_after))?;
        for i in map.items.iter().filter(|i| i.wave == w.number) {
            let title = &q.requirements[i.requirement].title;
            writeln!(
                out,
                "  {} to {}  {:<8} {:>7}  {title} -> {}",
                i.start,
                i.end,
                i.id,
                priority::hours(i.effort_hours),
                i.output
            )?;
        }
    }
    writeln!(out)?;
    for m in &map.milestones {
        writeln!(out, "{}  {}", m.date, m.title)?;
    }
    for w in &map.warnings {
        writeln!(out, "Note: {w}")?;
    }
    match (map.finish, map.input.target) {
        (None, _) => writeln!(out, "Nothing to plan: there are no gaps.")?,
        (Some(_), Some(t)) if map.misses_by_weeks > 0 => {
            writeln!(out, "Misses the target {t} by {} weeks.", map.misses_by_weeks)?;
        }
        (Some(f), _) => writeln!(out, "Ends {f}.")?,
    }
    let owners = map.blank_owners;
    writeln!(out, "{} in all; {owners} actions have no owner.", priority::hours(map.total_hours))?;
    Ok(0)
}
