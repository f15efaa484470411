//! Every document and record the questionnaire names: where it is asked for, and whether it is there.

use super::table::Table;
use super::{Input, ReportError, code};
use crate::model::Level;
use crate::model::questionnaire::{Basis, CheckKind};
use crate::say;
use crate::words::Word as _;

struct Row<'a> {
    name: &'a str,
    kind: CheckKind,
    basis: Basis,
    asked_at: Vec<usize>,
}

/// Each name once, in the order of the standard, with the strongest basis anywhere.
fn rows<'a>(input: &'a Input) -> Vec<Row<'a>> {
    let strength = |b: Basis| match b {
        Basis::Explicit => 0,
        Basis::Inherent => 1,
        Basis::Customary => 2,
    };
    let mut rows: Vec<Row> = Vec::new();
    for (r, requirement) in input.q.requirements.iter().enumerate() {
        for d in &requirement.documents {
            match rows.iter_mut().find(|row| row.name == d.name) {
                Some(row) => {
                    row.asked_at.push(r);
                    if strength(d.basis) < strength(row.basis) {
                        row.basis = d.basis;
                    }
                }
                None => {
                    rows.push(Row { name: &d.name, kind: d.kind, basis: d.basis, asked_at: vec![r] });
                }
            }
        }
    }
    rows
}

/// The lowest level of the checks that leave this document behind; a document is as good as its weakest
/// answer.
fn state(input: &Input, row: &Row) -> String {
    let included: Vec<usize> = row.asked_at.iter().copied().filter(|r| !input.a.excluded(*r)).collect();
    if included.is_empty() {
        return Level::NotApplicable.word().to_owned();
    }
    let checks = included.iter().flat_map(|r| input.q.checks_of(*r));
    let levels: Vec<Option<Level>> = checks
        .filter(|c| input.q.check(*c).output == row.name)
        .map(|c| input.a.level(input.q, c).map(|(l, _)| l))
        .collect();
    if levels.is_empty() {
        return say!("No question of its own").to_owned();
    }
    let known = levels.iter().flatten().filter(|l| l.says());
    match known.clone().min() {
        Some(lowest) if known.count() < levels.len() => {
            say!("{level}, not all answered", level = lowest.word())
        }
        Some(lowest) => lowest.word().to_owned(),
        None if levels.contains(&Some(Level::DontKnow)) => Level::DontKnow.word().to_owned(),
        None if levels.contains(&Some(Level::NotApplicable)) => Level::NotApplicable.word().to_owned(),
        None => say!("Not answered").to_owned(),
    }
}

fn owner<'a>(input: &'a Input, row: &Row) -> &'a str {
    row.asked_at.iter().map(|r| input.owner(*r)).find(|o| !o.is_empty()).unwrap_or_default()
}

/// The checklist as text to read: by basis, with state, place and owner.
pub(super) fn lines(input: &Input) -> Vec<String> {
    let mut lines = Vec::new();
    let all = rows(input);
    for (basis, title) in [
        (Basis::Explicit, say!("Required")),
        (Basis::Inherent, say!("Required by nature")),
        (Basis::Customary, say!("Customary")),
    ] {
        lines.push(format!("# {title}"));
        for row in all.iter().filter(|r| r.basis == basis) {
            let asked: Vec<&str> =
                row.asked_at.iter().map(|r| input.q.requirements[*r].id.as_str()).collect();
            let owner = owner(input, row);
            let owner = if owner.is_empty() { String::new() } else { format!(", {owner}") };
            let (name, kind, asked) = (row.name, row.kind.word(), asked.join(", "));
            lines.push(format!("  {name} ({kind}; {asked}): {}{owner}", state(input, row)));
        }
        lines.push(String::new());
    }
    lines
}

/// `document-checklist.csv`.
pub(super) fn csv(input: &Input) -> Result<Vec<u8>, ReportError> {
    let mut t = Table::new(&["name", "kind", "basis", "asked_at", "state", "owner"]);
    for row in rows(input) {
        t.row(vec![
            row.name.into(),
            code(&row.kind).into(),
            code(&row.basis).into(),
            input.ids(&row.asked_at).join(" ").into(),
            state(input, &row).into(),
            owner(input, &row).into(),
        ]);
    }
    input.stamp(t).csv()
}

/// `document-checklist.md`.
pub(super) fn markdown(input: &Input) -> String {
    let rows = rows(input);
    let mut page = input.report(say!("Document checklist"));
    page.paragraph(say!(
        "A document is kept up to date; a record shows that something was done. The state is the lowest level \
         given to a check that asks for it."
    ));
    for (title, why, bases) in [
        (
            say!("Asked for by the standard"),
            say!(
                "Without these the audit cannot end well: asked for in so many words, or by the nature of the \
                 requirement."
            ),
            &[Basis::Explicit, Basis::Inherent][..],
        ),
        (
            say!("Customary"),
            say!("Not demanded as such; auditors usually expect them."),
            &[Basis::Customary][..],
        ),
    ] {
        let mine: Vec<&Row> = rows.iter().filter(|r| bases.contains(&r.basis)).collect();
        page.heading(2, &format!("{title} ({})", mine.len()));
        page.paragraph(why);
        let mut t = Table::new(&[say!("Name"), say!("Kind"), say!("Asked at"), say!("State"), say!("Owner")]);
        for row in mine {
            t.row(vec![
                row.name.into(),
                row.kind.word().into(),
                input.ids(&row.asked_at).join(", ").into(),
                state(input, row).into(),
                owner(input, row).into(),
            ]);
        }
        page.table(&t);
    }
    page.finish()
}
