//! The picture of the outline: its rows, and beside them what there is to know of the selected one; in a narrow window
//! a few lines of that below.

use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::frame::{self, Edges};
use super::levels;
use super::outline::{Outline, OutlineFilter, marked};
use super::parts::Part;
use crate::model::Status;
use crate::model::assessment::keys;
use crate::model::questionnaire::Node;
use crate::say;
use crate::tui::keymap::InOutline;
use crate::tui::pane::{Pane, join};
use crate::tui::shell::Shell;
use crate::tui::text;
use crate::words::{Word as _, journey, outline};
use crate::work::Work;

/// Columns of the bar of a heading, and of the figures behind it.
const BAR: usize = 10;

/// Least columns of what stands beside the list.
const DETAIL: usize = 48;

/// With fewer rows than this a narrow window has no rows to tell of the selected one.
const TELLS: usize = 12;

/// Columns of a row, without the marker's.
struct Columns {
    /// Indent, id and title.
    name: usize,
    /// Bar and figures, or the status.
    tail: usize,
    /// Whether the figures stand right behind the names, and not at the end of the row.
    near: bool,
}

impl Outline {
    /// Draws it.
    pub fn draw(&self, shell: &Shell, work: &Work, pane: &mut Pane<'_>) -> Option<Position> {
        let t = shell.theme;
        let rows = self.rows(work);
        let shown = say!(
            "Shown: {which} ({n}). {key} changes it.",
            which = self.filter.word(),
            n = rows.len(),
            key = shell.key(InOutline::Filter)
        );
        if rows.is_empty() {
            pane.line(Span::styled(shown, t.warning()));
            pane.line(say!("Nothing fits this filter."));
            return None;
        }
        if pane.width() >= frame::SIDE {
            return self.beside(shell, work, &rows, pane);
        }
        if self.filter != OutlineFilter::All {
            pane.line(Span::styled(shown, t.warning()));
        }
        let told = if pane.left() < TELLS { 0 } else { 3 };
        let columns = Columns { name: pane.width(), tail: tail(), near: false };
        let height = pane.left() - told;
        let place = super::list(shell, &mut pane.part(height), &self.cursor, rows.len(), |n, width| {
            row(shell, work, rows[n], &Columns { name: width, ..columns })
        });
        if let Some((node, _)) = rows.get(self.cursor.at).filter(|_| told > 0) {
            let (title, right, words) = in_short(shell, work, *node);
            frame::rule(shell, pane, &title, &right);
            let most = pane.left();
            frame::text_pane(pane).paragraph(&words, t.text(), most);
        }
        place
    }

    /// The list in a frame as wide as its longest name needs, and a page on the selected row in the rest.
    fn beside(
        &self,
        shell: &Shell,
        work: &Work,
        rows: &[(Node, usize)],
        pane: &mut Pane<'_>,
    ) -> Option<Position> {
        let area = pane.rest();
        let tail = tail();
        // Frame, marker, a blank before the figures and one behind them.
        let around = 2 + 2 + 2 + 1;
        let room = usize::from(area.width).saturating_sub(DETAIL + around + tail);
        let longest = rows.iter().map(|(node, depth)| text::width(&name(work, *node, *depth, room))).max();
        let columns = Columns { name: longest.unwrap_or(0).min(room), tail, near: true };
        let wide = u16::try_from(columns.name + tail + around).unwrap_or(area.width).min(area.width);
        let left = Rect { width: wide, ..area };
        let right = Rect { x: area.x + wide, width: area.width - wide, ..area };
        let key = shell.key(InOutline::Filter);
        let height = usize::from(left.height).saturating_sub(2);
        let top = self.cursor.top(rows.len(), height);
        let edges = Edges {
            below_right: super::more_below(rows.len().saturating_sub(top + height)),
            title: title(self.filter, rows.len()),
            right: answered(work),
            below: if self.filter == OutlineFilter::All {
                String::new()
            } else {
                say!("{key} changes it", key)
            },
        };
        let inside = frame::frame(shell, pane.buffer(), left, &edges);
        let mut list = Pane::new(pane.buffer(), inside);
        shell.page.set(height.saturating_sub(1).max(1));
        let mut place = None;
        for (n, one) in rows.iter().enumerate().skip(top).take(height) {
            let selected = n == self.cursor.at;
            if selected {
                place = Some(Position { x: list.column(), y: list.row() });
            }
            shell.hits.note(list.next_row(), n, selected);
            frame::row(shell, &mut list, row(shell, work, *one, &columns), selected);
        }
        if let Some((node, _)) = rows.get(self.cursor.at) {
            detail(shell, work, *node, pane, right);
        }
        place
    }
}

/// What is shown, above the list.
fn title(filter: OutlineFilter, rows: usize) -> String {
    match filter {
        OutlineFilter::All => say!("The standard").to_owned(),
        _ => say!("Shown: {which} ({n})", which = filter.word(), n = rows),
    }
}

fn answered(work: &Work) -> String {
    let counts = work.scores().all.counts;
    say!("{done} of {of} answered", done = counts.total() - counts.open, of = counts.total())
}

/// Columns of what stands behind a name.
fn tail() -> usize {
    let count = text::width(&count(88, 88)) + 1;
    (BAR + count).max(text::widest(Status::ALL.map(|s| s.word()))).max(14)
}

/// How many are answered, in columns that do not move.
fn count(done: usize, of: usize) -> String {
    say!("{done} of {of}", done = format!("{done:>2}"), of = format!("{of:<2}"))
}

/// Indent, sign's columns, id and title; the shorter title where the whole one has no room.
fn name(work: &Work, node: Node, depth: usize, room: usize) -> String {
    let (q, indent) = (work.q(), "  ".repeat(depth));
    match node {
        Node::Heading(h) => format!("{indent}{} {}", q.headings[h].id, q.headings[h].title),
        Node::Requirement(r) => {
            let before = format!("{indent}  {} ", q.requirements[r].id);
            let left = room.saturating_sub(text::width(&before));
            format!("{before}{}", q.title_in(r, |title| text::width(title) <= left))
        }
    }
}

fn row(shell: &Shell, work: &Work, (node, depth): (Node, usize), columns: &Columns) -> Line<'static> {
    let (left, right) = match node {
        Node::Heading(h) => heading(shell, work, h, depth, columns),
        Node::Requirement(r) => requirement(shell, work, r, depth, columns),
    };
    if columns.near {
        return join(left, right, columns.name + columns.tail + 2);
    }
    join(left, right, columns.name)
}

fn heading(
    shell: &Shell,
    work: &Work,
    h: usize,
    depth: usize,
    columns: &Columns,
) -> (Line<'static>, Line<'static>) {
    let t = shell.theme;
    let q = work.q();
    let below = q.below(h);
    let done = below.iter().filter(|r| work.scores().status(**r) != Status::Open).count();
    let share = done as f64 / below.len().max(1) as f64;
    let note = work.a().at(keys::NOTE, &q.headings[h].id).filter(|_| !columns.near);
    let note = note.map_or_else(String::new, |words| format!("  {}", words.replace('\n', " / ")));
    let left = Line::from(vec![
        Span::styled(name(work, Node::Heading(h), depth, columns.name), t.strong()),
        Span::styled(note, t.warning()),
    ]);
    let mut right = t.bar(share, BAR).to_vec();
    let words = format!(" {}", count(done, below.len()));
    right.push(Span::raw(text::fit(&words, columns.tail.saturating_sub(BAR))));
    (left, Line::from(right))
}

fn requirement(
    shell: &Shell,
    work: &Work,
    r: usize,
    depth: usize,
    columns: &Columns,
) -> (Line<'static>, Line<'static>) {
    let t = shell.theme;
    let status = work.scores().status(r);
    let score = work.scores().requirements[r];
    let mark = if marked(work, r) { format!("  {}", say!("marked")) } else { String::new() };
    let part = if status == Status::Open && score.answered > 0 && !columns.near {
        format!("{}  ", say!("{done} of {n|check|checks}", done = score.answered, n = score.of))
    } else {
        String::new()
    };
    let room = columns.name.saturating_sub(text::width(&mark) + text::width(&part));
    let room = if columns.near { room } else { room.saturating_sub(columns.tail + 1) };
    let whole = name(work, Node::Requirement(r), depth, room);
    let indent = "  ".repeat(depth);
    let rest = whole.strip_prefix(&format!("{indent}  ")).unwrap_or(&whole).to_owned();
    let sign = if shell.hide_scores {
        Span::raw("  ")
    } else {
        Span::styled(format!("{} ", t.symbol(status)), t.status(status))
    };
    let left = Line::from(vec![Span::raw(indent), sign, Span::raw(rest), Span::styled(mark, t.warning())]);
    let word = if shell.hide_scores && status != Status::Open { say!("answered") } else { status.word() };
    let style = if shell.hide_scores { t.quiet() } else { t.status(status) };
    let right =
        Line::from(vec![Span::styled(part, t.quiet()), Span::styled(text::fit(word, columns.tail), style)]);
    (left, right)
}

/// Of the selected row in a narrow window: its whole title, how it stands, and in a sentence what it is about.
fn in_short(shell: &Shell, work: &Work, node: Node) -> (String, String, String) {
    let q = work.q();
    match node {
        Node::Heading(h) => {
            let heading = &q.headings[h];
            let words = journey::heading_note(work, h).unwrap_or_else(|| heading.intro.clone());
            (format!("{} {}", heading.id, heading.title), outline::done(work, h), words)
        }
        Node::Requirement(r) => {
            let state =
                if shell.hide_scores { String::new() } else { work.scores().status(r).word().to_owned() };
            let title = format!("{} {}", q.requirements[r].id, q.full_title(r));
            (title, state, work.a().question(q, r).to_owned())
        }
    }
}

/// A page on the selected row.
fn detail(shell: &Shell, work: &Work, node: Node, pane: &mut Pane<'_>, area: Rect) {
    let q = work.q();
    let (title, right, facts) = match node {
        Node::Heading(h) => {
            let title = format!("{} {}", q.headings[h].id, q.headings[h].title);
            (title, outline::done(work, h), outline::of_heading(work, h))
        }
        Node::Requirement(r) => {
            let (title, state, _) = in_short(shell, work, node);
            (title, state, outline::of_requirement(work, r, shell.hide_scores))
        }
    };
    let edges = Edges { title, right, ..Edges::default() };
    let inside = frame::text_in(frame::frame(shell, pane.buffer(), area, &edges));
    let mut inside = Pane::new(pane.buffer(), inside);
    let help = match node {
        Node::Heading(_) => Vec::new(),
        Node::Requirement(r) => outline::helps(work, r),
    };
    let missing = if shell.hide_scores { Vec::new() } else { missing(shell, work, node, inside.width()) };
    frame::facts(shell, &mut inside, &facts);
    if !missing.is_empty() && inside.left() > 2 {
        let (title, right) = match node {
            Node::Heading(_) => (say!("What is to be done"), String::new()),
            Node::Requirement(r) => (say!("What is missing"), outline::effort(work, r)),
        };
        frame::divider(shell, &mut inside, title, &right);
        for (n, line) in missing.iter().enumerate() {
            let more = missing.len() - n;
            if inside.left() == 1 && more > 1 {
                inside.line(Span::styled(say!("\u{2026} and {n} more", n = more), shell.theme.quiet()));
                break;
            }
            inside.line(line.clone());
        }
    }
    // What helps has what is left, a part only with two lines at least.
    for (title, words) in help {
        if inside.left() < 3 {
            break;
        }
        frame::divider(shell, &mut inside, title, "");
        let most = inside.left();
        inside.paragraph(&words, shell.theme.text(), most);
    }
    if let Node::Requirement(r) = node {
        checks(shell, work, r, &mut inside);
    }
}

/// Each check with its sign, where there is room for some of them; how many more there are.
fn checks(shell: &Shell, work: &Work, r: usize, pane: &mut Pane<'_>) {
    let t = shell.theme;
    let all = outline::checks(work, r);
    if pane.left() < 4 {
        return;
    }
    frame::divider(shell, pane, say!("Its checks"), &all.len().to_string());
    let width = pane.width();
    let id = text::widest(all.iter().map(|(id, ..)| id.as_str())) + 1;
    for (n, (at, level, question)) in all.iter().enumerate() {
        let sign = if shell.hide_scores { Span::raw(" ") } else { levels::sign(t, *level) };
        let label = vec![sign, Span::raw(" "), Span::styled(text::fit(at, id), t.quiet())];
        let part = Part::new(label, question, t.text(), width);
        let more = all.len() - n;
        if part.whole() + usize::from(more > 1) > pane.left() {
            return pane.line(Span::styled(say!("\u{2026} and {n} more", n = more), t.quiet()));
        }
        part.rows(part.whole(), width).into_iter().for_each(|line| pane.line(line));
    }
}

/// What is missing of a requirement, a check a row; of a heading what is to be done at each of its requirements.
fn missing(shell: &Shell, work: &Work, node: Node, width: usize) -> Vec<Line<'static>> {
    let t = shell.theme;
    match node {
        Node::Heading(h) => {
            let rows = outline::rows(work, h);
            let id = text::widest(rows.iter().map(|row| row.id.as_str())) + 1;
            let name = text::widest(rows.iter().map(|row| row.name.as_str())) + 1;
            let line = |row: &outline::Row| {
                Line::from(vec![
                    Span::styled(format!("{} ", t.symbol(row.status)), t.status(row.status)),
                    Span::styled(text::fit(&row.id, id), t.quiet()),
                    Span::raw(text::fit(&row.name, name)),
                    Span::styled(row.state.clone(), t.quiet()),
                ])
            };
            rows.iter().map(line).collect()
        }
        Node::Requirement(r) => {
            let rows = outline::missing(work, r);
            let id = text::widest(rows.iter().map(|row| row.id.as_str())) + 1;
            let name = text::widest(rows.iter().map(|row| row.name.as_str())) + 1;
            // The sign says what its word would, where that has no room behind the name.
            let room = 2 + id + name + text::widest(rows.iter().map(|row| row.word)) <= width;
            let line = |row: &outline::Missing| {
                let mut spans = vec![levels::sign(t, row.level), Span::raw(" ")];
                spans.push(Span::styled(text::fit(&row.id, id), t.quiet()));
                if room {
                    spans.push(Span::raw(text::fit(&row.name, name)));
                    spans.push(Span::styled(row.word, t.quiet()));
                } else {
                    spans.push(Span::raw(row.name.clone()));
                }
                Line::from(spans)
            };
            rows.iter().map(line).collect()
        }
    }
}
