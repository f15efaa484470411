//! The report of an audit: what it comes to, what was done, what was found, what is as it should be, what was not looked at and
//! what limits it, where it differs from the organisation's own answers, and who signs for it.

use super::findings::{listed, one};
use super::{Own, adds_up, fact, joined, on};
use crate::doc::{Cell, Doc, Page, Table, Tone};
use crate::model::audit::{
    self, Against, Clause, Finding, Grade, Outcome, Programme, Reach, Row, RowState, Warning,
};
use crate::model::record::{AUDIT_ROW, AUDIT_SEAL, FINDING};
use crate::report::tones;
use crate::say;
use crate::words::audit_stated::stated;
use crate::words::record::label;
use crate::words::{Word as _, Words as _, audit as said, audit_page, audit_seal, few};

/// The report.
pub(super) const NAME: &str = "audit-report";

/// It as a document.
pub(super) fn doc(own: &Own<'_>) -> Doc {
    let mut page = own.page(NAME, say!("Audit report"));
    conclusion(own, &mut page);
    page.section(2, "header", say!("What was audited, by whom, against what"));
    own.header(&mut page);
    page.section(2, "work", say!("Work performed"));
    work(own, &mut page);
    page.section(2, "findings", say!("Findings"));
    found(own, &mut page);
    super::before::section(own, &mut page);
    super::before::changed(own, &mut page);
    page.section(2, "positives", say!("What is as it should be"));
    positives(own, &mut page);
    page.section(2, "not-audited", say!("Not audited"));
    own.left_out(&mut page);
    page.section(2, "limitations", say!("Limitations"));
    limitations(own, &mut page);
    page.section(2, "differences", say!("Differences to the organisation's own answers"));
    differences(own, &mut page);
    page.section(2, "independence", say!("Independence"));
    independence(own, &mut page);
    page.section(2, "sign-off", say!("Distribution and signatures"));
    signatures(own, &mut page);
    let mut doc = page.finish();
    doc.about.long = true;
    doc
}

fn conclusion(own: &Own<'_>, page: &mut Page) {
    page.section(2, "conclusion", say!("Conclusion"));
    match own.signed() {
        Some(v) => page.paragraph(v.rec.get("conclusion")),
        None => page.paragraph(say!(
            "Draft, not signed: the conclusion is written when the audit is signed. What follows may still change."
        )),
    }
    page.paragraph(adds_up(own));
    let mut t = Table::new(&[say!("Grade"), say!("Findings"), say!("Which")]);
    for grade in Grade::ALL {
        let mine: Vec<String> = of_grade(own, grade).map(|f| f.rec.shown_no()).collect();
        t.row(vec![grade.word().into(), mine.len().into(), mine.join(", ").into()]);
    }
    page.table(t);
}

fn of_grade<'o>(own: &'o Own<'_>, grade: Grade) -> impl Iterator<Item = &'o Finding<'o>> {
    own.audit.findings.iter().filter(move |f| f.is_live() && f.grade == Some(grade))
}

/// How a result is to be taken.
pub(super) fn outcome(result: Option<Outcome>) -> Cell {
    let Some(result) = result else { return Cell::Toned(Tone::Open, say!("no result yet").to_owned()) };
    let tone = match result {
        Outcome::Major => Tone::Bad,
        Outcome::Minor => Tone::Half,
        Outcome::Conforms => Tone::Good,
    };
    Cell::Toned(tone, result.word().to_owned())
}

/// The result of a row; that it conforms counts only on a working paper that is whole.
pub(super) fn of_row(row: &Row<'_>) -> Cell {
    if row.result == Some(Outcome::Conforms) && row.state != RowState::Complete {
        return Cell::Toned(Tone::Open, say!("conforms noted, not complete").to_owned());
    }
    outcome(row.result)
}

/// How far it reaches by clause, then every row somebody looked at.
fn work(own: &Own<'_>, page: &mut Page) {
    let q = own.input.q;
    let done = said::clauses(q, &Clause::all(q, &own.audit));
    if done.is_empty() {
        page.paragraph(say!("No row is planned yet."));
        return;
    }
    reach(own, page);
    let worked = |row: &&Row<'_>| !matches!(row.state, RowState::NotAudited | RowState::NotPlanned);
    let rows = || own.audit.rows.iter().filter(worked);
    fact(page, say!("Asked, by the role"), joined(rows().map(|row| own.cell(&row.rec, "role")), "; "));
    fact(page, label(&AUDIT_ROW, "place"), joined(rows().map(|row| own.cell(&row.rec, "place")), "; "));
    page.fact(say!("Rows complete of those planned, by clause"), done);
    let mut t = Table::new(&[
        say!("Row"),
        say!("Own answer"),
        say!("Audit"),
        say!("Sample"),
        label(&AUDIT_ROW, "methods"),
        label(&AUDIT_ROW, "on"),
        label(&AUDIT_ROW, "auditor"),
    ]);
    for row in rows() {
        t.row(vec![
            own.place_of(row).into(),
            audit_page::own(own.read(), row.at).into(),
            of_row(row),
            said::sample(row).into(),
            own.cell(&row.rec, "methods").into(),
            on(&row.rec, "on").into(),
            own.cell(&row.rec, "auditor").into(),
        ]);
    }
    if !t.is_empty() {
        page.table(t);
        page.paragraph(say!(
            "What was asked, seen and sampled in each row stands in the working papers, so that somebody else can repeat it."
        ));
    }
}

/// Requirements by part of the standard: how far the audit is with them.
fn reach(own: &Own<'_>, page: &mut Page) {
    let q = own.input.q;
    let all = Programme::of(q, own.input.a, own.audit.today);
    let no = own.audit.header.shown_no();
    let Some(part) = all.parts.iter().find(|p| p.no == no) else { return };
    let mut t = Table::new(&[
        say!("Requirements"),
        say!("All"),
        say!("Audited"),
        say!("Planned, not complete"),
        say!("Not audited"),
        say!("Not planned"),
    ]);
    let mut sum = [0_usize; 5];
    let row = |t: &mut Table, name: String, counts: [usize; 5]| {
        t.row(std::iter::once(Cell::from(name)).chain(counts.map(Cell::from)).collect());
    };
    for heading in q.top_headings() {
        let below = q.below(heading);
        let count = |which: Reach| below.iter().filter(|r| part.reach.get(**r) == Some(&which)).count();
        let counts = [
            below.len(),
            count(Reach::Audited),
            count(Reach::Planned),
            count(Reach::LeftOut),
            count(Reach::None),
        ];
        sum.iter_mut().zip(counts).for_each(|(all, n)| *all += n);
        row(&mut t, format!("{} {}", q.headings[heading].id, q.headings[heading].title), counts);
    }
    row(&mut t, say!("Together").to_owned(), sum);
    page.table(t);
}

fn found(own: &Own<'_>, page: &mut Page) {
    let all: Vec<&Finding<'_>> = Grade::ALL
        .into_iter()
        .filter(|g| *g != Grade::GoodPractice)
        .flat_map(|grade| of_grade(own, grade))
        .collect();
    if all.is_empty() {
        page.paragraph(say!("This audit found nothing itself that has to be put right or looked at."));
        for words in
            own.warned(|w| matches!(w, Warning::ConformsThoughOpen { .. } | Warning::OpenBefore { .. }))
        {
            page.paragraph(words);
        }
        super::findings::withdrawn(own, page);
        return;
    }
    page.table(listed(own, &all));
    super::findings::withdrawn(own, page);
    for words in own.warned(|w| matches!(w, Warning::ManyMinors { .. } | Warning::CauseIsCorrection { .. })) {
        page.paragraph(words);
    }
    for f in all {
        one(own, page, f, 3);
        super::findings::after(own, page, f);
    }
}

/// Good practice, and what conforms.
fn positives(own: &Own<'_>, page: &mut Page) {
    for f in of_grade(own, Grade::GoodPractice) {
        one(own, page, f, 3);
    }
    let said = own.audit.rows.iter().filter(|r| r.is_in_plan() && r.result == Some(Outcome::Conforms));
    let (whole, noted): (Vec<&Row<'_>>, Vec<&Row<'_>>) = said.partition(|r| r.state == RowState::Complete);
    let conform: Vec<String> = whole.iter().map(|r| own.place_of(r)).collect();
    if conform.is_empty() {
        page.paragraph(say!("No row was found to conform yet."));
    } else {
        page.section(3, "conforms", say!("Found to conform"));
        page.paragraph(say!(
            "{n|row conforms|rows conform}: {names}.",
            n = conform.len(),
            names = conform.join("; ")
        ));
    }
    if !noted.is_empty() {
        page.section(3, "noted", say!("Result noted, not complete"));
        page.paragraph(say!(
            "Noted as conforming, but nobody could repeat it: not among the rows that conform."
        ));
        for row in noted {
            page.fact(&own.place(row.at), row.state.words());
        }
    }
}

/// What could not be looked at, and who has not read it through.
fn limitations(own: &Own<'_>, page: &mut Page) {
    let mut any = false;
    let mut say = |page: &mut Page, label: &str, words: String| {
        page.fact(label, words);
        any = true;
    };
    for row in own.audit.rows.iter().filter(|row| row.rec.is("limitation")) {
        say(page, &own.place(row.at), own.cell(&row.rec, "limitation"));
    }
    for row in own.audit.unfinished() {
        say(page, &own.place(row.at), row.state.words());
    }
    for warning in own.audit.without_evidence() {
        say(page, label(&FINDING, "evidence"), stated(&warning));
    }
    if let Some(lacks) = own.audit.header_lacks(own.input.a) {
        say(page, say!("Header"), stated(&lacks));
    }
    for warning in own.signed().map(|v| own.audit.of_version(own.input.a, v)).unwrap_or_default() {
        let label = match &warning {
            Warning::SignedEarly { .. } | Warning::PreparedEarly { .. } => say!("Days"),
            Warning::SignedByOther { .. }
            | Warning::SignedByOutsider { .. }
            | Warning::SignedByAuditee { .. } => say!("Signature"),
            _ => say!("Review"),
        };
        say(page, label, stated(&warning));
    }
    for words in own.warned(|w| matches!(w, Warning::OffDays { .. })) {
        say(page, say!("Days"), words);
    }
    for words in own.warned(|w| matches!(w, Warning::ConformsThoughOpen { .. } | Warning::OpenBefore { .. }))
    {
        say(page, say!("Earlier audits"), words);
    }
    for words in own.warned(|w| matches!(w, Warning::NotAudited { .. } | Warning::NoRow { .. })) {
        say(page, say!("Outside the plan"), words);
    }
    for words in own
        .warned(|w| matches!(w, Warning::NoSample { .. } | Warning::Deviates { .. } | Warning::NoRole { .. }))
    {
        say(page, say!("Working papers"), words);
    }
    if !any {
        page.paragraph(say!("None was written."));
    }
    page.paragraph(say!(
        "An audit looks at samples: what was not looked at may be otherwise, and what conforms may have faults nobody met."
    ));
}

fn differences(own: &Own<'_>, page: &mut Page) {
    let q = own.input.q;
    let mut t = Table::new(&[say!("Requirement"), say!("Own answer"), say!("Audit"), say!("Which way")]);
    for b in audit::beside(q, own.input.scores, &own.audit) {
        let differs = matches!(
            b.against,
            Against::Stricter | Against::Milder | Against::NotAnswered | Against::LeftOut
        );
        if differs && b.result.is_some() {
            t.row(vec![
                own.input.name(b.requirement).into(),
                tones::status(b.own),
                outcome(b.result),
                b.against.word().into(),
            ]);
        }
    }
    if t.is_empty() {
        page.paragraph(say!("Where the audit says something, it says what the organisation says."));
    } else {
        page.paragraph(say!("Neither was changed to fit the other."));
        page.table(t);
    }
}

/// Where those who audit have to do with what they audit.
fn independence(own: &Own<'_>, page: &mut Page) {
    own.independence(page);
    let all = own.warned(|w| w.is_of_independence() || matches!(w, Warning::CheckedByOwner { .. }));
    if !own.audit.names_auditor(own.input.a) {
        page.paragraph(say!(
            "Nobody is named as an auditor, so that nothing can be said here of who audits own work."
        ));
    } else if all.is_empty() {
        page.paragraph(say!(
            "Nobody named as an auditor owns what they audited, and by the history of this file none of them answered it."
        ));
    }
    for words in all {
        page.item(words);
    }
}

/// Who it goes to, who wrote and who read it; empty lines until it is signed.
fn signatures(own: &Own<'_>, page: &mut Page) {
    let Some(v) = own.signed() else {
        page.paragraph(say!(
            "Draft, not signed. Two people sign: one who wrote it, another who read it through."
        ));
        let line = |who: &'static str| vec![who.to_owned(), say!("Date").to_owned()];
        page.sign(vec![line(label(&AUDIT_SEAL, "prepared")), line(label(&AUDIT_SEAL, "reviewed"))]);
        return;
    };
    for field in ["distribution", "prepared", "prepared-on", "reviewed", "reviewed-on", "by", "reason"] {
        fact(page, label(&AUDIT_SEAL, field), own.cell(&v.rec, field));
    }
    page.fact(
        say!("Signed"),
        say!(
            "{version}, over event {event} with head {head}",
            version = audit_seal::of_version(v),
            event = v.event,
            head = v.head()
        ),
    );
    let before: Vec<String> =
        own.audit.versions.iter().filter(|x| x.no < v.no).map(audit_seal::of_version).collect();
    fact(page, say!("Before it"), few(&before, 9));
    page.paragraph(say!(
        "With the file and this hash everybody can see that the report belongs to it. What is done about the findings after \
         that day stands in the tracker of corrective actions, not here."
    ));
}
