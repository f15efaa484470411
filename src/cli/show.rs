//! How the commands present what they found: text for people here, everything else in `report`.

use std::io::Write;

use serde_json::Value;

use super::opened::only;
use super::{Failure, Format, paper};
use crate::inert::{self, one_line};
use crate::model::score::percent;
use crate::model::{Assessment, DISCLAIMER, RULE, priority};
use crate::report::{self, Input, data};
use crate::say;
use crate::words::figures::{self, interval, projection};
use crate::words::{
    Word as _, Words, advice, asked, called, certification, first, gap_hours, in_the_past, no_gaps,
    not_enough, owners, range, records_run, running, start_record, target, this_week, total, undated,
    week_load,
};

pub(super) fn print_json(value: &Value, out: &mut impl Write) -> Result<u8, Failure> {
    out.write_all(data::pretty(value)?.as_bytes())?;
    Ok(0)
}

/// One line a stored fact, whatever is in it, and the way back: a backslash stands twice, a line end is `\n`,
/// what acts is `\u{1b}`, and so is an equals sign in a key. The first equals sign ends the key.
pub(super) fn dump(a: &Assessment, out: &mut impl Write) -> Result<u8, Failure> {
    let stored = |text: &str| inert::line(&text.replace('\\', "\\\\").replace('\n', "\\n")).into_owned();
    for (key, value) in a.facts() {
        writeln!(out, "{}={}", stored(key).replace('=', "\\u{3d}"), stored(value))?;
    }
    Ok(0)
}

/// What an organisation of this size has to keep.
pub(super) fn documents(input: &Input, format: Format, out: &mut impl Write) -> Result<u8, Failure> {
    only(format, &[Format::Text, Format::Csv, Format::Md])?;
    match format {
        Format::Csv => out.write_all(&report::documents_csv(input)?)?,
        Format::Md => paper::write(&report::document_checklist(input), format, None, out)?,
        _ => {
            for line in report::pages::documents(input) {
                writeln!(out, "{line}")?;
            }
        }
    }
    Ok(0)
}

pub(super) fn status(input: &Input, format: Format, out: &mut impl Write) -> Result<u8, Failure> {
    only(format, &[Format::Text, Format::Json])?;
    if format == Format::Json {
        return print_json(&data::status(input), out);
    }
    let all = &input.scores.all;
    writeln!(
        out,
        "{}\n{}",
        one_line(called::organisation(input.a)),
        figures::verdict(input.q, input.verdict)
    )?;
    writeln!(out, "{}\n", figures::beside(input.q, input.a, input.scores))?;
    let (counts, total) = (report::counts_words(&all.counts), all.counts.total());
    writeln!(out, "{}", say!("{counts} of {total} requirements.", counts, total))?;
    let readiness = say!(
        "Readiness so far: {so_far} over {assessed} of {applicable} applicable requirements; whole: {whole}.",
        so_far = all.so_far.map_or_else(|| say!("none yet").to_owned(), percent),
        assessed = all.assessed,
        applicable = all.applicable,
        whole = interval(all)
    );
    writeln!(out, "{readiness}")?;
    let (answered, of) = (all.checks_answered, all.checks_applicable);
    writeln!(out, "{}", say!("Coverage: {answered} of {of} checks answered.", answered, of))?;
    for words in
        asked::left_out(input.q, input.a).into_iter().chain(asked::size_again(input.a).map(str::to_owned))
    {
        writeln!(out, "{words}")?;
    }
    writeln!(out)?;
    for (r, x) in input.scores.requirements.iter().enumerate() {
        let id = &input.q.requirements[r].id;
        writeln!(out, "{id:<9}{:<15}{}", x.status.word(), input.q.full_title(r))?;
    }
    writeln!(out, "\n{RULE}. {}", crate::words::text(DISCLAIMER))?;
    Ok(0)
}

pub(super) fn gaps(input: &Input, format: Format, out: &mut impl Write) -> Result<u8, Failure> {
    match format {
        Format::Json => print_json(&data::gaps(input), out),
        Format::Csv => {
            out.write_all(&report::gaps_csv(input)?)?;
            Ok(0)
        }
        Format::Md => {
            paper::write(&report::gap_register(input), format, None, out)?;
            Ok(0)
        }
        Format::Text => gaps_text(input, out),
    }
}

fn gaps_text(input: &Input, out: &mut impl Write) -> Result<u8, Failure> {
    let (q, a) = (input.q, input.a);
    let ids =
        |list: &[usize]| -> Vec<String> { list.iter().map(|r| q.requirements[*r].id.clone()).collect() };
    for g in &input.gaps.gaps {
        let id = &q.requirements[g.requirement].id;
        let title = q.full_title(g.requirement);
        let (rank, band, name) = (g.rank, g.band.word(), g.action_name(q, a));
        writeln!(out, "{rank:>3} {band:<6} {id:<8} {name} ({title}) - {}", g.status.word())?;
        writeln!(out, "      {}", one_line(&figures::why_here(&g.reason(q, a))))?;
        writeln!(out, "      {} -> {}", g.action(q, a), g.output(q))?;
        at_hand(input, &[g.requirement], out)?;
    }
    let open = &input.gaps.open;
    let unreasoned = match q.applicability() {
        Some(id) => say!("Excluded without a reason ({id})", id),
        None => say!("Excluded without a reason").to_owned(),
    };
    let total = gap_hours(input.gaps, input.roadmap);
    let (n, hours) = (input.gaps.gaps.len(), total);
    writeln!(out, "\n{}", say!("{n|gap|gaps}, {hours}.", n, hours))?;
    if n == 0 {
        writeln!(out, "{}", one_line(no_gaps(input.roadmap.open_requirements)))?;
        writeln!(out, "{}", one_line(&figures::verdict(q, input.verdict)))?;
    }
    let forbidden = called::cannot_stand(q);
    for (title, list) in [
        (say!("Not assessed yet"), ids(&open.not_assessed)),
        (say!("To find out"), open.to_find_out.iter().map(|c| q.check(*c).id.clone()).collect()),
        (&unreasoned, ids(&open.without_reason)),
        (&forbidden, ids(&open.cannot_stand)),
        (called::weak_reason(), ids(&open.weak_reason)),
    ] {
        if !list.is_empty() {
            writeln!(out, "{title}: {}", list.join(", "))?;
        }
    }
    Ok(0)
}

/// What is there already, a line each.
fn at_hand(input: &Input, requirements: &[usize], out: &mut impl Write) -> Result<(), Failure> {
    for line in advice::at_hand(input.q, input.a, requirements) {
        writeln!(out, "      {}", one_line(&line))?;
    }
    Ok(())
}

pub(super) fn roadmap(input: &Input, format: Format, out: &mut impl Write) -> Result<u8, Failure> {
    match format {
        Format::Json => print_json(&data::roadmap(input), out),
        Format::Csv => {
            out.write_all(&report::roadmap_csv(input)?)?;
            Ok(0)
        }
        Format::Md => {
            paper::write(&report::roadmap(input), format, None, out)?;
            Ok(0)
        }
        Format::Text => roadmap_text(input, out),
    }
}

fn roadmap_text(input: &Input, out: &mut impl Write) -> Result<u8, Failure> {
    let (q, map) = (input.q, input.roadmap);
    for w in map.waves.iter().filter(|w| w.actions > 0) {
        let wave = say!(
            "Wave {number}: {title} - readiness after it {readiness}",
            number = w.number,
            title = w.title,
            readiness = projection(&w.readiness_after)
        );
        writeln!(out, "{wave}")?;
        for i in map.items.iter().filter(|i| i.wave == w.number) {
            let name = one_line(&i.name);
            writeln!(
                out,
                "  {}  {:<8} {:>7}  {name} -> {}",
                say!("{start} to {end}", start = i.start, end = i.end),
                i.id,
                priority::hours(i.effort_hours),
                one_line(&i.output)
            )?;
            if i.is_default(q) {
                writeln!(out, "      {}", one_line(&asked::to_do(q, input.a, i)))?;
            }
            at_hand(input, &i.closes, out)?;
            if !i.first.is_empty() {
                writeln!(out, "      {}", say!("first {actions}", actions = first(&i.first, i.first_hours)))?;
            }
        }
    }
    writeln!(out)?;
    if let Some(load) = week_load(map, input.made) {
        writeln!(out, "{}", say!("This week in all: {load}", load))?;
    }
    for action in this_week(map, input.made) {
        writeln!(out, "{}", say!("This week: {action}", action = one_line(&action)))?;
    }
    for m in &map.milestones {
        writeln!(out, "{}  {}", m.date, m.words())?;
    }
    if let Some(run) = records_run(map) {
        writeln!(out, "{run}")?;
    }
    for start in map.records_to_start(input.made) {
        writeln!(out, "{}", one_line(&start_record(q, &start)))?;
    }
    for note in in_the_past(map, input.made).into_iter().chain(map.warnings.iter().map(Words::words)) {
        writeln!(out, "{}", say!("Note: {note}", note = one_line(&note)))?;
    }
    if map.items.is_empty() && map.finish.is_some() {
        writeln!(out, "{}", undated(q, input.verdict, map))?;
    }
    match (map.finish, target(map)) {
        (None, _) => writeln!(out, "{}", undated(q, input.verdict, map))?,
        (Some(_), Some(target)) => writeln!(out, "{target}")?,
        (Some(day), None) => writeln!(out, "{}", say!("Ends {day}.", day))?,
    }
    let lines = [range(map), not_enough(q, map), running(map), certification(map)];
    for line in lines.into_iter().flatten() {
        writeln!(out, "{line}")?;
    }
    if map.items.is_empty() && map.hours_range.1 == 0.0 {
        return Ok(0);
    }
    let owners = owners(map).into_iter();
    writeln!(
        out,
        "{}",
        std::iter::once(format!("{}.", total(map))).chain(owners).collect::<Vec<_>>().join(" ")
    )?;
    Ok(0)
}
