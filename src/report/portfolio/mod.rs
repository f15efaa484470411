//! Many clients side by side, as they leave: JSON and a table for programs, tables and a heat map for people, lines for
//! a terminal. One definition for the command and the screen. Computes no figure of its own.

pub mod book;
mod lines;

pub use lines::lines;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::about::made_by;
use super::{ReportError, tones};
use crate::doc::csv;
use crate::doc::{About, Cell, Doc, Figure, FigureKind, Page, Table, Tone};
use crate::model::portfolio::{Client, Instead, Part, Portfolio, Standard};
use crate::model::score::percent_value;
use crate::model::{Class, DISCLAIMER, RULE, Status};
use crate::say;
use crate::words::{self, Word as _, portfolio};

/// The columns for programs: a contract with scripts.
const DATA: [&str; 25] = [
    "no",
    "file",
    "organisation",
    "questionnaire",
    "verdict",
    "would_be",
    "met",
    "partial",
    "gap",
    "not_applicable",
    "open",
    "answered",
    "applicable",
    "so_far",
    "low",
    "high",
    "claimed",
    "named",
    "seen",
    "blocker",
    "target",
    "changed",
    "events",
    "head",
    "problem",
];

/// Everything about the portfolio, for programs. Shapes of figures are those of `status`.
pub fn json(p: &Portfolio, made: Date) -> Value {
    let standard = |s: &Standard| {
        let parts = s.parts.iter().map(|(id, title)| json!({"id": id, "title": title}));
        json!({"id": s.id, "title": s.title, "parts": parts.collect::<Vec<_>>()})
    };
    let aside = p.aside.iter().map(|aside| match &aside.what {
        Instead::Conflict(of) => json!({"file": aside.file, "is": "second_version", "of": of}),
        Instead::Backup => json!({"file": aside.file, "is": "backup", "of": null}),
        Instead::HandOut => json!({"file": aside.file, "is": "hand_out", "of": null}),
    });
    let copies = p.copies().into_iter();
    let copies = copies.map(|group| group.iter().map(|n| p.clients[*n].file.as_str()).collect::<Vec<_>>());
    json!({
        "rule": RULE, "made": made.to_string(), "folder": p.folder, "disclaimer": DISCLAIMER,
        "questionnaires": p.standards.iter().map(standard).collect::<Vec<_>>(),
        "clients": p.clients.iter().map(|c| client(p, c)).collect::<Vec<_>>(),
        "unread": p.unread.iter().map(|u| json!({"no": u.no, "file": u.file, "why": u.why})).collect::<Vec<_>>(),
        "left_out": aside.collect::<Vec<_>>(),
        "copies": copies.collect::<Vec<_>>(),
        "more": p.more,
    })
}

fn client(p: &Portfolio, c: &Client) -> Value {
    let n = c.all.counts;
    let standard = p.standards.get(c.standard);
    let parts = standard.iter().flat_map(|s| &s.parts).zip(&c.parts).map(|((id, _), part)| {
        json!({"id": id, "status": part.status.key(), "low": share(part.low), "high": share(part.high)})
    });
    json!({
        "no": c.no, "file": c.file, "organisation": c.organisation,
        "questionnaire": standard.map(|s| s.id.as_str()),
        "verdict": {"class": c.class.key(), "would_be": c.would_be.map(Class::key)},
        "counts": {"met": n.met, "partial": n.partial, "gap": n.gap, "not_applicable": n.not_applicable,
            "open": n.open},
        "coverage": {"answered": c.all.checks_answered, "applicable": c.all.checks_applicable},
        "readiness": {"so_far": c.all.so_far.map(percent_value), "assessed": c.all.assessed,
            "low": percent_value(c.all.low), "high": percent_value(c.all.high)},
        "evidence": {"claimed": c.evidence.claimed, "named": c.evidence.named, "seen": c.evidence.seen},
        "blocker": c.blocker, "target": c.target.map(|d| d.to_string()),
        "changed": c.changed.map(|d| d.to_string()),
        "events": c.events, "head": c.head, "parts": parts.collect::<Vec<_>>(),
    })
}

fn share(share: f32) -> f64 {
    percent_value(f64::from(share))
}

/// A row a file for programs; files that could not be read have their reason in the last column and no figures.
pub fn data(p: &Portfolio) -> Table {
    let mut table = Table::new(&DATA);
    let columns = table.columns.len();
    let mut rows: Vec<(usize, Vec<Cell>)> = Vec::new();
    for c in &p.clients {
        let standard = p.standards.get(c.standard).map_or("", |s| s.id.as_str());
        let mut row = vec![
            c.no.into(),
            c.file.as_str().into(),
            c.organisation.as_str().into(),
            standard.into(),
            c.class.key().into(),
            c.would_be.map_or("", Class::key).into(),
        ];
        row.extend(counts(c));
        row.extend([
            c.all.checks_answered.into(),
            c.all.checks_applicable.into(),
            c.all.so_far.map_or_else(|| Cell::from(""), |share| percent_value(share).into()),
            percent_value(c.all.low).into(),
            percent_value(c.all.high).into(),
            c.evidence.claimed.into(),
            c.evidence.named.into(),
            c.evidence.seen.into(),
            c.blocker.as_deref().unwrap_or_default().into(),
            tones::day(c.target),
            tones::day(c.changed),
            c.events.into(),
            c.head.as_str().into(),
            "".into(),
        ]);
        rows.push((c.no, row));
    }
    for u in &p.unread {
        let mut row = vec![Cell::from(""); columns];
        row[0] = u.no.map_or_else(|| Cell::from(""), Cell::from);
        row[1] = u.file.as_str().into();
        row[columns - 1] = u.why.as_str().into();
        rows.push((u.no.unwrap_or(usize::MAX), row));
    }
    rows.sort_by_key(|(no, _)| *no);
    for (_, row) in rows {
        table.row(row);
    }
    table
}

/// The same as comma-separated values.
pub fn csv(p: &Portfolio) -> Result<Vec<u8>, ReportError> {
    Ok(csv::write(&data(p))?)
}

/// The counts of a client, a cell each, in the order they have in every table.
fn counts(c: &Client) -> [Cell; 5] {
    let n = c.all.counts;
    [n.met, n.partial, n.gap, n.not_applicable, n.open].map(Cell::from)
}

/// A row a client for people.
pub fn table(p: &Portfolio) -> Table {
    let mut table = Table::new(&[
        say!("Client"),
        say!("Verdict"),
        say!("Readiness"),
        say!("Met"),
        say!("Partial"),
        say!("Gap"),
        say!("Left out"),
        say!("Open"),
        say!("Answered"),
        say!("Evidence named"),
        say!("First blocker"),
        say!("Target"),
        say!("Last change"),
        say!("File"),
    ]);
    for c in &p.clients {
        let mut row = vec![
            c.name().into(),
            Cell::Toned(tones::of_class(c.class), portfolio::verdict(c)),
            portfolio::readiness(c).into(),
        ];
        row.extend(counts(c));
        row.extend([
            portfolio::answered(c).into(),
            portfolio::named(c).into(),
            portfolio::blocker(c).into(),
            tones::day(c.target),
            tones::day(c.changed),
            c.file.as_str().into(),
        ]);
        table.row(row);
    }
    table
}

/// What stands in a cell of the heat map: how it is to be taken, and the sign of what it comes to with the readiness
/// that is sure. The same words have the same tone wherever they stand.
fn cell(part: &Part) -> (Tone, String) {
    (tones::of_status(part.status), portfolio::part(part))
}

/// Clients and parts of what they answer, a field of cells; a figure for each questionnaire.
pub fn heat(p: &Portfolio) -> Vec<Figure> {
    let figure = |(n, standard): (usize, &Standard)| {
        let rows: Vec<(String, Vec<(Tone, String)>)> = p
            .clients
            .iter()
            .filter(|c| c.standard == n)
            .map(|c| (c.name().to_owned(), c.parts.iter().map(cell).collect()))
            .collect();
        Figure {
            title: say!("Clients by part of {title}", title = standard.title),
            alt: say!(
                "{n|client|clients} against {of|part|parts}: the readiness that is sure, in percent.",
                n = rows.len(),
                of = standard.parts.len()
            ),
            kind: FigureKind::Heat {
                columns: standard.parts.iter().map(|(id, _)| id.clone()).collect(),
                rows,
            },
            legend: Status::ALL.map(|s| (tones::of_status(s), s.word().to_owned())).to_vec(),
        }
    };
    p.standards.iter().enumerate().map(figure).collect()
}

/// A page of all clients: what there is, the table, the heat map, what could not be read.
pub fn doc(p: &Portfolio, made: Date) -> Doc {
    let mut page = Page::new("portfolio", say!("Clients side by side"), about(p, made));
    page.paragraph(portfolio::summary(p));
    page.section(2, "clients", say!("Clients"));
    page.table(table(p));
    page.section(2, "heat", say!("Where each stands"));
    page.paragraph(portfolio::legend());
    for (figure, standard) in heat(p).into_iter().zip(&p.standards) {
        if p.standards.len() > 1 {
            page.section(3, &format!("heat-{}", standard.id), &figure.title);
        }
        page.figure(figure);
        // The same in words, for formats without pictures.
        for c in p.clients.iter().filter(|c| p.standards.get(c.standard) == Some(standard)) {
            let part =
                |((id, _), part): (&(String, String), &Part)| format!("{id} {}", portfolio::part(part));
            let parts: Vec<String> = standard.parts.iter().zip(&c.parts).map(part).collect();
            page.fact(c.name(), parts.join(", "));
        }
    }
    if !p.unread.is_empty() {
        page.section(2, "unread", &portfolio::unread(p));
        p.unread.iter().for_each(|u| page.fact(&u.file, u.why.as_str()));
    }
    let remarks = portfolio::remarks(p);
    if !remarks.is_empty() {
        page.section(2, "remarks", say!("To know"));
        for remark in remarks {
            page.item(remark);
        }
    }
    page.finish()
}

/// What the papers say about themselves.
fn about(p: &Portfolio, made: Date) -> About {
    About {
        organisation: String::new(),
        facts: vec![
            (say!("Made on").to_owned(), made_by(made)),
            (say!("Folder").to_owned(), p.folder.clone()),
        ]
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .collect(),
        disclaimer: words::text(DISCLAIMER).to_owned(),
        stamp: say!("{rule}, {n|file|files}", rule = RULE, n = p.clients.len()),
        made,
        language: "en",
        long: false,
        labels: super::about::labels(),
    }
}
