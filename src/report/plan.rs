//! The roadmap: waves, dates, milestones, records to start now.

use super::{Input, ReportError, code, figures, summary, tones};
use crate::doc::{Doc, Page, Piece, Table, Text};
use crate::model::Gap;
use crate::model::priority::hours;
use crate::model::roadmap::{RoadmapItem, Start};
use crate::say;
use crate::words::figures::projection;
use crate::words::undated;
use crate::words::{
    Words as _, advice, asked, certification, decides, first, hours_between, kept_on, language, records_run,
    running, this_week,
};

/// The actions for spreadsheets.
pub fn csv(input: &Input) -> Result<Vec<u8>, ReportError> {
    input.sheet(table(input))
}

fn table(input: &Input) -> Table {
    let mut t = Table::new(&[
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
        "progress",
        "critical",
        "slack_days",
        "phase",
        "done_when",
        "earliest_start",
        "due",
        "closes",
        "first_hours",
        "note",
        "evidence",
        "yearly_hours",
        "action_name",
    ]);
    for i in &input.roadmap.items {
        t.row(vec![
            i.id.as_str().into(),
            input.q.full_title(i.requirement).into(),
            i.start.into(),
            i.end.into(),
            i.effort_hours.into(),
            language::in_english(|| input.owner_of(i)).into(),
            i.wave.into(),
            i.action.as_str().into(),
            i.output.as_str().into(),
            i.depends_on.join(" ").into(),
            code(&i.progress).into(),
            if i.critical() { "yes" } else { "no" }.into(),
            i.slack_days.into(),
            code(&i.pdca).into(),
            i.done_when.words().into(),
            tones::day(i.pinned),
            tones::day(i.due),
            i.closes.iter().map(|r| input.id(*r)).collect::<Vec<_>>().join(" ").into(),
            i.first_hours.into(),
            input.written(&i.closes).into(),
            input.named_evidence(&i.closes).join(" ").into(),
            i.closes.iter().filter_map(|r| input.roadmap.running.at(*r)).sum::<f64>().into(),
            i.name.as_str().into(),
        ]);
    }
    t
}

/// The roadmap as a document of its own.
pub fn doc(input: &Input) -> Doc {
    let mut page = input.report("roadmap", say!("Roadmap"));
    sections(input, &mut page, 2, false);
    page.finish()
}

/// The plan below a heading; `level` is that of the headings inside. Where the `register` stands in the same document,
/// what it says of each gap is not said again.
pub(super) fn sections(input: &Input, page: &mut Page, level: usize, register: bool) {
    let map = input.roadmap;
    if map.items.is_empty() && map.finish.is_none() {
        page.paragraph(undated(input.q, input.verdict, map));
        return;
    }
    for line in summary::time_to_stage1(input) {
        page.item(line);
    }
    // That it runs in the past stands among the lines above.
    for warning in &map.warnings {
        page.fact(say!("Note"), warning.words());
    }
    page.item(say!(
        "Readiness after a wave is over all applicable requirements, with every answered check up to it at Proven; \
         open checks stay open and make it an interval."
    ));
    if register && !input.gaps.gaps.is_empty() {
        let words = say!("The gap register says how each action begins, with the notes and evidence for it.");
        page.item(Text(vec![Piece::Link { anchor: "register".to_owned(), words: words.to_owned() }]));
    }
    let week = this_week(map, input.made);
    if !week.is_empty() {
        page.section(level, "this-week", say!("This week"));
        for line in week {
            page.item(line);
        }
    }
    page.section(level, "milestones", say!("Milestones"));
    let mut t = Table::new(&[say!("Date"), say!("Reached")]);
    for m in &map.milestones {
        t.row(vec![m.date.into(), m.words().into()]);
    }
    page.table(t);
    if let Some(gantt) = figures::gantt(input) {
        page.figure(gantt);
    }
    let kept = |wave: u8| map.reserves.iter().filter(move |r| r.wave == wave);
    for w in map.waves.iter().filter(|w| w.actions > 0 || kept(w.number).next().is_some()) {
        let title = say!("Wave {number}: {title}", number = w.number, title = w.title);
        page.section(level, &format!("wave-{}", w.number), &title);
        let hours = hours_between(w.hours, w.hours_range);
        let (n, readiness) = (w.actions, projection(&w.readiness_after));
        page.paragraph(w.span.map_or_else(
            || say!("{n|action|actions}, {hours}. Readiness after it: {readiness}.", n, hours, readiness),
            |(from, to)| {
                say!(
                    "{n|action|actions}, {hours}, {from} to {to}. Readiness after it: {readiness}.",
                    n,
                    hours,
                    from,
                    to,
                    readiness
                )
            },
        ));
        for r in kept(w.number) {
            page.item(kept_on(r));
        }
        wave(input, page, w.number, register);
    }
    critical(input, page, level);
    start_now(input, page, level);
    beside(input, page, level);
}

/// What it takes beside the roadmap: year by year once it runs, and for the certification itself.
fn beside(input: &Input, page: &mut Page, level: usize) {
    let map = input.roadmap;
    let lines: Vec<String> = running(map).into_iter().chain(certification(map)).collect();
    if lines.is_empty() {
        return;
    }
    page.section(level, "beside-the-roadmap", say!("Beside the roadmap"));
    for line in lines {
        page.item(line);
    }
    let mut t = Table::new(&[say!("Part"), say!("Hours a year once it runs"), say!("In all")]);
    for h in input.q.top_headings() {
        let mine: Vec<_> =
            map.running.by.iter().filter(|(r, _)| input.q.top_heading(*r) == Some(h)).collect();
        if mine.is_empty() {
            continue;
        }
        let heading = &input.q.headings[h];
        let each = mine.iter().map(|(r, each)| format!("{}: {}", input.id(*r), hours(*each)));
        t.row(vec![
            format!("{} {}", heading.id, heading.title).into(),
            each.collect::<Vec<_>>().join(", ").into(),
            mine.iter().map(|(_, each)| each).sum::<f64>().into(),
        ]);
    }
    page.table(t);
}

/// An action by its id and its name; one that people shaped in their own words.
fn named(input: &Input, i: &RoadmapItem) -> String {
    let name = if i.is_default(input.q) { &i.name } else { &i.action };
    format!("{} {name}", i.id)
}

fn wave(input: &Input, page: &mut Page, number: u8, register: bool) {
    let mut t = Table::new(&[
        say!("Start"),
        say!("End"),
        say!("Action"),
        say!("Hours"),
        say!("Owner"),
        say!("Waits for"),
        say!("Leaves behind"),
    ]);
    let items = || input.roadmap.items.iter().filter(|i| i.wave == number);
    if items().next().is_none() {
        return;
    }
    for i in items() {
        t.row(vec![
            i.start.into(),
            i.end.into(),
            named(input, i).into(),
            i.effort_hours.into(),
            input.owner_of(i).into(),
            if i.first.is_empty() { String::new() } else { first(&i.first, i.first_hours) }.into(),
            i.output.as_str().into(),
        ]);
    }
    page.table(t);
    for i in items() {
        let told = register && i.closes.iter().all(|r| input.gaps.of(*r).is_some());
        let to_do = asked::to_do(input.q, input.a, i);
        // What people made of it in words of their own stands here.
        let same = |g: &Gap| g.action(input.q, input.a) == to_do;
        if told && input.gaps.of(i.requirement).is_some_and(same) {
            continue;
        }
        page.fact(&i.id, to_do);
        for there in advice::at_hand(input.q, input.a, &i.closes).into_iter().filter(|_| !told) {
            page.sub_item(there);
        }
    }
}

fn critical(input: &Input, page: &mut Page, level: usize) {
    let path: Vec<String> = input.roadmap.critical_path().into_iter().map(|i| named(input, i)).collect();
    page.section(level, "critical-path", say!("Critical path"));
    page.paragraph(if path.is_empty() {
        say!("No action by itself moves Stage 1 when it starts a working day later: the hours alone set the end.")
    } else {
        say!("If one of these starts a working day later, Stage 1 moves.")
    });
    for name in path {
        page.item(name);
    }
    if let Some(decides) = decides(input.roadmap) {
        page.paragraph(decides);
    }
}

fn start_now(input: &Input, page: &mut Page, level: usize) {
    let map = input.roadmap;
    if map.start_now.is_empty() {
        return;
    }
    let (now, then): (Vec<Start<'_>>, Vec<Start<'_>>) =
        map.records_to_start(input.made).into_iter().partition(|s| s.on.is_none());
    let some = say!("An audit wants to see records that have run for a while.");
    let why = records_run(map).map_or_else(
        || some.to_owned(),
        |run| say!("{some} {run} Each week these start later moves the audit.", some, run),
    );
    let mut said = false;
    for (anchor, title, list) in [
        ("records-now", say!("Records to start now"), now),
        ("records-later", say!("Records to start later"), then),
    ] {
        if list.is_empty() {
            continue;
        }
        page.section(level, anchor, title);
        if !std::mem::replace(&mut said, true) {
            page.paragraph(&why);
        }
        let mut last = None;
        for s in list {
            if last.replace(s.requirement) != Some(s.requirement) {
                let name = input.name(s.requirement);
                page.item(s.on.map_or_else(|| name.clone(), |day| say!("{name}, from {day}", name, day)));
            }
            page.sub_item(s.record);
        }
    }
}
