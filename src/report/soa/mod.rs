//! The Statement of Applicability as a draft: one row for each control, decided or not.

mod pages;

use std::collections::BTreeMap;

use super::{Input, ReportError, code};
use crate::doc::{Cell, Table, Tone};
use crate::model::Evidence;
use crate::model::audit::{self, SaidOf};
use crate::model::record::{EVIDENCE, KINDS, value};
use crate::model::said::gives_no_reason;
use crate::model::score::Status;
use crate::model::statement::{self, Applicable, Flag, Named};
use crate::say;
use crate::words::{self, Word as _, by_system, language, register};

pub use pages::doc;
pub(super) use pages::{In, kept_as, known, sections, title};

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
    /// Nothing at all is written or known about why.
    bare: bool,
    /// How it is done; empty when nothing says so.
    pub(super) how: String,
    /// What proves it; empty when nothing does.
    pub(super) proof: String,
    pub(super) owner: String,
    /// Controls of ISO/IEC 27001 that deal with something related.
    pub(super) iso27001: String,
    /// What audits say of it, for a paper that goes to the auditor; else empty.
    audit: String,
}

impl Row {
    /// What the topmost heading over it is called; controls of one's own have none.
    pub(super) fn part(&self, input: &Input) -> String {
        self.stated.requirement().map(|r| super::workbook::part(input, r)).unwrap_or_default()
    }

    /// That it was decided, and nobody wrote why; that a reason is missing for a single AI system is another matter.
    pub(super) fn says_no_reason(&self) -> bool {
        let decided = self.stated.applicable != Applicable::Undecided;
        (decided && (self.bare || self.is_hollow())) || self.asks_for_reason()
    }

    /// That what is written as its reason names nothing at all, which is as good as none. One that merely says little is a fact.
    fn is_hollow(&self) -> bool {
        let written = match self.stated.applicable {
            Applicable::Yes => &self.stated.why,
            Applicable::No => &self.stated.against,
            Applicable::Undecided => return false,
        };
        !written.is_empty() && gives_no_reason(written) && self.stated.is_weak()
    }

    /// That nobody decided about it.
    pub(super) fn is_undecided(&self) -> bool {
        self.stated.applicable == Applicable::Undecided
    }

    /// That it was decided without a reason, and one would settle it.
    pub(super) fn asks_for_reason(&self) -> bool {
        self.has(|f| matches!(f, Flag::NoReasonFor | Flag::NoReasonAgainst))
    }

    /// Its reason for a paper: a dash for one that nobody wrote, also where something is said of a part of it.
    fn reason_or_dash(&self) -> String {
        match (self.bare, self.says_no_reason()) {
            (true, _) => NONE.to_owned(),
            // Signs alone are nothing to be read.
            (false, true) if !self.reason.chars().any(char::is_alphanumeric) => NONE.to_owned(),
            // Words that name nothing are read as they stand, and are counted as what they are.
            (false, true) if self.is_hollow() => self.reason.clone(),
            (false, true) => format!("{NONE}; {}", self.reason),
            (false, false) => self.reason.clone(),
        }
    }

    /// What audits say of it, where that is to be told; nothing of a control of one's own.
    pub(super) fn audited<'i>(&self, input: &'i Input) -> Option<&'i SaidOf> {
        input.audited(self.stated.requirement()?)
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

    /// That it is left out, by all or by an AI system, although no reason for it can stand.
    fn cannot_stand(&self) -> bool {
        self.has(|f| matches!(f, Flag::CannotStand(_)))
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
    let written = reason(&row);
    Row {
        bare: written.is_empty(),
        reason: match (written.is_empty(), row.applicable) {
            (false, _) => written,
            (true, Applicable::Undecided) => say!("not decided yet").to_owned(),
            (true, _) => say!("reason missing").to_owned(),
        },
        how: how(input, &row),
        proof: proof(&row),
        owner: row.requirement().map_or_else(|| row.owner.clone(), |r| input.owner(r).to_owned()),
        iso27001: row.requirement().map(|r| related(input, r)).unwrap_or_default(),
        audit: on_paper(input, &row),
        stated: row,
    }
}

/// What audits say of a control, and which one, where the paper is for somebody who may read it and there are audits.
fn on_paper(input: &Input, row: &statement::Row) -> String {
    let may = input.head.audited.as_ref().is_some_and(|audited| audited.on_paper);
    let said = row.requirement().filter(|_| may && !audit::all(input.a).is_empty());
    said.and_then(|r| input.audited(r)).map(audit_in_cell).unwrap_or_default()
}

/// What audits say, and which one.
pub(super) fn audit_in_cell(said: &SaidOf) -> String {
    match said.audit() {
        "" => words::audit::said_of(said),
        no => format!("{no}: {}", words::audit::said_of(said)),
    }
}

/// Why it is in or out, and why parts of it are left out, also for single systems; empty when nobody said.
fn reason(row: &statement::Row) -> String {
    let mut parts = vec![words::statement::reason(row)];
    if row.applicable == Applicable::Yes {
        parts.push(row.against.clone());
    }
    parts.push(words::not_for::all(row));
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
        let what = format!("{}, {}", details.join(", "), holds(e));
        let (note, who) = (register::seen_note(e), register::seen_by(e));
        if who.trim().is_empty() {
            say!("{what}, not seen yet{note}", what, note)
        } else {
            say!("{what}, seen by {who}{note}", what, who, note)
        }
    };
    row.evidence.iter().map(piece).collect::<Vec<_>>().join("; ")
}

/// Whether a piece of evidence holds, and until when where that is known.
fn holds(e: &Evidence) -> String {
    if let Some(until) = e.ran_out {
        return say!("ran out on {day}", day = until);
    }
    let until = e.valid_until.trim();
    if until.is_empty() { words::statement::current(e) } else { say!("current, until {until}", until) }
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
const HEADS: [&str; 33] = [
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
    "reason_says_little",
    "audit",
    "audit_number",
];

fn table(input: &Input) -> Table {
    let mut t = Table::new(&HEADS);
    let [version, approved_by, approved_on] = approval(input);
    for r in rows(input) {
        let (by_system, how, row) = (r.by_system(input), r.how_and_proof(), &r.stated);
        let said = r.audited(input);
        let title = row.requirement().map_or_else(|| row.title.clone(), |r| input.q.full_title(r));
        let pieces = Pieces::of(row);
        let current = |e: &Evidence| match (e.ran_out, e.old) {
            (Some(_), _) => "no",
            (None, true) => "old",
            (None, false) => "yes",
        };
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
            if row.is_for_all() && row.applicable == Applicable::Yes {
                "all".to_owned()
            } else {
                named(&row.counts_for)
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
            if row.is_weak() { "yes" } else { "" }.into(),
            said.map(words::audit::said_of).unwrap_or_default().into(),
            said.map(SaidOf::audit).unwrap_or_default().into(),
        ]);
    }
    t
}
