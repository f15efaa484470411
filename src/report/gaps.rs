//! The gap register: one row a gap, in rank order, with all that stands behind it.

use super::markdown::Page;
use super::table::Table;
use super::{Input, ReportError, first_few, number_of, or_nobody, unstopped};
use crate::model::priority::hours;
use crate::model::{Band, Gap, RoadmapItem};
use crate::words::{Word as _, Words as _};

/// How much a person wants to read of each gap.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// State, reason, first action: a page or two of a report.
    Short,
    /// Every missing check with its action.
    Full,
}

fn planned<'a>(input: &'a Input, gap: &Gap) -> Option<&'a RoadmapItem> {
    input.roadmap.items.iter().find(|i| i.requirement == gap.requirement)
}

/// Each mandatory check with its level; one phrase when all have the same.
fn answers(input: &Input, gap: &Gap, brief: bool) -> String {
    let checks: Vec<usize> =
        input.q.checks_of(gap.requirement).filter(|c| input.q.check(*c).mandatory).collect();
    let words: Vec<&str> = checks.iter().map(|c| input.level_word(*c)).collect();
    if brief && words.len() > 1 && words.iter().all(|w| *w == words[0]) {
        return format!("all {} checks {}", words.len(), words[0]);
    }
    let parts: Vec<String> =
        checks.iter().zip(&words).map(|(c, w)| format!("{} {w}", input.q.check(*c).id)).collect();
    parts.join(if brief { ", " } else { "; " })
}

/// The register for spreadsheets: first the columns that never changed, then what was added since.
pub fn csv(input: &Input) -> Result<Vec<u8>, ReportError> {
    let (q, a) = (input.q, input.a);
    let mut t = Table::new(&[
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
        "stage1",
        "owner",
        "start",
        "due",
        "answers",
        "note",
    ]);
    for g in &input.gaps.gaps {
        let r = &q.requirements[g.requirement];
        let item = planned(input, g);
        let notes: Vec<String> =
            input.notes(g.requirement).iter().map(|(id, text)| format!("{id}: {text}")).collect();
        t.row(vec![
            g.rank.into(),
            g.band.word().into(),
            g.class.into(),
            g.id(q).into(),
            r.id.as_str().into(),
            q.full_title(g.requirement).into(),
            g.status.word().into(),
            g.reason(q, a).words().into(),
            g.unblocks.into(),
            g.effort_hours.into(),
            g.action(q).into(),
            g.output(q).into(),
            input.ids(&g.depends_on).join(" ").into(),
            if r.stage1 { "yes" } else { "no" }.into(),
            input.owner(g.requirement).into(),
            item.map(|i| i.start.to_string()).unwrap_or_default().into(),
            item.map(|i| i.end.to_string()).unwrap_or_default().into(),
            answers(input, g, false).into(),
            notes.join("\n").into(),
        ]);
    }
    input.stamp(t).csv()
}

/// `gap-register.md`.
pub fn markdown(input: &Input) -> String {
    let mut page = input.page("Gap register");
    register(input, &mut page, 2, Depth::Full);
    page.finish()
}

/// Overview table, then the gaps by band. `level` is that of the headings inside.
pub(super) fn register(input: &Input, page: &mut Page, level: usize, depth: Depth) {
    let gaps = &input.gaps.gaps;
    let open = input.scores.all.counts.open as usize;
    if gaps.is_empty() {
        page.paragraph(if open > 0 {
            "No gap is known yet: nothing that was answered falls short. What is not assessed yet is listed \
             with the open items."
        } else {
            "There are no gaps: every applicable requirement is met."
        });
        return;
    }
    page.paragraph(&format!(
        "{}, {} of work in all. Now is the first quarter of the list, Next the second; Later is the rest, \
         Polish what is partly done on a control. The order follows what Stage 1 looks at and what others \
         wait for, never effort alone. {} of them have no owner yet.",
        number_of(gaps.len(), "gap"),
        hours(input.gaps.total_hours()),
        gaps.iter().filter(|g| input.owner(g.requirement).trim().is_empty()).count(),
    ));
    let mut t = Table::new(&["Rank", "Band", "Requirement", "Status", "Hours", "Owner", "Start", "Due"]);
    for g in gaps {
        let item = planned(input, g);
        t.row(vec![
            g.rank.into(),
            g.band.word().into(),
            input.name(g.requirement).into(),
            g.status.word().into(),
            g.effort_hours.into(),
            input.owner(g.requirement).into(),
            item.map(|i| i.start.to_string()).unwrap_or_default().into(),
            item.map(|i| i.end.to_string()).unwrap_or_default().into(),
        ]);
    }
    page.table(&t);
    for band in Band::ALL {
        let mine: Vec<&Gap> = gaps.iter().filter(|g| g.band == band).collect();
        if mine.is_empty() {
            continue;
        }
        page.heading(level, &format!("{}: {}", band.word(), number_of(mine.len(), "gap")));
        for g in mine {
            entry(input, page, level + 1, g, depth);
        }
    }
}

fn entry(input: &Input, page: &mut Page, level: usize, g: &Gap, depth: Depth) {
    let (q, a) = (input.q, input.a);
    page.heading(level, &format!("{}. {} {}", g.rank, g.id(q), q.full_title(g.requirement)));
    page.fact("State", &format!("{} - {}", g.status.word(), answers(input, g, true)));
    for (id, text) in input.notes(g.requirement) {
        page.fact(&format!("Note on {id}"), text);
    }
    page.fact("Why this rank", &g.reason(q, a).words());
    let item = planned(input, g);
    let when = item.map_or_else(String::new, |i| format!(", {} to {}", i.start, i.end));
    let who = format!("{}, {}{when}", or_nobody(input.owner(g.requirement)), hours(g.effort_hours));
    if depth == Depth::Short {
        page.fact("First action", &format!("{}. Leaves behind: {}", unstopped(g.action(q)), g.output(q)));
        let outputs = g.outputs(q);
        if let Some(more) = outputs.get(1..).filter(|more| !more.is_empty()) {
            page.fact("Also to be made", &first_few(more, 6));
        }
        page.fact("Who and when", &who);
        return;
    }
    page.fact("Who and when", &who);
    if !g.depends_on.is_empty() {
        page.fact("Waits for", &input.ids(&g.depends_on).join(", "));
    }
    page.fact("To do", &format!("{} below Proven", number_of(g.missing.len(), "check")));
    for m in &g.missing {
        let check = q.check(m.check);
        let level = m.level.map_or("open", |l| l.word());
        page.sub_item(&format!(
            "{} ({level}): {}. Leaves behind: {}",
            check.id,
            unstopped(&check.action),
            check.output
        ));
    }
}
