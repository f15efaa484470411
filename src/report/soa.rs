//! The Statement of Applicability as a draft: one row for each control, decided or not.

use std::collections::BTreeMap;

use super::{Input, ReportError, code, tones};
use crate::doc::{Cell, Doc, Page, Table, Tone};
use crate::model::Evidence;
use crate::model::questionnaire::NAMELESS_CONTROLS;
use crate::model::record::{EVIDENCE, KINDS, value};
use crate::model::score::Status;
use crate::model::statement::{self, Applicable, Flag, Named};
use crate::say;
use crate::words::{self, Word as _, advice, by_system, language, register};

/// How a word of the statement is to be taken.
pub(super) const fn tone(applicable: Applicable) -> Tone {
    match applicable {
        Applicable::Yes => Tone::Plain,
        Applicable::No => Tone::Out,
        Applicable::Undecided => Tone::Open,
    }
}

/// Whether a control applies, in a table.
pub(super) fn cell(applicable: Applicable) -> Cell {
    Cell::Toned(tone(applicable), applicable.word().to_owned())
}

/// In the cell of a reason that nobody wrote; what it stands for is said once, above the tables.
const NONE: &str = "\u{2013}";

/// One control, with the words documents have for it.
pub(super) struct Row {
    pub(super) stated: statement::Row,
    /// The written reason, or that it is missing.
    pub(super) reason: String,
    /// It was decided, and nobody wrote why.
    pub(super) lacks_reason: bool,
    /// Nothing at all is written or known about why.
    bare: bool,
    /// How it is done; empty when nothing says so.
    pub(super) how: String,
    /// What proves it; empty when nothing does.
    pub(super) proof: String,
    pub(super) owner: String,
    /// Controls of ISO/IEC 27001 that deal with something related.
    pub(super) iso27001: String,
}

impl Row {
    /// What the topmost heading over it is called; controls of one's own have none.
    pub(super) fn part(&self, input: &Input) -> String {
        self.stated.requirement().map(|r| super::workbook::part(input, r)).unwrap_or_default()
    }

    /// What it says per AI system.
    pub(super) fn by_system(&self, input: &Input) -> Vec<String> {
        let of = |r| by_system::of_requirement(input.q, input.a, r);
        self.stated.requirement().map(of).unwrap_or_default()
    }

    /// How it is done and what proves it, for what has one place for both.
    pub(super) fn how_and_proof(&self) -> String {
        let proof = Some(&self.proof).filter(|p| !p.is_empty()).map(|proof| say!("Evidence: {proof}", proof));
        let how = Some(self.how.clone()).filter(|how| !how.is_empty());
        how.into_iter().chain(proof).collect::<Vec<_>>().join("; ")
    }

    fn has(&self, is: impl Fn(&Flag) -> bool) -> bool {
        self.stated.flags.iter().any(is)
    }
}

/// All controls in the order of the standard, then those of one's own.
pub(super) fn rows(input: &Input) -> Vec<Row> {
    statement::rows(input.q, input.a, input.scores).into_iter().map(|row| of(input, row)).collect()
}

fn of(input: &Input, row: statement::Row) -> Row {
    let never = row.flags.iter().find_map(|f| match f {
        Flag::CannotStand(never) => Some(advice::cannot_stand(never)),
        _ => None,
    });
    let written = reason(input, &row);
    let lacks_reason = row.lacks_reason();
    Row {
        bare: never.is_none() && written.is_empty(),
        reason: match (never, written.is_empty(), lacks_reason) {
            (Some(never), true, _) => never,
            (Some(never), false, _) => format!("{never} ({written})"),
            (None, false, _) => written,
            (None, true, true) => say!("reason missing").to_owned(),
            (None, true, false) => say!("not decided yet").to_owned(),
        },
        lacks_reason,
        how: how(input, &row),
        proof: proof(&row),
        owner: row.requirement().map_or_else(|| row.owner.clone(), |r| input.owner(r).to_owned()),
        iso27001: row.requirement().map(|r| related(input, r)).unwrap_or_default(),
        stated: row,
    }
}

/// Why it is in or out, and why parts of it are left out, also for single systems; empty when nobody said.
fn reason(input: &Input, row: &statement::Row) -> String {
    let mut parts = vec![words::statement::reason(row)];
    if row.applicable == Applicable::Yes {
        parts.push(row.against.clone());
    }
    let of_systems = row.requirement().map(|r| input.a.system_exclusions(input.q, r)).unwrap_or_default();
    parts.extend(of_systems.into_iter().filter_map(|(system, id, reason)| {
        let name = input.a.system_name(system)?;
        let Some(reason) = reason else { return Some(say!("{id} for {name}: reason missing", id, name)) };
        Some(say!("{id} for {name}: {reason}", id, name, reason))
    }));
    parts.retain(|p| !p.is_empty());
    parts.join("; ")
}

/// How it is done: as written; else, of a control that is met, the notes of what is there. Under a gap a note tells what
/// is missing, and that is nobody's way of doing it.
fn how(input: &Input, row: &statement::Row) -> String {
    if !row.how.is_empty() {
        return row.how.clone();
    }
    let met = row.requirement().filter(|_| row.status == Status::Met);
    let notes = met.map(|r| input.notes(r)).unwrap_or_default();
    notes.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join("; ")
}

/// What proves it: what, where, of when, until when, seen by whom. What else a piece proves stands in the list of evidence.
fn proof(row: &statement::Row) -> String {
    let piece = |e: &Evidence| {
        let details = [e.what.as_str(), &e.place, &e.version, &e.date].into_iter().enumerate();
        let details: Vec<&str> =
            details.filter(|(i, v)| *i == 0 || !v.trim().is_empty()).map(|(_, v)| v).collect();
        let what = [Some(details.join(", ")), register::ran_out(e).or_else(|| holds(e))];
        let what = what.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let (note, who) = (register::seen_note(e), register::seen_by(e));
        if who.trim().is_empty() {
            say!("{what}, not seen yet{note}", what, note)
        } else {
            say!("{what}, seen by {who}{note}", what, who, note)
        }
    };
    row.evidence.iter().map(piece).collect::<Vec<_>>().join("; ")
}

/// Until when a piece of evidence holds, where that is known.
fn holds(e: &Evidence) -> Option<String> {
    let until = e.valid_until.trim();
    (!until.is_empty()).then(|| say!("current, until {until}", until))
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

/// What the statement tells of each control by its id: why, how it is done with what proves it, whose it is, and how it is
/// done alone; empty where nothing.
pub fn statement(input: &Input) -> BTreeMap<String, [String; 4]> {
    rows(input)
        .into_iter()
        .map(|r| {
            let how = r.how_and_proof();
            (r.stated.id, [r.reason, how, r.owner, r.how])
        })
        .collect()
}

/// The controls for spreadsheets, as bytes in UTF-8. Columns are added at the end and never renamed.
pub fn csv(input: &Input) -> Result<Vec<u8>, ReportError> {
    input.sheet(table(input))
}

/// The evidence of a control for the columns of a table, a line a piece in each of them; what one piece does not have keeps
/// its line.
pub(super) struct Pieces {
    pub(super) what: String,
    pub(super) date: String,
    pub(super) until: String,
    pub(super) shows: String,
    pub(super) number: String,
    pub(super) place: String,
    pub(super) version: String,
    pub(super) seen_by: String,
    pub(super) seen_note: String,
}

impl Pieces {
    pub(super) fn of(row: &statement::Row) -> Self {
        let column = |of: &dyn Fn(&Evidence) -> String| {
            let lines: Vec<String> = row.evidence.iter().map(of).collect();
            if lines.iter().all(|l| l.trim().is_empty()) {
                return String::new();
            }
            let kept = |l: &String| if l.trim().is_empty() { "-".to_owned() } else { l.clone() };
            lines.iter().map(kept).collect::<Vec<_>>().join("\n")
        };
        let seen = |e: &Evidence| {
            e.seen_by.iter().map(|(who, day)| format!("{who}: {day}")).collect::<Vec<_>>().join("; ")
        };
        Self {
            what: column(&|e| e.what.clone()),
            date: column(&|e| e.date.clone()),
            until: column(&|e| e.valid_until.clone()),
            shows: column(&|e| e.shows.join(", ")),
            number: column(&|e| format!("{}-{}", EVIDENCE.letter, e.no)),
            place: column(&|e| e.place.clone()),
            version: column(&|e| e.version.clone()),
            seen_by: column(&seen),
            seen_note: column(&|e| e.seen_note.clone()),
        }
    }
}

/// Version of the statement, who approved it and when, as the register of documents has it; empty where nobody said.
pub(super) fn approval(input: &Input) -> [String; 3] {
    let Some(d) = statement::document(input.q, input.a) else { return Default::default() };
    let of = |key| d.kind.field(key).map(|f| value::shown(input.a, KINDS, &d, f)).unwrap_or_default();
    ["version", "approved-by", "approved-on"].map(of)
}

/// The heads of the table. Columns are added at the end and never renamed.
const HEADS: [&str; 30] = [
    "control",
    "title",
    "applicable",
    "reason",
    "status",
    "how_it_is_done",
    "owner",
    "iso27001",
    "by_system",
    "reason_for",
    "reason_against",
    "drivers",
    "how",
    "ai_systems",
    "risks",
    "evidence",
    "evidence_date",
    "evidence_valid_until",
    "evidence_current",
    "evidence_shows",
    "look_again",
    "own_state",
    "evidence_number",
    "evidence_place",
    "evidence_version",
    "evidence_seen_by",
    "evidence_seen_note",
    "statement_version",
    "statement_approved_by",
    "statement_approved_on",
];

fn table(input: &Input) -> Table {
    let mut t = Table::new(&HEADS);
    let [version, approved_by, approved_on] = approval(input);
    for r in rows(input) {
        let (by_system, how, row) = (r.by_system(input), r.how_and_proof(), &r.stated);
        let title = row.requirement().map_or_else(|| row.title.clone(), |r| input.q.full_title(r));
        let pieces = Pieces::of(row);
        let current = |e: &Evidence| if e.ran_out.is_some() { "no" } else { "yes" };
        let current = row.evidence.iter().map(current).collect::<Vec<_>>().join("\n");
        let named = |all: &[Named]| all.iter().map(Named::whole).collect::<Vec<_>>().join("\n");
        let owner = language::in_english(|| match row.requirement() {
            Some(r) => input.owner(r).to_owned(),
            None => row.owner.clone(),
        });
        t.row(vec![
            row.id.as_str().into(),
            title.into(),
            row.applicable.key().into(),
            r.reason.into(),
            code(&row.status).into(),
            how.into(),
            owner.into(),
            r.iso27001.into(),
            by_system.join("\n").into(),
            row.why.as_str().into(),
            row.against.as_str().into(),
            row.drivers.iter().map(|d| d.key()).collect::<Vec<_>>().join(", ").into(),
            r.how.as_str().into(),
            if row.systems.is_empty() && row.applicable == Applicable::Yes && !row.is_for_none() {
                "all".to_owned()
            } else {
                named(&row.systems)
            }
            .into(),
            named(&row.risks).into(),
            pieces.what.into(),
            pieces.date.into(),
            pieces.until.into(),
            current.into(),
            pieces.shows.into(),
            row.again.as_str().into(),
            row.state.as_str().into(),
            pieces.number.into(),
            pieces.place.into(),
            pieces.version.into(),
            pieces.seen_by.into(),
            pieces.seen_note.into(),
            version.as_str().into(),
            approved_by.as_str().into(),
            approved_on.as_str().into(),
        ]);
    }
    t
}

/// The Statement of Applicability as a document of its own.
pub(super) fn doc(input: &Input) -> Doc {
    let mut page = input.report("soa", say!("Statement of Applicability (draft)"));
    let kept = words::statement::kept_as(input.q, input.a);
    if !kept.is_empty() {
        page.fact(say!("In your register of documents"), kept);
    }
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
fn will_not_stand(page: &mut Page, rows: &[Row]) {
    let ids = |is: fn(&Flag) -> bool| -> Vec<&str> {
        rows.iter().filter(|r| r.has(is)).map(|r| r.stated.id.as_str()).collect()
    };
    let forbidden = ids(|f| matches!(f, Flag::CannotStand(_)));
    if !forbidden.is_empty() {
        page.paragraph(say!(
            "{ids} {n?is|are} left out although no reason for it can stand: take {n?it|them} back in.",
            ids = forbidden.join(", "),
            n = forbidden.len()
        ));
    }
    let weak = ids(|f| matches!(f, Flag::WeakAgainst));
    if !weak.is_empty() {
        page.paragraph(say!(
            "The reason for leaving out {ids} says little: say why no risk needs {n?the control|these controls}.",
            ids = weak.join(", "),
            n = weak.len()
        ));
    }
    let weak = ids(|f| matches!(f, Flag::WeakFor));
    if !weak.is_empty() {
        page.paragraph(say!(
            "The reason for having {ids} says little: name the risk, law, contract or practice behind {n?it|them}.",
            ids = weak.join(", "),
            n = weak.len()
        ));
    }
    for r in rows {
        for flag in r.stated.flags.iter().filter(|f| changed_since(f)) {
            let (id, words) = (&r.stated.id, words::statement::flag(&r.stated.id, flag));
            page.paragraph(say!("Look at {id} again. {words}", id, words));
        }
    }
}

/// Whether something came up that speaks against what stands.
const fn changed_since(flag: &Flag) -> bool {
    matches!(
        flag,
        Flag::RiskNames(_) | Flag::RoleDenies { .. } | Flag::DayPast(_) | Flag::RanOut(_) | Flag::SystemsGone
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
            if r.bare { NONE } else { r.reason.as_str() }.into(),
        ];
        if owned {
            cells.insert(3, r.owner.as_str().into());
        }
        t.row(cells);
    }
    t
}

/// How the rows add up, and how many lack a reason.
fn adds_up(input: &Input, page: &mut Page, rows: &[Row]) {
    let mine: Vec<&Row> = rows.iter().filter(|r| r.stated.requirement().is_some()).collect();
    let count = |x: Applicable| mine.iter().filter(|r| r.stated.applicable == x).count();
    let missing = rows.iter().filter(|r| r.lacks_reason).count();
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
    if missing > 0 {
        page.paragraph(say!(
            "{missing} of them still {missing?lacks|lack} a written reason. Auditors ask for the reason of an \
             included control as well as of an excluded one. A dash stands where none is written.",
            missing
        ));
    }
}

/// What stands below a table of these controls: how each is done and what proves it, what it is needed for, for which AI
/// systems, and which risks name it. A column nobody has a word for is left out, and so is a control without a word.
fn details(page: &mut Page, rows: &[&Row]) {
    type Column = (&'static str, fn(&Row) -> String);
    let columns: [Column; 5] = [
        (say!("How it is done"), |r| r.how.clone()),
        (say!("What proves it"), |r| r.proof.clone()),
        (say!("Needed for"), |r| {
            // Without a written reason these words stand in the place of one, in the table above.
            if r.stated.why.is_empty() { String::new() } else { words::statement::drivers(&r.stated.drivers) }
        }),
        (say!("AI systems"), |r| {
            let said = !r.stated.systems.is_empty() || r.stated.is_for_none();
            if said { words::statement::systems(&r.stated) } else { String::new() }
        }),
        (say!("Risks"), |r| words::statement::risks(&r.stated)),
    ];
    let rows: Vec<&&Row> = rows.iter().filter(|r| r.stated.applicable != Applicable::No).collect();
    let columns: Vec<Column> =
        columns.into_iter().filter(|(_, of)| rows.iter().any(|r| !of(r).is_empty())).collect();
    let head: Vec<&'static str> =
        [say!("Control")].into_iter().chain(columns.iter().map(|(name, _)| *name)).collect();
    let mut t = Table::new(&head);
    for r in rows {
        let cells: Vec<String> = columns.iter().map(|(_, of)| of(r)).collect();
        if cells.iter().any(|c| !c.is_empty()) {
            let id = r.stated.id.as_str().into();
            t.row([id].into_iter().chain(cells.into_iter().map(Cell::from)).collect());
        }
    }
    if !t.is_empty() {
        page.table(t);
    }
}

/// The rows by objective; `level` is that of the headings inside. Where the `register` stands in the same document,
/// what it says of a control with a gap is not said again.
pub(super) fn sections(input: &Input, page: &mut Page, level: usize, register: bool) {
    let rows = rows(input);
    adds_up(input, page, &rows);
    will_not_stand(page, &rows);
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
        details(page, &told);
        for r in told.iter().filter_map(|row| row.stated.requirement()) {
            input.by_system(page, r);
        }
    }
    let own: Vec<&Row> = rows.iter().filter(|r| r.stated.requirement().is_none()).collect();
    if !own.is_empty() {
        page.section(level, "own-controls", say!("Controls of your own"));
        page.table(controls(&own, owned));
        details(page, &own);
    }
}
