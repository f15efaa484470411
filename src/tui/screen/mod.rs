//! The screens: what fills the terminal between header and footer. One file a screen, which owns its selection, rows,
//! keys and picture; none knows files or clocks.

pub mod about;
mod answers;
pub mod audit;
mod audit_card;
mod audit_found;
mod audit_line;
mod audit_rows;
mod audit_shown;
mod audit_view;
pub mod backups;
mod card;
mod card_help;
mod card_outline;
mod checks;
pub mod clause;
mod client_rows;
pub mod clients;
mod clients_page;
pub mod detail;
mod edge;
mod figures_large;
mod frame;
mod gantt;
pub mod gap_filter;
mod gap_order;
mod gap_page;
mod gap_rows;
pub mod gaps;
pub mod history;
pub mod home;
mod home_page;
mod levels;
pub mod lists;
mod matrix;
pub mod name;
pub mod outline;
mod outline_page;
mod parts;
mod plan_forms;
pub mod question;
pub mod quick;
mod reading;
pub mod register;
pub mod rehearsal;
mod result_rows;
pub mod results;
mod results_detail;
mod results_layout;
mod results_page;
mod results_table;
pub mod road_filter;
mod road_page;
mod road_rows;
pub mod roadmap;
pub mod room;
pub mod soa;
mod soa_filter;
mod soa_table;
pub mod spread;
pub mod start;
mod strip;
pub mod ten;
pub mod workshop;
pub mod xray;
mod yours;

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use super::dialog::{Form, FormKind, Naming, Typed};
use super::pane::{Cursor, Pane, join};
use super::shell::Shell;
use crate::say;
use crate::work::NewAction;

pub use name::Screen;
pub use reading::{card_text, details};

/// A list of one-line rows that fills the pane and keeps the selected row in it. `row` gives the line.
fn list<'a>(
    shell: &Shell,
    pane: &mut Pane<'_>,
    cursor: &Cursor,
    len: usize,
    mut row: impl FnMut(usize, usize) -> Line<'a>,
) -> Option<Position> {
    // Where not all rows are seen, the last line says how many are not.
    let signed = len > pane.left() && pane.left() > 4;
    let height = pane.left() - usize::from(signed);
    shell.page.set(height.saturating_sub(1).max(1));
    let top = cursor.top(len, height);
    let mut place = None;
    for n in (top..len).take(height) {
        if n == cursor.at {
            place = Some(Position { x: pane.column(), y: pane.row() });
        }
        shell.hits.note(pane.next_row(), n, n == cursor.at);
        let mark = if n == cursor.at { "> " } else { "  " };
        let mut line = row(n, pane.width().saturating_sub(2));
        line.spans.insert(0, Span::raw(mark));
        if n == cursor.at {
            pane.selected(line, shell.theme.selected());
        } else {
            pane.line(line);
        }
    }
    if signed {
        more_around(shell, pane, top, len.saturating_sub(top + height));
    }
    place
}

/// A line that says how many rows are above and below what is shown.
fn more_around(shell: &Shell, pane: &mut Pane<'_>, above: usize, below: usize) {
    let words = Line::styled(not_seen(above, below), shell.theme.quiet());
    let width = pane.width();
    pane.line(join(Line::default(), words, width));
}

/// How many rows of a list are above and below what is shown; nothing where all of them are seen.
pub fn not_seen(above: usize, below: usize) -> String {
    let above = if above == 0 { String::new() } else { say!("{n} more above", n = above) };
    let words = [above, more_below(below)].into_iter().filter(|words| !words.is_empty());
    words.collect::<Vec<_>>().join(", ")
}

/// How many rows are below what is shown; nothing where all of them are seen.
fn more_below(rows: usize) -> String {
    if rows == 0 { String::new() } else { say!("{n} more below", n = rows) }
}

/// The label of a line in a pane: a column of its own, and a blank even where a language needs more of it.
fn label(word: &str) -> String {
    format!("{word:<8} ")
}

/// What to write as hours.
fn hours_hint() -> &'static str {
    say!(
        "Hours of work, for example 6 or 1.5 d (a day is 8 h). Empty: the questionnaire's figure for your size."
    )
}

/// The form of an action of one's own, with what it begins with.
fn add_form(shell: &mut Shell, new: NewAction) {
    let mut form = Form::new(
        FormKind::Add(new.parked),
        say!("Add an action"),
        &[
            ("at", say!("Filed under"), say!("id of the requirement it belongs to"), new.at),
            ("what", say!("What to do"), say!("the work in one sentence"), new.what),
            ("output", say!("Output"), say!("one document or record it leaves behind"), String::new()),
            ("hours", say!("Hours"), say!("of work, for example 6 or 1.5 d"), String::new()),
            (
                "closes",
                say!("Helps to close"),
                say!("ids of gaps with commas; may stay empty"),
                String::new(),
            ),
            (
                "after",
                say!("After"),
                say!("ids of actions that must end first; may stay empty"),
                String::new(),
            ),
            ("owner", say!("Owner"), say!("one name; may stay empty"), new.owner),
        ],
    );
    form.understands("hours", Typed::Hours);
    form.names_people("owner", Naming::Free);
    shell.open_form(form);
}
