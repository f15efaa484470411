//! The Statement of Applicability as pages: a table a group of controls, beside each control how it is done, and apart from it
//! what the organisation should know before it leaves the house. It reads rows and decides nothing.

use super::super::{Input, tones};
use super::{Row, cell, rows};
use crate::doc::{Cell, Doc, Page, Table};
use crate::model::assessment::keys;
use crate::model::counts::Counts;
use crate::model::questionnaire::NAMELESS_CONTROLS;
use crate::model::statement::{self, Applicable, Flag};
use crate::say;
use crate::words::{self, by_system, few};

/// Which document the rows stand in, for what is said beside them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum In {
    /// The statement itself, which leaves the house: facts, and nothing the program thinks of them.
    Statement,
    /// The gap report, where a register says what is missing in a control.
    GapReport,
    /// A draft of the statement, for whoever is going to approve it.
    Draft,
}

/// The Statement of Applicability as a document of its own. It says what applies and no verdict, so it needs nothing that has
/// to stand beside one.
pub fn doc(input: &Input) -> Doc {
    let mut page = input.page("soa", title(input));
    sections(input, &mut page, 2, In::Statement);
    page.section(2, "approval", say!("Version and approval"));
    page.paragraph(if is_draft(input) {
        say!("To be filled in by hand; a draft approves nothing.")
    } else {
        say!("To be filled in by hand.")
    });
    let line = |labels: &[&str]| labels.iter().map(|l| (*l).to_owned()).collect();
    page.sign(vec![
        line(&[say!("Version"), say!("Date")]),
        line(&[say!("Prepared by")]),
        line(&[say!("Approved by"), say!("Signature")]),
    ]);
    let mut doc = page.finish();
    let kept = kept_as(input);
    if !kept.is_empty() {
        doc.about.facts.insert(1, (say!("State of the document").to_owned(), kept));
    }
    if input.a.get(keys::SCOPE).is_none() {
        // What follows from that is advice, and no fact of the statement.
        let scope = say!("Scope");
        for fact in doc.about.facts.iter_mut().filter(|(label, _)| label == scope) {
            say!("not stated yet").clone_into(&mut fact.1);
        }
    }
    doc
}

fn counts(input: &Input) -> Counts {
    Counts::of(&statement::rows(input.q, input.a, input.scores))
}

/// How the register of documents has it; empty where it does not.
pub(in crate::report) fn kept_as(input: &Input) -> String {
    words::statement::kept_as(input.q, input.a, &counts(input), &input.head.restated)
}

/// Whether it is a draft still: nobody approved it or put it to use, or somebody has to decide about a control.
fn is_draft(input: &Input) -> bool {
    !statement::holds(input.q, input.a, counts(input).undecided)
}

/// What it is called, which says so where it is a draft.
pub(in crate::report) fn title(input: &Input) -> &'static str {
    if is_draft(input) {
        say!("Statement of Applicability (draft)")
    } else {
        say!("Statement of Applicability")
    }
}

/// What the organisation should know of its statement before it leaves the house, a sentence each: exclusions an auditor will
/// not accept, reasons that name nothing, and what came up since. That a reason is missing is counted on its own.
fn to_know(rows: &[Row]) -> Vec<String> {
    let ids = |is: fn(&Row) -> bool| -> Vec<&str> {
        rows.iter().filter(|r| is(r)).map(|r| r.stated.id.as_str()).collect()
    };
    let mut all = Vec::new();
    let forbidden = ids(Row::cannot_stand);
    if !forbidden.is_empty() {
        all.push(say!(
            "{ids} {n?is|are} left out although no reason for it can stand: take {n?it|them} back in.",
            ids = forbidden.join(", "),
            n = forbidden.len()
        ));
    }
    // Where no reason can stand, a better one is nothing to ask for.
    let weak = ids(|r| !r.cannot_stand() && r.has(|f| matches!(f, Flag::WeakAgainst)));
    if !weak.is_empty() {
        all.push(say!(
            "The reason for leaving out {ids} says little: say why no risk needs {n?the control|these controls}.",
            ids = weak.join(", "),
            n = weak.len()
        ));
    }
    let weak = ids(|r| r.has(|f| matches!(f, Flag::WeakFor)));
    if !weak.is_empty() {
        all.push(say!(
            "The reason for having {ids} says little: name the risk, law, contract or practice behind {n?it|them}.",
            ids = weak.join(", "),
            n = weak.len()
        ));
    }
    for r in rows {
        let id = &r.stated.id;
        for flag in &r.stated.flags {
            let words = words::statement::flag(id, flag);
            match flag {
                Flag::NoReasonNotFor(_) | Flag::WeakNotFor(_) if !r.cannot_stand() => {
                    all.push(format!("{id}: {words}"));
                }
                flag if changed_since(flag) => all.push(say!("Look at {id} again. {words}", id, words)),
                _ => {}
            }
        }
    }
    all
}

/// How many things [`sections`] tells the organisation of its statement.
pub(in crate::report) fn known(input: &Input) -> usize {
    to_know(&rows(input)).len()
}

/// What the organisation should know of it, apart from what it states.
fn for_the_organisation(page: &mut Page, level: usize, rows: &[Row], within: In) {
    let mut all = to_know(rows);
    if within == In::Draft {
        let lacking: Vec<&str> =
            rows.iter().filter(|r| r.says_no_reason()).map(|r| r.stated.id.as_str()).collect();
        let undecided: Vec<&str> =
            rows.iter().filter(|r| r.is_undecided()).map(|r| r.stated.id.as_str()).collect();
        if undecided.is_empty() && lacking.is_empty() && all.is_empty() {
            all.push(say!("Nothing is open: read it through and approve it.").to_owned());
        }
        if !undecided.is_empty() {
            all.push(say!(
                "Nobody has decided about {ids}: say of each whether it is needed, and why. A statement is approved when every control is decided.",
                ids = few(&undecided, 6)
            ));
        }
        if !lacking.is_empty() {
            all.push(say!(
                "No reason is written for {ids}. Auditors ask for the reason of an included control as well as of an excluded one.",
                ids = few(&lacking, 6)
            ));
        }
    }
    if all.is_empty() {
        return;
    }
    page.section(level, "soa-open", say!("For the organisation, not part of the statement"));
    for one in all {
        page.item(one);
    }
}

/// Whether something came up that speaks against what stands.
const fn changed_since(flag: &Flag) -> bool {
    matches!(
        flag,
        Flag::RiskNames(_)
            | Flag::RiskOfSystem { .. }
            | Flag::RoleDenies { .. }
            | Flag::DayPast(_)
            | Flag::RanOut(_)
            | Flag::SystemsGone
    )
}

/// The table of these controls. A reason is the longest there is in it and has to have the room: names stand with
/// their ids, and owners only where somebody owns a control.
fn controls(rows: &[&Row], owned: bool) -> Table {
    let mut head =
        vec![say!("Control"), say!("Applicable"), say!("Status"), say!("ISO/IEC 27001"), say!("Reason")];
    if owned {
        head.insert(3, say!("Owner"));
    }
    let mut t = Table::new(&head);
    for r in rows {
        let name = format!("{} {}", r.stated.id, r.stated.title);
        let mut cells = vec![
            name.into(),
            cell(r.stated.applicable),
            tones::status(r.stated.status),
            r.iso27001.as_str().into(),
            r.reason_or_dash().into(),
        ];
        if owned {
            cells.insert(3, r.owner.as_str().into());
        }
        t.row(cells);
    }
    t
}

/// How the rows add up, and how many lack a reason.
fn adds_up(input: &Input, page: &mut Page, rows: &[Row], within: In) {
    let mine: Vec<&Row> = rows.iter().filter(|r| r.stated.requirement().is_some()).collect();
    let count = |x: Applicable| mine.iter().filter(|r| r.stated.applicable == x).count();
    // As `soa` counts them: what is written and says little is no empty reason, and what leaves the house states facts.
    let missing = rows.iter().filter(|r| r.says_no_reason() && !r.stated.is_weak()).count();
    let per_system = rows.iter().filter(|r| r.has(|f| matches!(f, Flag::NoReasonNotFor(_)))).count();
    let (n, annex) = (mine.len(), input.q.names.controls.as_str());
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
    if missing > 0 && within != In::GapReport {
        page.paragraph(say!(
            "For {missing} of them no reason is written. A dash stands in its place.",
            missing
        ));
    } else if missing > 0 {
        page.paragraph(say!(
            "{missing} of them still {missing?lacks|lack} a written reason. Auditors ask for the reason of an \
             included control as well as of an excluded one. A dash stands where none is written.",
            missing
        ));
    }
    if per_system > 0 {
        page.paragraph(say!(
            "{per_system} of them {per_system?does|do} not count for an AI system, and no reason for that is written; it stands beside the AI \
             system.",
            per_system
        ));
    }
}

/// A column below the table of some controls.
struct Column {
    head: &'static str,
    /// What it says of a control; empty where nothing.
    says: fn(&Row) -> String,
    /// What stands for nothing, of a control that is in.
    empty: &'static str,
    /// Whether it says something of a control that is left out.
    of_left_out: bool,
}

impl Column {
    const fn new(head: &'static str, says: fn(&Row) -> String) -> Self {
        Self { head, says, empty: "", of_left_out: false }
    }

    fn of(&self, r: &Row) -> String {
        let silent = r.stated.applicable == Applicable::No && !self.of_left_out;
        if silent { String::new() } else { (self.says)(r) }
    }
}

/// What stands below a table of these controls: how each is done and what proves it, what it is needed for, for which AI
/// systems, which risks name it, and when to look again. A column nobody has a word for is left out, and so is a control
/// without a word.
fn details(page: &mut Page, rows: &[&Row], within: In) {
    let for_systems = |r: &Row| {
        if r.stated.is_for_all() { String::new() } else { words::statement::systems(&r.stated) }
    };
    // Without a written reason these words stand in the place of one, in the table above.
    let needed = |r: &Row| {
        if r.stated.why.is_empty() { String::new() } else { words::statement::drivers(&r.stated.drivers) }
    };
    let again = |r: &Row| words::day::of_stored(&r.stated.again);
    let mut columns = vec![
        Column::new(say!("How it is done"), |r| r.how.clone()),
        Column::new(say!("What proves it"), |r| r.proof.clone()),
        Column::new(say!("Needed for"), needed),
        Column { empty: say!("all"), ..Column::new(say!("AI systems"), for_systems) },
        Column::new(say!("Risks"), |r| words::statement::risks(&r.stated)),
        Column { of_left_out: true, ..Column::new(say!("Look again on"), again) },
    ];
    if within == In::Statement {
        columns.push(Column { of_left_out: true, ..Column::new(say!("Audit"), |r| r.audit.clone()) });
    }
    columns.retain(|c| rows.iter().any(|r| !c.of(r).is_empty()));
    let head: Vec<&'static str> =
        [say!("Control")].into_iter().chain(columns.iter().map(|c| c.head)).collect();
    let mut t = Table::new(&head);
    for r in rows {
        let said: Vec<String> = columns.iter().map(|c| c.of(r)).collect();
        if said.iter().all(String::is_empty) {
            continue;
        }
        let left_out = r.stated.applicable == Applicable::No;
        let cells = said.into_iter().zip(&columns).map(|(said, c)| {
            if said.is_empty() && !left_out { Cell::from(c.empty) } else { Cell::from(said) }
        });
        t.row([Cell::from(r.stated.id.as_str())].into_iter().chain(cells).collect());
    }
    if !t.is_empty() {
        page.table(t);
    }
}

/// The rows by objective; `level` is that of the headings inside. Where the gap register stands in the same document,
/// what it says of a control with a gap is not said again.
pub(in crate::report) fn sections(input: &Input, page: &mut Page, level: usize, within: In) {
    let rows = rows(input);
    let register = within == In::GapReport;
    adds_up(input, page, &rows, within);
    let owned = rows.iter().any(|r| !r.owner.trim().is_empty());
    for h in input.q.top_headings() {
        let is_below = |r: &&Row| r.stated.requirement().is_some_and(|r| input.q.top_heading(r) == Some(h));
        let mine: Vec<&Row> = rows.iter().filter(is_below).collect();
        if mine.is_empty() {
            continue;
        }
        let heading = &input.q.headings[h];
        page.section(level, &heading.id, &format!("{} {}", heading.id, heading.title));
        page.table(controls(&mine, owned));
        let told =
            |row: &&&Row| !register || row.stated.requirement().is_some_and(|r| input.gaps.of(r).is_none());
        let told: Vec<&Row> = mine.iter().filter(told).copied().collect();
        details(page, &told, within);
        for r in told.iter().filter_map(|row| row.stated.requirement()) {
            for line in by_system::a_line_each(input.q, input.a, r) {
                page.fact(say!("Per AI system"), line);
            }
        }
    }
    let own: Vec<&Row> = rows.iter().filter(|r| r.stated.requirement().is_none()).collect();
    if !own.is_empty() {
        page.section(level, "own-controls", say!("Controls of your own"));
        page.table(controls(&own, owned));
        details(page, &own, within);
    }
    if within != In::Statement {
        for_the_organisation(page, level, &rows, within);
    }
}
