//! The Statement of Applicability: every control with whether it applies, why, and what is missing, and all of the
//! selected one beside or below it. Enter fills a row in. Owns its selection, its filter and its rows.

use std::cell::OnceCell;

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use super::frame;
use super::soa_filter::Shown;
use super::soa_table;
use crate::model::counts::Counts;
use crate::model::record::CONTROL;
use crate::model::statement::{Applicable, Of, Row};
use crate::say;
use crate::tui::dialog::ask::{Act, Ask};
use crate::tui::keymap::InSoa;
use crate::tui::pane::{Cursor, Pane, join};
use crate::tui::shell::{Next, Shell, Tone};
use crate::tui::text;
use crate::words::page::Labelled;
use crate::words::{Word as _, audit, day, statement};
use crate::work::Work;

/// Rows kept for the detail below the list.
const BELOW: usize = 9;

/// From so many rows on the detail has half of them.
const ROOMY: usize = 26;

/// The Statement of Applicability.
#[derive(Default)]
pub struct Soa {
    /// Selected row.
    pub cursor: Cursor,
    shown: Shown,
    rows: OnceCell<Vec<Row>>,
    /// As which version it is kept, in words.
    kept: OnceCell<String>,
}

impl Soa {
    /// Every row; made once after a change.
    fn all(&self, work: &Work) -> &[Row] {
        self.rows.get_or_init(|| work.statement())
    }

    /// The rows that are shown.
    fn listed<'s>(&'s self, work: &Work) -> Vec<&'s Row> {
        self.all(work).iter().filter(|r| self.shown.fits(r)).collect()
    }

    /// How many rows are shown; the last one adds a control of one's own.
    pub fn len(&self, work: &Work) -> usize {
        self.listed(work).len() + usize::from(self.shown.adds())
    }

    /// After a change the rows are made again.
    pub fn forget(&mut self) {
        self.rows = OnceCell::new();
        self.kept = OnceCell::new();
    }

    /// The selected row; none on the one that adds.
    pub fn row(&self, work: &Work) -> Option<Row> {
        self.listed(work).get(self.cursor.at).map(|r| (*r).clone())
    }

    /// The id of the selected control; none of one's own.
    pub fn selected(&self, work: &Work) -> Option<String> {
        self.row(work).filter(|r| r.requirement().is_some()).map(|r| r.id)
    }

    /// Selects the row of a control again after a change: what is shown may be other rows.
    pub fn stay_on(&mut self, work: &Work, id: &str) {
        if let Some(at) = self.listed(work).iter().position(|r| r.id == id) {
            self.cursor.at = at;
        }
        self.cursor.at = self.cursor.at.min(self.len(work).saturating_sub(1));
    }

    /// Does what a key of this screen asks for, but for what the desk does itself.
    pub fn update(&mut self, command: InSoa, shell: &mut Shell, work: &Work) -> Next {
        match command {
            InSoa::Filter => {
                let on = self.row(work).map(|r| r.id);
                self.shown = self.shown.next();
                self.cursor.to_first();
                if let Some(id) = on {
                    self.stay_on(work, &id);
                }
            }
            InSoa::Add => return Next::Record(&CONTROL, None),
            InSoa::Remove => {
                if let Some(Row { of: Of::Own(id), title, id: no, .. }) = self.row(work) {
                    return Next::Ask(Ask::new(
                        say!("Take {no} out of the statement?", no),
                        say!("{name}. History keeps it, and undo brings it back.", name = title),
                        Act::Remove(&CONTROL, id),
                    ));
                }
                let words = say!(
                    "Only controls of your own are taken away. One of the standard is left out with n, and a reason."
                );
                shell.say(Tone::Warning, words);
            }
            InSoa::Details => self.read(shell, work),
            InSoa::Same | InSoa::Owner | InSoa::Evidence => {}
        }
        Next::Stay
    }

    /// Shows all that stands in the selected row.
    pub fn read(&self, shell: &mut Shell, work: &Work) {
        let Some(row) = self.row(work) else { return };
        let said = facts(work, &row).into_iter();
        let lines = said.map(|(label, words)| match label {
            "" => words,
            label => format!("{label}: {words}"),
        });
        shell.read(title(&row), lines.collect());
    }

    /// Draws it.
    pub fn draw(&self, shell: &Shell, work: &Work, pane: &mut Pane<'_>) -> Option<Position> {
        let counts = Counts::of(self.all(work));
        let [sums, missing] = statement::head(counts);
        let shown = self.shown.word();
        let second =
            if shown.is_empty() { missing } else { say!("Shown: {shown}. {missing}", shown, missing) };
        let kept =
            self.kept.get_or_init(|| statement::kept_as(work.q(), work.a(), &counts, &work.restated()));
        Self::head(shell, (sums, second), kept, pane);
        let rows = self.listed(work);
        let table = pane.width().saturating_sub(2) >= soa_table::TABLE;
        if table {
            let mut heads = soa_table::heads(shell, pane.width().saturating_sub(2));
            heads.spans.insert(0, Span::raw("  "));
            pane.line(heads);
        }
        let below = if pane.left() > ROOMY { ROOMY / 2 } else { BELOW };
        let height = pane.left().saturating_sub(below).max(pane.left().min(4));
        let place = self.list(shell, work, &rows, &mut pane.part(height));
        if let Some(row) = rows.get(self.cursor.at).filter(|_| pane.left() > 1) {
            let key = shell.key(InSoa::Details);
            frame::rule(shell, pane, &title(row), &say!("{key} all of it", key));
            let all = facts(work, row);
            let few = if frame::have_room(&all, pane) { all } else { facts_in_short(row) };
            frame::each_fact(shell, pane, &few);
        }
        place
    }

    /// How the rows add up, what is to be done, and as which version it is kept: where there is no room beside one of the two
    /// lines, in one of its own.
    fn head(shell: &Shell, (sums, second): (String, String), kept: &str, pane: &mut Pane<'_>) {
        let t = shell.theme;
        let width = pane.width();
        let fits = |line: &str| text::width(line) + text::width(kept) + 2 <= width;
        let (first, beside) = (fits(&sums), fits(&second));
        if text::width(&sums).max(text::width(&second)) > width {
            pane.paragraph(&sums, t.strong(), 2);
            pane.paragraph(&second, t.quiet(), 2);
            if !kept.is_empty() {
                pane.paragraph(kept, t.quiet(), 1);
            }
            return;
        }
        let kept = |is: bool| Line::from(Span::styled(if is { kept } else { "" }.to_owned(), t.quiet()));
        pane.line(join(Line::from(Span::styled(sums, t.strong())), kept(first), width));
        pane.line(join(Line::from(Span::styled(second, t.quiet())), kept(!first && beside), width));
        if !first && !beside {
            pane.line(kept(true));
        }
    }

    fn list(&self, shell: &Shell, work: &Work, rows: &[&Row], pane: &mut Pane<'_>) -> Option<Position> {
        let len = rows.len() + usize::from(self.shown.adds());
        if len == 0 {
            let key = shell.key(InSoa::Filter);
            let words = say!(
                "There is no such control. {key} goes on to the next choice; after the last one all of them stand here again.",
                key
            );
            pane.paragraph(&words, shell.theme.quiet(), 3);
            return None;
        }
        super::list(shell, pane, &self.cursor, len, |n, width| match rows.get(n) {
            Some(row) => soa_table::line(shell, work, row, width),
            None => Line::styled(format!("+ {}", say!("add a control of your own")), shell.theme.accent()),
        })
    }
}

fn title(row: &Row) -> String {
    format!("{} {}", row.id, row.title)
}

/// What is told of a row where there is no room for all of it: what is to be done first, then a line a fact.
fn facts_in_short(row: &Row) -> Vec<Labelled> {
    let flag = row.flags.first().map(|f| (say!("To do"), statement::flag(&row.id, f)));
    let undecided = (row.applicable == Applicable::Undecided && flag.is_none()).then(|| {
        (say!("To do"), say!("Say whether it applies: why you need it, or why you do not.").to_owned())
    });
    flag.into_iter().chain(undecided).chain(statement::facts_in_short(row)).collect()
}

/// Everything about a row, what is to be done first.
fn facts(work: &Work, row: &Row) -> Vec<Labelled> {
    let mut all: Vec<Labelled> = row
        .flags
        .iter()
        .enumerate()
        .map(|(n, f)| (if n == 0 { say!("To do") } else { "" }, statement::flag(&row.id, f)))
        .collect();
    if row.applicable == Applicable::Undecided {
        all.push((
            say!("To do"),
            say!("Say whether it applies: why you need it, or why you do not.").to_owned(),
        ));
    }
    all.push((say!("State"), row.status.word().to_owned()));
    if let Some(mark) = row.requirement().and_then(|r| work.audit_mark(r)) {
        all.push((say!("Audit"), audit::mark(mark, false)));
    }
    all.extend(statement::facts(row));
    if !row.again.is_empty() {
        all.push((say!("Look again on"), day::of_stored(&row.again)));
    }
    let never = work.never_left_out(&row.id);
    match (never, work.reason_must(&row.id)) {
        (Some(never), _) if row.applicable != Applicable::No => {
            all.push((say!("To leave it out"), say!("It cannot be: {why}", why = never)));
        }
        (None, Ok(must)) => all.push((say!("To leave it out"), must.to_owned())),
        _ => {}
    }
    all
}
