//! The rows of the Statement of Applicability as a list: in a narrow window what it is and whether it is in, in a wide one
//! a table with what it is needed for, owner, risks and evidence. Draws; owns nothing.

use ratatui::text::{Line, Span};

use crate::model::Evidence;
use crate::model::statement::{Applicable, Row};
use crate::say;
use crate::tui::pane::join;
use crate::tui::shell::Shell;
use crate::tui::text;
use crate::words::{Word as _, audit, not_for, statement};
use crate::work::Work;

/// From this width on it is a table.
pub(super) const TABLE: usize = 112;
/// From this width on the reason and the status stand in it, too.
const WHOLE: usize = 150;
/// With so many columns for the title the findings of an audit stand in them, too.
const NUMBERED: usize = 44;
/// Columns of an id.
const ID: usize = 8;
/// Columns of what a control is needed for, of its owner, its risks, its evidence, and what is to be looked at.
const COLUMNS: [usize; 5] = [19, 13, 10, 15, 19];

/// Whether a control is in, as a row has it.
fn in_or_out(applicable: Applicable) -> &'static str {
    match applicable {
        Applicable::Yes => say!("in"),
        Applicable::No => say!("out"),
        Applicable::Undecided => say!("undecided"),
    }
}

fn stands() -> usize {
    text::widest(Applicable::ALL.map(in_or_out)) + 1
}

/// The columns of a table so wide: of the title, of the status, and of the reason; the last two may be none.
fn rest(width: usize) -> [usize; 3] {
    let left = width.saturating_sub(ID + stands() + COLUMNS.iter().sum::<usize>());
    if width < WHOLE {
        return [left, 0, 0];
    }
    let title = (left * 2 / 5).min(46);
    [title, 15, left.saturating_sub(title + 15)]
}

/// The heads of the table, for a line without the marker.
pub(super) fn heads(shell: &Shell, width: usize) -> Line<'static> {
    let [title, status, reason] = rest(width);
    let words = [
        ("", ID),
        ("", stands()),
        (say!("Control"), title),
        (say!("State"), status),
        (say!("Reason"), reason),
        (say!("Needed for"), COLUMNS[0]),
        (say!("Owner"), COLUMNS[1]),
        (say!("Risks"), COLUMNS[2]),
        (say!("Evidence"), COLUMNS[3]),
        (say!("To do"), COLUMNS[4]),
    ];
    let cells = words.map(|(word, columns)| cell(word, columns));
    Line::from(Span::styled(cells.concat(), shell.theme.quiet()))
}

/// A word in so many columns, with a blank before the next one.
fn cell(word: &str, columns: usize) -> String {
    match columns {
        0 => String::new(),
        n => text::fit(&text::cut(word, n - 1), n),
    }
}

/// How many pieces prove it, and whether they still hold.
fn proof(evidence: &[Evidence]) -> String {
    let gone = evidence.iter().filter(|e| e.ran_out.is_some()).count();
    match (evidence, gone) {
        ([], _) => String::new(),
        ([one], 0) => say!("E-{no} current", no = one.no),
        ([one], _) => say!("E-{no} ran out", no = one.no),
        (all, 0) => say!("{n} current", n = all.len()),
        (all, gone) => say!("{gone} of {n} ran out", gone, n = all.len()),
    }
}

/// The title of a row in the longest form that has room, what an audit says of it, and the AI systems it is not for.
fn title(shell: &Shell, work: &Work, row: &Row, room: usize) -> Vec<Span<'static>> {
    let mark = row.requirement().and_then(|r| work.audit_mark(r));
    let mark = mark.map(|mark| format!(" {}", audit::mark(mark, room < NUMBERED))).unwrap_or_default();
    let room = room.saturating_sub(text::width(&mark));
    vec![Span::raw(title_and_systems(work, row, room)), Span::styled(mark, shell.theme.quiet())]
}

/// The title of a row and the AI systems it is not for.
fn title_and_systems(work: &Work, row: &Row, room: usize) -> String {
    let out = not_for::short(row);
    if out.is_empty() {
        return text::cut(&title_alone(work, row, room), room);
    }
    let out = format!(" ({out})");
    let room = room.saturating_sub(text::width(&out));
    text::cut(&title_alone(work, row, room), room) + &out
}

fn title_alone(work: &Work, row: &Row, room: usize) -> String {
    match row.requirement() {
        Some(_) if text::width(&row.title) <= room => row.title.clone(),
        Some(r) => work.q().title_in(r, |title| text::width(title) <= room),
        None => row.title.clone(),
    }
}

/// A row, without the marker.
pub(super) fn line(shell: &Shell, work: &Work, row: &Row, width: usize) -> Line<'static> {
    let t = shell.theme;
    let style = match row.applicable {
        Applicable::Yes => t.text(),
        Applicable::No => t.quiet(),
        Applicable::Undecided => t.warning(),
    };
    let flag = row.flags.first().map(statement::short_flag).unwrap_or_default();
    let mut all = vec![
        Span::styled(cell(&row.id, ID), t.accent()),
        Span::styled(cell(in_or_out(row.applicable), stands()), style),
    ];
    if width < TABLE {
        let room =
            width.saturating_sub(ID + stands() + if flag.is_empty() { 0 } else { text::width(flag) + 1 });
        all.extend(title(shell, work, row, room));
        return join(Line::from(all), Line::from(Span::styled(flag, t.warning())), width);
    }
    let [name, status, reason] = rest(width);
    let numbers = row.risks.iter().map(|r| r.no.as_str()).collect::<Vec<_>>().join(", ");
    let evidence = proof_style(shell, row);
    let titled = title(shell, work, row, name.saturating_sub(1));
    let blank = name.saturating_sub(titled.iter().map(Span::width).sum());
    all.extend(titled);
    all.extend([
        Span::raw(" ".repeat(blank)),
        Span::styled(cell(row.status.word(), status), t.quiet()),
        Span::styled(cell(&statement::reason(row), reason), t.quiet()),
        Span::raw(cell(&statement::drivers(&row.drivers), COLUMNS[0])),
        Span::raw(cell(&row.owner, COLUMNS[1])),
        Span::raw(cell(&numbers, COLUMNS[2])),
        Span::styled(cell(&proof(&row.evidence), COLUMNS[3]), evidence),
        Span::styled(cell(flag, COLUMNS[4]), t.warning()),
    ]);
    Line::from(all)
}

/// How the evidence of a row is drawn: what ran out stands out.
fn proof_style(shell: &Shell, row: &Row) -> ratatui::style::Style {
    let gone = row.evidence.iter().any(|e| e.ran_out.is_some());
    if gone { shell.theme.warning() } else { shell.theme.text() }
}
