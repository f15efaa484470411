//! The working papers: every row with all that is written in it, the organisation's own answer beside it and what it lacks, so
//! that a stranger can look again.

use super::data::{key, state};
use super::report::of_row;
use super::{Own, adds_up, fact, sheet};
use crate::doc::table::Column;
use crate::doc::xlsx::Book;
use crate::doc::{Cell, Doc, Page, Table};
use crate::model::audit::{Finding, Row, RowState};
use crate::model::questionnaire::Target;
use crate::model::record::{AUDIT_ROW, EVIDENCE, FINDING, KINDS, Rec, Rid};
use crate::model::register::Evidence;
use crate::report::{code, records};
use crate::say;
use crate::words::record::label;
use crate::words::{Words as _, audit as said, audit_finding, audit_page, audit_paper, language, register};

/// The working papers.
pub(super) const NAME: &str = "working-papers";

/// They as a document.
pub(super) fn doc(own: &Own<'_>) -> Doc {
    let mut page = own.page(NAME, say!("Working papers"));
    page.paragraph(adds_up(own));
    page.paragraph(say!(
        "Each row says what it is held against, what the organisation answered itself, and what the auditor asked, saw and sampled. \
         What is missing for somebody else to repeat it is named."
    ));
    let (worked, out): (Vec<&Row<'_>>, Vec<&Row<'_>>) =
        own.audit.rows.iter().partition(|r| !matches!(r.state, RowState::NotAudited | RowState::NotPlanned));
    if worked.is_empty() {
        page.paragraph(say!("No row is planned yet."));
    } else {
        page.section(2, "rows", say!("Rows"));
        page.table(listed(own, &worked));
    }
    let q = own.input.q;
    for heading in q.top_headings() {
        let mine = |row: &&&Row<'_>| own.top(row.at) == Some(heading);
        let h = &q.headings[heading];
        for (n, row) in worked.iter().filter(mine).enumerate() {
            if n == 0 {
                page.section(2, &h.id, &format!("{} {}", h.id, h.title));
            }
            one(own, &mut page, row);
        }
    }
    if !out.is_empty() {
        page.section(2, "not-audited", say!("Not audited"));
        own.left_out(&mut page);
    }
    let mut doc = page.finish();
    doc.about.long = true;
    doc
}

fn listed(own: &Own<'_>, rows: &[&Row<'_>]) -> Table {
    let mut t =
        Table::new(&[say!("Row"), say!("Own answer"), say!("Audit"), say!("Findings"), say!("State")]);
    for row in rows {
        t.row(vec![
            own.place_of(row).into(),
            audit_page::own(own.read(), row.at).into(),
            of_row(row),
            row.findings.join(", ").into(),
            row.state.words().into(),
        ]);
    }
    t
}

/// A row: what it is held against and what the organisation says, then what the auditor did.
fn one(own: &Own<'_>, page: &mut Page, row: &Row<'_>) {
    page.section(
        3,
        &row.rec.shown_no(),
        &say!("{row}: {no}", row = own.place(row.at), no = row.rec.shown_no()),
    );
    page.section(4, "held-against", say!("Held against, and what the organisation says"));
    beside_row(own, page, row, &[]);
    page.section(4, "looked-at", say!("What was looked at"));
    page.fact(say!("State"), row.state.words());
    for line in audit_paper::lines(own.read(), KINDS, Some(row), own.audit.today) {
        if line.field == "evidence" && !line.words.is_empty() {
            for piece in pieces(own, row) {
                page.fact(line.label, piece);
            }
            continue;
        }
        let words = [line.words, line.lacks].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>();
        fact(page, line.label, words.join("; "));
    }
    let q = own.input.q;
    for f in own.audit.findings_at(q, row.at) {
        page.fact(&audit_finding::head(&own.audit, f), f.rec.get("what"));
        let seen = own.cell(&f.rec, "evidence");
        let seen = if seen.is_empty() { say!("not stated").to_owned() } else { seen };
        for (field, words) in [("criterion", audit_finding::criterion(q, &own.audit, f)), ("evidence", seen)]
        {
            let label = label(&FINDING, field);
            page.sub_item(say!("{label}: {words}", label, words));
        }
    }
}

/// What a row is held against and what the organisation says; below a heading each requirement with what to ask and look for;
/// `without` these labels.
pub(super) fn beside_row(own: &Own<'_>, page: &mut Page, row: &Row<'_>, without: &[&str]) {
    let each = [say!("Question"), say!("To ask"), say!("To look for")];
    for (label, words) in audit_paper::beside(own.read(), row.at, Some(row), own.audit.today) {
        let below = matches!(row.at, Target::Heading(_)) && each.contains(&label);
        if !below && !without.contains(&label) {
            fact(page, label, words);
        }
    }
    if let Target::Heading(h) = row.at {
        below(own, page, h);
    }
}

/// What to ask and to look for in each requirement below a heading.
fn below(own: &Own<'_>, page: &mut Page, heading: usize) {
    let (q, a) = (own.input.q, own.input.a);
    for r in q.below(heading) {
        let auditor = &a.requirement(q, r).auditor;
        page.fact(&own.input.name(r), a.question(q, r));
        page.sub_item(say!("To ask: {asks}", asks = auditor.asks.join(" ")));
        page.sub_item(say!("To look for: {samples}", samples = auditor.samples.join("; ")));
    }
}

/// Pieces of the register that were looked at, each with where it is, its version and its day.
fn pieces(own: &Own<'_>, row: &Row<'_>) -> Vec<String> {
    let named = row.rec.members("evidence").into_iter().filter_map(|(id, _)| Rid::parse(id));
    let piece = |e: Evidence| format!("{}-{} {}", EVIDENCE.letter, e.no, register::with_checks(&e));
    named.filter_map(|id| own.input.a.piece(&id)).map(piece).collect()
}

/// They for programs: the fields of the register of rows, then what follows from them and what the organisation says itself.
pub(super) fn table(own: &Own<'_>) -> Table {
    language::in_english(|| {
        // What came into the plan and went out of it again before anybody looked is no working paper.
        let rows = || own.audit.rows.iter().filter(|row| row.state != RowState::NotPlanned);
        let recs: Vec<Rec<'_>> = rows().map(|r| r.rec.clone()).collect();
        let mut t = records::table(own.input.a, KINDS, &AUDIT_ROW, &recs);
        t.columns.extend(MORE.iter().map(|(key, _)| Column::from(*key)));
        for (cells, row) in t.rows.iter_mut().zip(rows()) {
            cells.extend(MORE.iter().map(|(_, of)| of(own, row)));
        }
        t
    })
}

/// The same as a workbook: the rows and columns of the table for programs.
pub(super) fn book(own: &Own<'_>) -> Book {
    sheet::of_table(own, (NAME, say!("Working papers")), table(own))
}

type More = fn(&Own<'_>, &Row<'_>) -> Cell;

/// Columns behind the fields; more are added at the end.
const MORE: [(&str, More); 16] = [
    ("row", |_, row| row.rec.shown_no().into()),
    ("title", |own, row| audit_page::title(own.input.q, row.at).into()),
    ("question", |own, row| beside(own, row, say!("Question"))),
    ("own_answer", |own, row| audit_page::own(own.read(), row.at).into()),
    ("own_note", |own, row| beside(own, row, say!("Own note"))),
    ("own_evidence", |own, row| beside(own, row, say!("Own evidence"))),
    ("result", |_, row| row.result.map_or("", |r| code(&r)).into()),
    ("findings", |own, row| {
        let live = found_in(own, row).filter(|f| f.is_live()).map(|f| f.rec.shown_no());
        live.collect::<Vec<_>>().join(", ").into()
    }),
    ("sample_in_words", |_, row| said::sample(row).into()),
    ("state", |_, row| state(&row.state).into()),
    ("missing", |_, row| match &row.state {
        RowState::Incomplete(missing) => {
            missing.iter().copied().map(key).collect::<Vec<_>>().join(", ").into()
        }
        _ => "".into(),
    }),
    ("evidence_in_full", |own, row| pieces(own, row).join("; ").into()),
    ("to_ask", |own, row| beside(own, row, say!("To ask"))),
    ("to_look_for", |own, row| beside(own, row, say!("To look for"))),
    ("findings_in_full", |own, row| {
        let all: Vec<String> =
            found_in(own, row).map(|f| audit_finding::whole(own.input.q, &own.audit, f)).collect();
        all.join(" | ").into()
    }),
    ("without", |own, row| audit_page::but_for(own.input.q, &own.audit, row).into()),
];

/// The findings of a row. Those below a heading that is left out belong to the rows that were looked at there.
fn found_in<'s>(own: &'s Own<'_>, row: &'s Row<'_>) -> impl Iterator<Item = &'s Finding<'s>> {
    let q = own.input.q;
    own.audit
        .findings_at(q, row.at)
        .filter(move |f| (f.is_live() && row.is_in_plan()) || own.audit.decides_on(q, row, f))
}

fn beside(own: &Own<'_>, row: &Row<'_>, label: &str) -> Cell {
    let all = audit_paper::beside(own.read(), row.at, Some(row), own.audit.today);
    all.into_iter().find(|(l, _)| *l == label).map_or_else(|| "".into(), |(_, words)| words.into())
}
