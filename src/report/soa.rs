//! The Statement of Applicability as a draft: one row for each control, decided or not.

use std::collections::BTreeMap;

use super::{Input, ReportError, code, tones};
use crate::doc::{Cell, Doc, Page, Table, Tone};
use crate::model::questionnaire::{NAMELESS_CONTROLS, RequirementKind};
use crate::model::score::Status;
use crate::say;
use crate::words::{Word, advice, by_system, language, register};

/// Whether a control applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Applicable {
    Yes,
    No,
    Undecided,
}

impl Applicable {
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Undecided => "undecided",
        }
    }

    pub(super) const fn tone(self) -> Tone {
        match self {
            Self::Yes => Tone::Plain,
            Self::No => Tone::Out,
            Self::Undecided => Tone::Open,
        }
    }

    pub(super) fn cell(self) -> Cell {
        Cell::Toned(self.tone(), self.word().to_owned())
    }
}

impl Word for Applicable {
    fn word(&self) -> &'static str {
        match self {
            Self::Yes => say!("yes"),
            Self::No => say!("no"),
            Self::Undecided => say!("undecided"),
        }
    }
}

/// In the cell of a reason that nobody wrote; what it stands for is said once, above the tables.
const NONE: &str = "\u{2013}";

/// One control.
pub(super) struct Row {
    pub(super) requirement: usize,
    pub(super) applicable: Applicable,
    /// The written reason, or that it is missing.
    pub(super) reason: String,
    /// It was decided, and nobody wrote why.
    pub(super) lacks_reason: bool,
    /// Nothing at all is written or known about why.
    bare: bool,
    /// It is left out, and no reason for that can stand.
    cannot_stand: bool,
    /// Left out with a reason that argues nothing.
    weak_reason: bool,
    /// Notes and evidence; empty when there are none.
    pub(super) how: String,
    /// Controls of ISO/IEC 27001 that deal with something related.
    pub(super) iso27001: String,
}

/// All controls in the order of the standard. A control is undecided exactly when its status is Open, so
/// that these rows add up to the counts.
pub(super) fn rows(input: &Input) -> Vec<Row> {
    (0..input.q.requirements.len())
        .filter(|r| input.q.requirements[*r].kind == RequirementKind::Control)
        .map(|requirement| {
            let applicable = match input.scores.status(requirement) {
                Status::NotApplicable => Applicable::No,
                Status::Open => Applicable::Undecided,
                _ => Applicable::Yes,
            };
            let written = reasons(input, requirement);
            let never = input.q.never_left_out(requirement);
            let never = never.filter(|_| input.scores.requirements[requirement].cannot_stand);
            let never = never.map(advice::cannot_stand);
            let bare = written.is_empty() || input.scores.requirements[requirement].reason_missing;
            let lacks_reason = bare && applicable != Applicable::Undecided && never.is_none();
            Row {
                requirement,
                applicable,
                weak_reason: never.is_none() && input.a.is_weakly_excluded(input.q, requirement),
                cannot_stand: never.is_some(),
                bare: never.is_none() && written.is_empty(),
                reason: match (never, written.is_empty(), lacks_reason) {
                    (Some(never), true, _) => never,
                    (Some(never), false, _) => format!("{never} ({written})"),
                    (None, false, _) => written,
                    (None, true, true) => say!("reason missing").to_owned(),
                    (None, true, false) => say!("not decided yet").to_owned(),
                },
                lacks_reason,
                how: how(input, requirement),
                iso27001: related(input, requirement),
            }
        })
        .collect()
}

/// Reasons on the control and its checks, in order; empty when there are none.
fn reasons(input: &Input, r: usize) -> String {
    let checks = input.q.checks_of(r).map(|c| input.q.check(c).id.as_str());
    let mut parts: Vec<String> = input.a.reason(input.id(r)).map(str::to_owned).into_iter().collect();
    parts.extend(checks.filter_map(|id| Some(format!("{id}: {}", input.a.reason(id)?))));
    let of_systems = input.a.system_exclusions(input.q, r).into_iter().filter_map(|(system, id, reason)| {
        let name = input.a.system_name(system)?;
        let Some(reason) = reason else { return Some(say!("{id} for {name}: reason missing", id, name)) };
        Some(say!("{id} for {name}: {reason}", id, name, reason))
    });
    parts.extend(of_systems);
    parts.join("; ")
}

fn how(input: &Input, r: usize) -> String {
    // Under a gap a note tells what is missing, not how it is done.
    let done = matches!(input.scores.status(r), Status::Met | Status::Partial);
    let notes = input.notes(r);
    let mut parts: Vec<String> = notes.iter().filter(|_| done).map(|(_, text)| (*text).to_owned()).collect();
    for e in input.a.evidence_for(input.q, r) {
        let details = [e.what.as_str(), &e.place, &e.version, &e.date].into_iter().enumerate();
        let details: Vec<&str> =
            details.filter(|(i, v)| *i == 0 || !v.trim().is_empty()).map(|(_, v)| v).collect();
        let what = [Some(details.join(", ")), register::ran_out(&e)];
        let what = what.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let (note, who) = (register::seen_note(&e), register::seen_by(&e));
        let ids = register::proves(&e);
        parts.push(if who.trim().is_empty() {
            say!("Evidence: {what}, proves {ids}, not seen yet{note}", what, ids, note)
        } else {
            say!("Evidence: {what}, proves {ids}, seen by {who}{note}", what, ids, who, note)
        });
    }
    parts.join("; ")
}

fn related(input: &Input, r: usize) -> String {
    let list: Vec<&str> = input.q.requirements[r]
        .related
        .iter()
        .filter(|x| x.framework.starts_with("ISO/IEC 27001"))
        .map(|x| x.reference.as_str())
        .collect();
    list.join(", ")
}

/// What the statement tells of each control by its id: why, how it is done and whose it is; empty where nothing.
pub fn statement(input: &Input) -> BTreeMap<String, [String; 3]> {
    let owner = |r| input.owner(r).to_owned();
    let of = |r: Row| (input.id(r.requirement).to_owned(), [r.reason, r.how, owner(r.requirement)]);
    rows(input).into_iter().map(of).collect()
}

/// The controls for spreadsheets.
pub(super) fn csv(input: &Input) -> Result<Vec<u8>, ReportError> {
    input.sheet(table(input))
}

fn table(input: &Input) -> Table {
    let mut t = Table::new(&[
        "control",
        "title",
        "applicable",
        "reason",
        "status",
        "how_it_is_done",
        "owner",
        "iso27001",
        "by_system",
    ]);
    for r in rows(input) {
        t.row(vec![
            input.id(r.requirement).into(),
            input.q.full_title(r.requirement).into(),
            r.applicable.key().into(),
            r.reason.into(),
            code(&input.scores.status(r.requirement)).into(),
            r.how.into(),
            language::in_english(|| input.owner(r.requirement)).into(),
            r.iso27001.into(),
            by_system::of_requirement(input.q, input.a, r.requirement).join("\n").into(),
        ]);
    }
    t
}

/// The Statement of Applicability as a document of its own.
pub(super) fn doc(input: &Input) -> Doc {
    let mut page = input.report("soa", say!("Statement of Applicability (draft)"));
    sections(input, &mut page, 2, false);
    page.section(2, "approval", say!("Version and approval"));
    page.paragraph(say!("To be filled in by hand; a draft approves nothing."));
    let line = |labels: &[&str]| labels.iter().map(|l| (*l).to_owned()).collect();
    page.sign(vec![
        line(&[say!("Version"), say!("Date")]),
        line(&[say!("Prepared by")]),
        line(&[say!("Approved by"), say!("Signature")]),
    ]);
    page.finish()
}

/// Exclusions that an auditor will not accept: those for which no reason can stand, and those that argue nothing.
fn will_not_stand(input: &Input, page: &mut Page, rows: &[Row]) {
    let forbidden: Vec<&str> =
        rows.iter().filter(|r| r.cannot_stand).map(|r| input.id(r.requirement)).collect();
    if !forbidden.is_empty() {
        page.paragraph(say!(
            "{ids} {n?is|are} left out although no reason for it can stand: take {n?it|them} back in.",
            ids = forbidden.join(", "),
            n = forbidden.len()
        ));
    }
    let weak: Vec<&str> = rows.iter().filter(|r| r.weak_reason).map(|r| input.id(r.requirement)).collect();
    if !weak.is_empty() {
        page.paragraph(say!(
            "The reason for leaving out {ids} says little: say why no risk needs {n?the control|these controls}.",
            ids = weak.join(", "),
            n = weak.len()
        ));
    }
}

/// The table of these controls. A reason is the longest there is in it and has to have the room: names stand with
/// their ids, and owners only where somebody owns a control.
fn controls(input: &Input, rows: &[&Row], owned: bool) -> Table {
    let mut head =
        vec![say!("Control"), say!("Applicable"), say!("Status"), say!("ISO/IEC 27001"), say!("Reason")];
    if owned {
        head.insert(3, say!("Owner"));
    }
    let mut t = Table::new(&head);
    for r in rows {
        let name = format!("{} {}", input.id(r.requirement), input.q.requirements[r.requirement].title);
        let mut cells = vec![
            name.into(),
            r.applicable.cell(),
            tones::status(input.scores.status(r.requirement)),
            r.iso27001.as_str().into(),
            if r.bare { NONE } else { r.reason.as_str() }.into(),
        ];
        if owned {
            cells.insert(3, input.owner(r.requirement).into());
        }
        t.row(cells);
    }
    t
}

/// The rows by objective; `level` is that of the headings inside. Where the `register` stands in the same document,
/// what it says of a control with a gap is not said again.
pub(super) fn sections(input: &Input, page: &mut Page, level: usize, register: bool) {
    let rows = rows(input);
    let count = |x: Applicable| rows.iter().filter(|r| r.applicable == x).count();
    let missing = rows.iter().filter(|r| r.lacks_reason).count();
    let (n, annex) = (rows.len(), input.q.names.controls.as_str());
    let [yes, no, undecided] = [Applicable::Yes, Applicable::No, Applicable::Undecided].map(count);
    page.paragraph(if annex == NAMELESS_CONTROLS {
        say!(
            "{n|control|controls}: {yes} applicable, {no} not applicable, {undecided} undecided.",
            n,
            yes,
            no,
            undecided
        )
    } else {
        say!(
            "{n|control|controls} of {annex}: {yes} applicable, {no} not applicable, {undecided} undecided.",
            n,
            annex,
            yes,
            no,
            undecided
        )
    });
    if missing > 0 {
        page.paragraph(say!(
            "{missing} of them still {missing?lacks|lack} a written reason. Auditors ask for the reason of an \
             included control as well as of an excluded one. A dash stands where none is written.",
            missing
        ));
    }
    will_not_stand(input, page, &rows);
    let owned = rows.iter().any(|r| !input.owner(r.requirement).trim().is_empty());
    for h in input.q.top_headings() {
        let mine: Vec<&Row> = rows.iter().filter(|r| input.q.top_heading(r.requirement) == Some(h)).collect();
        if mine.is_empty() {
            continue;
        }
        let heading = &input.q.headings[h];
        page.section(level, &heading.id, &format!("{} {}", heading.id, heading.title));
        page.table(controls(input, &mine, owned));
        for r in mine.into_iter().filter(|r| !register || input.gaps.of(r.requirement).is_none()) {
            if r.applicable != Applicable::No && !r.how.is_empty() {
                page.fact(&say!("How {id} is done", id = input.id(r.requirement)), &r.how);
            }
            input.by_system(page, r.requirement);
        }
    }
}
