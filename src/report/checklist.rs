//! The documents and records the questionnaire names: where they are asked for, what the register of documents says of each, and
//! what was answered. A firm of up to nine people sees the few files they fit into.

use std::borrow::Cow;

use super::{Input, ReportError, code, tones};
use crate::doc::{Block, Cell, Doc, Table, Tone};
use crate::model::Level;
use crate::model::assessment::keys;
use crate::model::counts::Counts;
use crate::model::papers::{self, Paper, Wanted};
use crate::model::questionnaire::{Basis, CheckKind, FitsInto};
use crate::model::record::Rec;
use crate::model::{file_names, named_papers, statement};
use crate::say;
use crate::words::{self, Word as _, language, register};

struct Row<'a> {
    name: Cow<'a, str>,
    /// The same as the register has it, whatever language is spoken.
    file: &'a str,
    kind: CheckKind,
    basis: Basis,
    asked_at: Vec<usize>,
    /// The names of the documents in it; its own alone where it is one document.
    holds: Vec<&'a str>,
    /// What goes in, in words; empty where it is one document.
    goes_in: String,
}

/// A row for each file a small firm needs, else for each document.
fn rows<'a>(input: &'a Input) -> Vec<Row<'a>> {
    match papers::few(input.q, input.a) {
        Some(few) => few.into_iter().map(|p| of_paper(input, p)).collect(),
        None => papers::wanted(input.q).into_iter().map(of_document).collect(),
    }
}

/// Whether the rows are the few files of a small firm.
fn gathered(input: &Input) -> bool {
    papers::few(input.q, input.a).is_some()
}

fn of_document(w: Wanted<'_>) -> Row<'_> {
    let (name, holds) = (Cow::Borrowed(w.name), vec![w.name]);
    Row {
        name,
        file: w.name,
        kind: w.kind,
        basis: w.basis,
        asked_at: w.asked_at,
        holds,
        goes_in: String::new(),
    }
}

fn of_paper<'a>(input: &Input, mut paper: Paper<'a>) -> Row<'a> {
    if paper.place == FitsInto::File && paper.holds.len() == 1 {
        return of_document(paper.holds.remove(0));
    }
    let asked = |w: &&Wanted<'_>| w.basis != Basis::Customary;
    let named: Vec<String> = paper
        .holds
        .iter()
        .filter(asked)
        .map(|w| format!("{} ({})", w.name, input.ids(&w.asked_at).join(", ")))
        .collect();
    let customary = paper.holds.len() - named.len();
    let named = named.join("; ");
    let goes_in = match (named.is_empty(), customary) {
        (_, 0) => named,
        (true, n) => say!("{n|thing|things} auditors usually expect", n),
        (false, n) => say!("{named}; and {n} more that auditors usually expect", named, n),
    };
    let record = paper.holds.iter().all(|w| w.kind == CheckKind::Record);
    let basis = [Basis::Explicit, Basis::Inherent].into_iter();
    let basis = basis.into_iter().find(|b| paper.holds.iter().any(|w| w.basis == *b));
    let mut asked_at: Vec<usize> = paper.holds.iter().flat_map(|w| w.asked_at.iter().copied()).collect();
    asked_at.sort_unstable();
    asked_at.dedup();
    Row {
        name: Cow::Borrowed(file_name(paper.place)),
        file: file_names::file_name(paper.place),
        kind: if record { CheckKind::Record } else { CheckKind::Document },
        basis: basis.unwrap_or(Basis::Customary),
        asked_at,
        holds: paper.holds.iter().map(|w| w.name).collect(),
        goes_in,
    }
}

/// The tables of the checklist alone.
pub(super) fn tables(input: &Input) -> Vec<Table> {
    let of = |b| if let Block::Table(t) = b { Some(t) } else { None };
    doc(input).blocks.into_iter().filter_map(of).collect()
}

/// What a file is called into which several documents fit.
pub(super) fn file_name(place: FitsInto) -> &'static str {
    words::text(file_names::file_name(place))
}

/// The lowest level of the checks that leave this document behind, as a document is as good as its weakest answer; none where
/// none of them is answered.
fn state(input: &Input, row: &Row) -> Option<Cell> {
    let included: Vec<usize> = row.asked_at.iter().copied().filter(|r| !input.a.excluded(*r)).collect();
    if included.is_empty() {
        return Some(tones::level(Level::NotApplicable));
    }
    let checks = included.iter().flat_map(|r| input.q.checks_of(*r));
    let levels: Vec<Option<Level>> = checks
        .filter(|c| row.holds.contains(&input.q.check(*c).output.as_str()) && input.a.asks(input.q, *c))
        .map(|c| input.a.level(input.q, c).map(|(l, _)| l))
        .collect();
    if levels.is_empty() {
        return Some(say!("No question of its own").into());
    }
    let known = levels.iter().flatten().filter(|l| l.says());
    Some(match known.clone().min() {
        Some(lowest) if known.count() < levels.len() => {
            Cell::Toned(Tone::Open, say!("{level}, not all answered", level = lowest.word()))
        }
        Some(lowest) => tones::level(*lowest),
        None if levels.contains(&Some(Level::DontKnow)) => tones::level(Level::DontKnow),
        None if levels.contains(&Some(Level::NotApplicable)) => tones::level(Level::NotApplicable),
        None => return None,
    })
}

/// What was answered, beside what the register says.
fn answered(input: &Input, row: &Row) -> Cell {
    state(input, row).unwrap_or_else(|| Cell::Toned(Tone::Open, say!("Not yet").to_owned()))
}

/// What the register of documents holds of a row: under its own name, and of a file under the names of what goes in.
fn registered<'a>(input: &Input<'a>, row: &Row) -> Vec<Rec<'a>> {
    let names: Vec<&str> = std::iter::once(row.file).chain(row.holds.iter().copied()).collect();
    // What goes into one file may be begun in another; a file alone stands for itself.
    named_papers::in_register(input.q, input.a, &names, row.goes_in.is_empty())
}

/// What the register says of a row, in words; of a file with the name of each document in it and whose it is. Empty where it
/// holds none.
fn in_register(input: &Input, row: &Row) -> String {
    let one = |rec: &Rec<'_>| {
        let said = register::registered(rec);
        let open = open_rows(input, rec);
        let said = if open.is_empty() { said } else { format!("{said}, {open}") };
        let is_called_so = rec.name().eq_ignore_ascii_case(row.file);
        let said = if is_called_so { said } else { format!("{}: {said}", rec.name()) };
        match (row.goes_in.as_str(), rec.get("owner")) {
            ("", _) | (_, "") => said,
            (_, owner) => format!("{said}, {owner}"),
        }
    };
    registered(input, row).iter().map(one).collect::<Vec<_>>().join("; ")
}

/// Of the document that is the Statement of Applicability what is open in its rows; empty of any other.
fn open_rows(input: &Input, rec: &Rec<'_>) -> String {
    if statement::document(input.q, input.a).is_none_or(|doc| doc.id != rec.id) {
        return String::new();
    }
    let rows = statement::rows(input.q, input.a, input.scores);
    words::statement::open_rows(&Counts::of(&rows))
}

fn owner<'a>(input: &'a Input, row: &Row) -> &'a str {
    let named = row.asked_at.iter().find_map(|r| input.a.at(keys::OWNER, input.id(*r)));
    named.unwrap_or_else(|| row.asked_at.first().map_or("", |r| input.owner(*r)))
}

/// Whoever keeps it by the register, else who owns what asks for it. Who keeps a document in a file keeps no file by that.
fn keeper(input: &Input, row: &Row) -> String {
    let mut named: Vec<&str> = Vec::new();
    for rec in named_papers::in_register(input.q, input.a, &[row.file], row.goes_in.is_empty()) {
        let who = rec.get("owner");
        if !who.is_empty() && !named.contains(&who) {
            named.push(who);
        }
    }
    if named.is_empty() { owner(input, row).to_owned() } else { named.join(", ") }
}

/// The checklist as text to read: for a small firm its few files, else by basis; with state, place and owner.
pub(super) fn lines(input: &Input) -> Vec<String> {
    let all = rows(input);
    if gathered(input) {
        let mut lines = vec![enough(&all), String::new()];
        for row in &all {
            lines.push(line(input, row));
            lines.extend((!row.goes_in.is_empty()).then(|| format!("    {}", what_goes_in(row))));
        }
        return lines;
    }
    let mut lines = Vec::new();
    for (basis, title) in [
        (Basis::Explicit, say!("Required")),
        (Basis::Inherent, say!("Required by nature")),
        (Basis::Customary, say!("Customary")),
    ] {
        lines.push(format!("# {title}"));
        lines.extend(all.iter().filter(|r| r.basis == basis).map(|row| line(input, row)));
        lines.push(String::new());
    }
    lines
}

fn line(input: &Input, row: &Row) -> String {
    let owner = keeper(input, row);
    let owner = if owner.is_empty() { String::new() } else { format!("; {}", say!("owner: {owner}", owner)) };
    let (name, kind, answered) = (&row.name, row.kind.word(), answered(input, row));
    let answered = say!("answered: {answer}", answer = answered.words().to_lowercase());
    let state = match in_register(input, row) {
        register if register.is_empty() => answered,
        register => say!("in the register: {register}; {answered}", register, answered),
    };
    // Where something goes into it, the places stand there.
    if row.goes_in.is_empty() {
        format!("  {name} ({kind}; {}): {state}{owner}", input.ids(&row.asked_at).join(", "))
    } else {
        format!("  {name} ({kind}): {state}{owner}")
    }
}

/// The few files of a small firm, counted.
fn enough(rows: &[Row]) -> String {
    say!(
        "{n|file is|files are} enough for a firm of this size; what the standard asks for is a part of one of them.",
        n = rows.len()
    )
}

fn what_goes_in(row: &Row) -> String {
    say!("Goes in: {what}.", what = row.goes_in)
}

/// The checklist for spreadsheets.
pub fn csv(input: &Input) -> Result<Vec<u8>, ReportError> {
    input.sheet(table(input))
}

/// `holds` names the documents in a file of a small firm; what begins with `register` is what the register of documents says, of
/// several documents with semicolons in the order of their names.
fn table(input: &Input) -> Table {
    let fields = ["name", "state", "version", "owner", "place"];
    let mut t = Table::new(&[
        "name",
        "kind",
        "basis",
        "asked_at",
        "state",
        "owner",
        "holds",
        "register_name",
        "register_state",
        "register_version",
        "register_owner",
        "register_place",
    ]);
    for row in rows(input) {
        let recs = registered(input, &row);
        let says = |field: &str| -> Cell {
            let all: Vec<&str> = recs.iter().map(|rec| rec.get(field)).collect();
            // What no document says leaves its cell empty.
            if all.iter().all(|v| v.is_empty()) { "".into() } else { all.join("; ").into() }
        };
        let state =
            state(input, &row).unwrap_or_else(|| Cell::Toned(Tone::Open, say!("Not answered").to_owned()));
        let mut cells: Vec<Cell> = vec![
            row.name.as_ref().into(),
            code(&row.kind).into(),
            code(&row.basis).into(),
            input.ids(&row.asked_at).join(" ").into(),
            state,
            language::in_english(|| owner(input, &row)).into(),
            if row.goes_in.is_empty() { String::new() } else { row.holds.join("; ") }.into(),
        ];
        cells.extend(fields.map(says));
        t.row(cells);
    }
    t
}

/// The checklist as a document of its own.
pub fn doc(input: &Input) -> Doc {
    let rows = rows(input);
    let mut page = input.report("document-checklist", say!("Document checklist"));
    page.paragraph(say!(
        "A document is kept up to date; a record shows that something was done. What your register of documents says of it, \
         and what was answered, the lowest level given to a check that asks for it, are two things: the register \
         answers nothing by itself."
    ));
    if gathered(input) {
        page.paragraph(enough(&rows));
        let mut t = Table::new(&[
            say!("Name"),
            say!("Kind"),
            say!("What goes in"),
            say!("In your register"),
            say!("Answered"),
            say!("Owner"),
        ]);
        for row in &rows {
            let goes_in = if row.goes_in.is_empty() {
                say!("asked for at {ids}", ids = input.ids(&row.asked_at).join(", "))
            } else {
                row.goes_in.clone()
            };
            t.row(vec![
                row.name.as_ref().into(),
                row.kind.word().into(),
                goes_in.into(),
                in_register(input, row).into(),
                answered(input, row),
                keeper(input, row).into(),
            ]);
        }
        page.table(t);
        return page.finish();
    }
    for (anchor, title, why, bases) in [
        (
            "asked-for",
            say!("Asked for by the standard"),
            say!(
                "Without these the audit cannot end well: asked for in so many words, or by the nature of the \
                 requirement."
            ),
            &[Basis::Explicit, Basis::Inherent][..],
        ),
        (
            "customary",
            say!("Customary"),
            say!("Not demanded as such; auditors usually expect them."),
            &[Basis::Customary][..],
        ),
    ] {
        let mine: Vec<&Row> = rows.iter().filter(|r| bases.contains(&r.basis)).collect();
        page.section(2, anchor, &format!("{title} ({})", mine.len()));
        page.paragraph(why);
        let mut t = Table::new(&[
            say!("Name"),
            say!("Kind"),
            say!("Asked at"),
            say!("In your register"),
            say!("Answered"),
            say!("Owner"),
        ]);
        for row in mine {
            t.row(vec![
                row.name.as_ref().into(),
                row.kind.word().into(),
                input.ids(&row.asked_at).join(", ").into(),
                in_register(input, row).into(),
                answered(input, row),
                keeper(input, row).into(),
            ]);
        }
        page.table(t);
    }
    page.finish()
}
