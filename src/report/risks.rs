//! Risks as documents show them: the matrix as a table whose cells say the level in words beside their tone, and the list with
//! what is left of each. Used inside `report` only.

use super::{Input, or_nobody};
use crate::doc::table::Column;
use crate::doc::{Cell, Page, Table, Tone};
use crate::model::Assessment;
use crate::model::record::matrix::{self, As};
use crate::model::record::{KINDS, RISK, RISK_LEVEL, Rec, derived, read};
use crate::say;
use crate::words::{record, whole};

/// Its anchor in a report.
pub(super) const SECTION: &str = "risks";

/// How a level is to be taken: what may stay is as it should be, of the others the highest stands out.
pub(super) fn tone(a: &Assessment, level: Option<&Rec<'_>>) -> Tone {
    let Some(level) = level else { return Tone::Open };
    if level.is("accept") {
        return Tone::Good;
    }
    let from = |r: &Rec<'_>| r.get("from").parse::<f64>().unwrap_or_default();
    let higher =
        read::all(a, &RISK_LEVEL).iter().any(|other| !other.is("accept") && from(other) > from(level));
    if higher { Tone::Half } else { Tone::Bad }
}

/// A level of a risk, by the fields it follows from.
pub(super) fn level(a: &Assessment, risk: &Rec<'_>, way: As) -> Cell {
    let key = match way {
        As::Now => "level",
        As::Left => "level-left",
    };
    let [likelihood, consequence] = way.fields();
    let words = record::cell(a, KINDS, risk, key);
    match derived::level(a, risk, likelihood, consequence) {
        Some(reached) => Cell::Toned(tone(a, reached.level.as_ref()), words),
        None => words.into(),
    }
}

/// The same risks, the highest level first; those without one last, each by its number.
pub(super) fn highest_first<'a>(a: &'a Assessment, mut risks: Vec<Rec<'a>>) -> Vec<Rec<'a>> {
    let times =
        |r: &Rec<'a>| derived::level(a, r, "likelihood", "consequence").map_or(0, |level| level.times);
    risks.sort_by_cached_key(|r| (std::cmp::Reverse(times(r)), r.no()));
    risks
}

/// Likelihood upwards, consequence to the right: the level each pair calls for, and the numbers of the risks that stand there.
/// Without a way to place them the levels alone. None without scales.
pub(super) fn matrix(a: &Assessment, way: Option<As>) -> Option<Table> {
    let m = matrix::of(a, way.unwrap_or(As::Now))?;
    let heads = std::iter::once(Column::from(say!("Likelihood \\ consequence")));
    let columns =
        heads.chain(m.consequences.iter().map(|step| Column::from(step.name().to_owned()))).collect();
    let mut t = Table { columns, rows: Vec::new() };
    for (step, cells) in m.likelihoods.iter().zip(&m.cells).rev() {
        let cell = |(risks, level): &(Vec<Rec<'_>>, Option<Rec<'_>>)| {
            let called = level.as_ref().map_or("-", |level| level.name());
            let numbers: Vec<String> = risks.iter().filter(|_| way.is_some()).map(Rec::shown_no).collect();
            let words = if numbers.is_empty() {
                called.to_owned()
            } else {
                format!("{called}: {}", numbers.join(", "))
            };
            Cell::Toned(tone(a, level.as_ref()), words)
        };
        t.row(std::iter::once(step.name().into()).chain(cells.iter().map(cell)).collect());
    }
    Some(t)
}

/// Which risks stand nowhere in that matrix; none where all of them are in it.
pub(super) fn nowhere(a: &Assessment, way: As) -> Option<String> {
    matrix::of(a, way).filter(|m| !m.unplaced.is_empty()).map(|m| whole::unplaced(&m))
}

/// Whether what is left is said of any risk.
pub(super) fn any_left(a: &Assessment) -> bool {
    read::all(a, &RISK)
        .iter()
        .any(|r| !r.get("left-likelihood").is_empty() && !r.get("left-consequence").is_empty())
}

/// The risks in a report: how many may not stay as they are, where they stand, and each with what is left of it. Nothing where
/// the register holds none.
pub(super) fn section(input: &Input, page: &mut Page) {
    let a = input.a;
    let risks = highest_first(a, read::all(a, &RISK));
    if risks.is_empty() {
        return;
    }
    page.section(2, SECTION, say!("AI risks"));
    let of = |stays: Option<bool>| risks.iter().filter(|r| derived::may_stay(a, r) == stays).count();
    let (too_high, unweighed) = (of(Some(false)), of(None));
    page.paragraph(say!(
        "{n|risk|risks} in the register: {high} may not stay as {high?it is|they are} by your risk levels, {unweighed} \
         {unweighed?has|have} no level yet. The level is likelihood times consequence.",
        n = risks.len(),
        high = too_high,
        unweighed
    ));
    if let Some(table) = matrix(a, Some(As::Now)) {
        page.table(table);
    }
    if any_left(a)
        && let Some(table) = matrix(a, Some(As::Left))
    {
        page.paragraph(say!("With the treatment in place:"));
        page.table(table);
        if let Some(words) = nowhere(a, As::Left) {
            page.paragraph(words);
        }
    }
    let mut t = Table::new(&[
        say!("No"),
        say!("Risk"),
        say!("AI systems"),
        say!("Level"),
        say!("Treatment"),
        say!("Level left"),
        say!("Owner"),
    ]);
    for risk in &risks {
        let cell = |key: &str| Cell::from(record::cell(a, KINDS, risk, key));
        t.row(vec![
            risk.shown_no().into(),
            risk.name().into(),
            cell("systems"),
            level(a, risk, As::Now),
            cell("treatment"),
            level(a, risk, As::Left),
            or_nobody(&record::cell(a, KINDS, risk, "owner")).into(),
        ]);
    }
    page.table(t);
}
