//! The gap register: one row a gap, in rank order, with all that stands behind it.

use super::{Input, ReportError, code, or_nobody, tones, unstopped};
use crate::doc::{Doc, Page, Table};
use crate::model::priority::hours;
use crate::model::record::EVIDENCE;
use crate::model::{Band, Gap};
use crate::say;
use crate::words::{
    Word as _, Words as _, advice, by_system, few, figures, first, gap_hours, language, owners,
};

/// How much a person wants to read of each gap.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// State, reason, first action: a page or two of a report.
    Short,
    /// Every missing check with its action.
    Full,
}

/// Each mandatory check with its level; one phrase when all have the same.
fn answers(input: &Input, gap: &Gap, brief: bool) -> String {
    let checks: Vec<usize> =
        input.q.checks_of(gap.requirement).filter(|c| input.a.counts(input.q, *c)).collect();
    let level = |c: usize| input.a.level(input.q, c).map(|(l, _)| l);
    if let [first, others @ ..] = checks.as_slice()
        && brief
        && !input.a.is_per_system(gap.requirement)
        && !others.is_empty()
        && others.iter().all(|c| level(*c) == level(*first))
    {
        let level = input.level_word(*first);
        return match checks.len() {
            2 => say!("both checks {level}", level),
            n => say!("all {n} checks {level}", n, level),
        };
    }
    let parts: Vec<String> =
        checks.iter().map(|c| format!("{} {}", input.q.check(*c).id, input.level_word(*c))).collect();
    parts.join(if brief { ", " } else { "; " })
}

/// The register for spreadsheets.
pub fn csv(input: &Input) -> Result<Vec<u8>, ReportError> {
    input.sheet(table(input))
}

/// First the columns that never changed, then what was added since.
fn table(input: &Input) -> Table {
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
        "evidence",
        "same_work",
        "first_hours",
        "by_system",
        "action_name",
    ]);
    for g in &input.gaps.gaps {
        let r = &q.requirements[g.requirement];
        let span = input.roadmap.span(g.requirement);
        t.row(vec![
            g.rank.into(),
            code(&g.band).into(),
            g.class.into(),
            g.id(q).into(),
            r.id.as_str().into(),
            q.full_title(g.requirement).into(),
            code(&g.status).into(),
            g.reason(q, a).words().into(),
            g.unblocks.into(),
            g.effort_hours.into(),
            g.action(q, input.a).into(),
            g.output(q).into(),
            input.ids(&g.depends_on).join(" ").into(),
            if r.stage1 { "yes" } else { "no" }.into(),
            language::in_english(|| input.owner(g.requirement)).into(),
            tones::day(span.map(|(start, _)| start)),
            tones::day(span.map(|(_, end)| end)),
            answers(input, g, false).into(),
            input.written(&[g.requirement]).into(),
            input.named_evidence(&[g.requirement]).join(" ").into(),
            g.reason(q, a).served_by.join(" ").into(),
            g.first_hours.into(),
            by_system::of_requirement(q, a, g.requirement).join("\n").into(),
            g.action_name(q, a).into(),
        ]);
    }
    t
}

/// The gap register as a document of its own: every missing check with its action.
pub fn doc(input: &Input) -> Doc {
    let mut page = input.report("gap-register", say!("Gap register"));
    register(input, &mut page, 2, Depth::Full);
    page.finish()
}

/// Overview table, then the gaps by band. `level` is that of the headings inside.
pub(super) fn register(input: &Input, page: &mut Page, level: usize, depth: Depth) {
    let gaps = &input.gaps.gaps;
    let open = input.scores.all.counts.open as usize;
    if gaps.is_empty() {
        page.paragraph(if open > 0 {
            say!(
                "No gap is known yet: nothing that was answered falls short. What is not assessed yet is listed \
                 with the open items."
            )
        } else {
            say!("There are no gaps: every applicable requirement is met.")
        });
        return;
    }
    page.paragraph(say!(
        "{n|gap|gaps}, {hours} in all. P1 is the first quarter of the list, P2 the second; P3 is the \
         rest, P4 what is partly done on a control and would hardly be a major. Bands speak of importance, not of \
         time: the order follows what Stage 1 looks at, what would likely be a major, and what others wait for, \
         never effort alone. {owners}",
        n = gaps.len(),
        hours = gap_hours(input.gaps, input.roadmap),
        owners = owners(input.roadmap).unwrap_or_default(),
    ));
    let mut t = Table::new(&[
        say!("Rank"),
        say!("Band"),
        say!("What to do"),
        say!("Requirement"),
        say!("Status"),
        say!("Hours"),
        say!("Owner"),
        say!("Start"),
        say!("Due"),
    ]);
    for g in gaps {
        let span = input.roadmap.span(g.requirement);
        t.row(vec![
            g.rank.into(),
            tones::band(g.band),
            g.action_name(input.q, input.a).into(),
            input.name(g.requirement).into(),
            tones::status(g.status),
            g.effort_hours.into(),
            input.owner(g.requirement).into(),
            tones::day(span.map(|(start, _)| start)),
            tones::day(span.map(|(_, end)| end)),
        ]);
    }
    page.table(t);
    for band in Band::ALL {
        let mine: Vec<&Gap> = gaps.iter().filter(|g| g.band == band).collect();
        if mine.is_empty() {
            continue;
        }
        let anchor = format!("band-{}", band.key().to_lowercase());
        page.section(level, &anchor, &say!("{band}: {n|gap|gaps}", band = band.word(), n = mine.len()));
        for g in mine {
            entry(input, page, level + 1, g, depth);
        }
    }
}

fn entry(input: &Input, page: &mut Page, level: usize, g: &Gap, depth: Depth) {
    let (q, a) = (input.q, input.a);
    page.section(level, &g.id(q), &format!("{}. {} {}", g.rank, g.id(q), g.action_name(q, a)));
    page.fact(say!("Requirement"), input.name(g.requirement));
    page.fact(say!("State"), format!("{} - {}", g.status.word(), answers(input, g, true)));
    input.by_system(page, g.requirement);
    for (id, text) in input.notes(g.requirement) {
        page.fact(&say!("Note on {id}", id), text);
    }
    let named = advice::evidence(q, a, &[g.requirement]);
    for e in &named {
        page.fact(&say!("Evidence {letter}-{no}", letter = EVIDENCE.letter, no = e.no), e.words());
    }
    page.fact(say!("Why this rank"), figures::why_told(&g.reason(q, a)));
    let span = input.roadmap.span(g.requirement);
    let (owner, hours) = (or_nobody(input.owner(g.requirement)), hours(g.effort_hours));
    let who = span.map_or_else(
        || format!("{owner}, {hours}"),
        |(start, end)| say!("{owner}, {hours}, {start} to {end}", owner, hours, start, end),
    );
    if depth == Depth::Short {
        let (action, output) = (unstopped(g.action(q, input.a)), g.output(q));
        page.fact(say!("First action"), say!("{action}. Leaves behind: {output}", action, output));
        let outputs = g.outputs(q);
        if let Some(more) = outputs.get(1..).filter(|more| !more.is_empty()) {
            page.fact(say!("Also to be made"), few(more, 6));
        }
        page.fact(say!("Who and when"), &who);
        return;
    }
    page.fact(say!("Who and when"), &who);
    if !g.first.is_empty() {
        page.fact(say!("Waits for"), first(&g.first, g.first_hours));
    }
    page.fact(say!("To do"), say!("{n|check|checks} below Proven", n = g.missing.len()));
    for m in &g.missing {
        let check = input.a.check(q, m.check);
        let level = m.level.map_or(say!("open"), |l| l.word());
        page.sub_item(say!(
            "{id} ({level}): {action}. Leaves behind: {output}",
            id = check.id,
            level,
            action = unstopped(check.action_for(m.stands_at(q, input.a))),
            output = check.output
        ));
    }
}
