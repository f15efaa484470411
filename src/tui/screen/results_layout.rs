//! What stands where on the results, by the room there is: which parts of the page stand beside each other, and the lines
//! of each. What a row says is in `result_rows`, how a line gets on the screen in `results_page`.

use ratatui::text::{Line, Span};

use super::figures_large;
use super::parts::Part;
use super::result_rows::{self, ResultRow};
use super::results_detail;
use super::results_table::{self, Table};
use crate::model::standing::{self, Standing};
use crate::model::{DISCLAIMER, RULE};
use crate::say;
use crate::tui::keymap::OnScreen;
use crate::tui::shell::Shell;
use crate::tui::text;
use crate::words::{self, figures, headline};
use crate::work::Work;

/// From this width on there is a frame, from the next on the page has two columns.
pub(super) const FRAMED: usize = 110;
const WIDE: usize = 160;

/// With so many rows there is a strip of all requirements.
const STRIP: usize = 22;

/// With so many rows the counts are figures one reads from afar; with the next a gate and an action have two.
const LARGE: usize = 25;
const TALL: usize = 48;

/// Least columns of the gates beside what to start with.
const GATES: usize = 80;

/// Columns of the large figures.
const FIGURES: usize = 52;

/// The longest line of running text.
const READ: usize = 116;

/// A line of a pane, and the row it belongs to.
pub(super) struct Cell {
    /// Index of the row; none of a line that cannot be selected.
    pub row: Option<usize>,
    /// What it says.
    pub line: Line<'static>,
}

impl Cell {
    const fn text(line: Line<'static>) -> Self {
        Self { row: None, line }
    }
}

/// A line of the page.
pub(super) enum Shown {
    /// The upper edge of one pane or two: columns, title, and what belongs to it.
    Edge(Vec<(usize, String, Line<'static>)>),
    /// A line of one pane or two: columns and what stands there.
    Cells(Vec<(usize, Cell)>, bool),
}

impl Shown {
    /// The rows that have a part in it.
    pub(super) fn rows(&self) -> impl Iterator<Item = usize> {
        let cells = if let Self::Cells(panes, _) = self { panes.as_slice() } else { &[] };
        cells.iter().filter_map(|(_, cell)| cell.row)
    }
}

/// A pane: its columns, its title, what belongs to that, and its lines.
struct Block {
    columns: usize,
    title: String,
    right: Line<'static>,
    cells: Vec<Cell>,
}

/// How the page is laid out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// One column, no frame.
    Narrow,
    /// A frame, and the clauses in two columns.
    Framed,
    /// Two columns.
    Wide,
}

/// All there is to lay a page out.
struct Page<'a> {
    shell: &'a Shell,
    work: &'a Work,
    rows: &'a [ResultRow],
    gates: Vec<Standing>,
    shape: Shape,
    width: usize,
    height: usize,
    at: usize,
}

/// All lines of the page in these columns and rows, the frame's among them; `at` is the selected row.
pub(super) fn page(
    shell: &Shell,
    work: &Work,
    rows: &[ResultRow],
    (width, height): (usize, usize),
    at: usize,
) -> Vec<Shown> {
    let shape = match width {
        WIDE.. => Shape::Wide,
        FRAMED.. => Shape::Framed,
        _ => Shape::Narrow,
    };
    let gates = standing::of_gates(work.q(), work.a(), work.verdict());
    Page { shell, work, rows, gates, shape, width, height, at }.lines()
}

impl Page<'_> {
    /// Columns of the text of a pane of so many: without its frame and the marker.
    const fn inside(&self, columns: usize) -> usize {
        match self.shape {
            Shape::Narrow => columns.saturating_sub(2),
            Shape::Framed | Shape::Wide => columns.saturating_sub(4),
        }
    }

    fn lines(&self) -> Vec<Shown> {
        let mut lines = Vec::new();
        // The first pane has the title of the page.
        band(&mut lines, self.head(), false, 0);
        let (gates, start) = (self.gates(), self.start());
        let end = self.end();
        match self.shape {
            Shape::Narrow | Shape::Framed => {
                for block in [gates, start].into_iter().flatten() {
                    lines.push(Shown::Edge(vec![(self.width, block.title.clone(), block.right.clone())]));
                    band(&mut lines, vec![block], true, 0);
                }
                let clauses = self.clauses();
                lines.push(edge(&clauses));
                band(&mut lines, clauses, true, 0);
            }
            Shape::Wide => {
                let both: Vec<Block> = [gates, start].into_iter().flatten().collect();
                if !both.is_empty() {
                    lines.push(edge(&both));
                    band(&mut lines, self.spread(both), true, 0);
                }
                let clauses = self.clauses();
                lines.push(edge(&clauses));
                let below: usize = end.iter().map(|band| 1 + tallest(band)).sum();
                let least = self.height.saturating_sub(lines.len() + below);
                band(&mut lines, self.within(clauses, least), true, least);
            }
        }
        for part in end {
            lines.push(edge(&part));
            band(&mut lines, part, true, 0);
        }
        lines
    }

    /// Panes that fill the page: the last has what the others leave, however few there are.
    fn spread(&self, mut blocks: Vec<Block>) -> Vec<Block> {
        let others: usize = blocks.iter().rev().skip(1).map(|b| b.columns).sum();
        if let Some(last) = blocks.last_mut() {
            last.columns = self.width - others;
        }
        blocks
    }

    /// The page is as long whatever row is selected: what is told of it has the rows of the list beside it, or what is
    /// left of the screen.
    fn within(&self, mut blocks: Vec<Block>, least: usize) -> Vec<Block> {
        let rows = blocks.first().map_or(0, |b| b.cells.len()).max(least);
        for block in blocks.iter_mut().skip(1).filter(|b| b.cells.len() > rows) {
            block.cells.truncate(rows.saturating_sub(1));
            let key = self.shell.key(OnScreen::Explain);
            let more = Line::styled(say!("\u{2026} {key} tells the rest", key), self.shell.theme.quiet());
            block.cells.push(Cell::text(more));
        }
        blocks
    }

    fn rows(&self, wanted: impl Fn(ResultRow) -> bool) -> Vec<(usize, ResultRow)> {
        self.rows.iter().copied().enumerate().filter(|(_, row)| wanted(*row)).collect()
    }

    fn row(&self, (n, row): (usize, ResultRow), width: usize) -> Cell {
        Cell { row: Some(n), line: result_rows::row(self.shell, self.work, &self.gates, row, width) }
    }

    /// The three sentences; beside them the large figures, else below them a strip.
    fn head(&self) -> Vec<Block> {
        let (shell, work) = (self.shell, self.work);
        let all = &work.scores().all;
        let large = self.is_large();
        let columns = if large { self.width - FIGURES } else { self.width };
        let said = headline::sentences(
            work.q(),
            work.a(),
            work.scores(),
            work.verdict(),
            &work.plan().1,
            shell.today,
        );
        let width = self.inside(columns);
        let styles = [shell.theme.strong(), shell.theme.text(), shell.theme.text()];
        let mut cells = Vec::new();
        for (sentence, style) in said.iter().zip(styles) {
            let part = Part::new(Vec::new(), sentence, style, width.min(READ));
            cells.extend(part.rows(part.whole(), width).into_iter().map(|line| Cell { row: Some(0), line }));
        }
        let rests = self.rests();
        let first = |columns, cells| Block { columns, title: String::new(), right: Line::default(), cells };
        if !large {
            if self.gates.is_empty() || !self.rests_fit() {
                cells.extend(text::wrap(&rests, width).into_iter().map(|l| Cell::text(Line::raw(l))));
            }
            let strip = result_rows::strip(shell, all, width).filter(|_| self.height >= STRIP);
            let counts = result_rows::counts(shell, all, width, strip.is_some());
            cells.extend(strip.into_iter().chain([counts]).map(|line| Cell { row: Some(1), line }));
            return vec![first(columns, cells)];
        }
        let room = FIGURES - 4;
        let mut right: Vec<Cell> = figures_large::lines(shell, &all.counts, room)
            .into_iter()
            .map(|line| Cell { row: Some(1), line })
            .collect();
        for words in [result_rows::of_all(all), rests] {
            let quiet = |l| Cell { row: Some(1), line: Line::styled(l, shell.theme.quiet()) };
            right.extend(text::wrap(&words, room).into_iter().map(quiet));
        }
        vec![first(columns, cells), first(FIGURES, right)]
    }

    /// Whether there is room for figures one reads from afar.
    fn is_large(&self) -> bool {
        self.shape != Shape::Narrow && self.height >= LARGE && !self.shell.theme.ascii
    }

    /// How many gates hold it back.
    fn stops(&self) -> String {
        let of = self.gates.len();
        let n = of - standing::passed(&self.gates);
        say!("Stops a Stage 1 audit: {n} of {of|gate|gates}", n, of)
    }

    /// What the verdict rests on.
    fn rests(&self) -> String {
        figures::in_short(&self.work.scores().evidence, self.work.contradictions())
    }

    /// Columns of the pane of the gates: those of its checks are among them.
    fn for_gates(&self) -> usize {
        if self.shape == Shape::Wide { (self.width * 45 / 100).max(GATES) } else { self.width }
    }

    /// Whether that has room beside the title of the gates.
    fn rests_fit(&self) -> bool {
        let columns = self.for_gates();
        text::width(&self.stops()) + text::width(&self.rests()) + 10 <= columns
    }

    /// The gates under a title that says how many of them hold it back; what the verdict rests on in a line of its own
    /// where it stands nowhere else.
    fn gates(&self) -> Option<Block> {
        let rows = self.rows(|row| matches!(row, ResultRow::Gate(_)));
        if rows.is_empty() {
            return None;
        }
        let columns = self.for_gates();
        let width = self.inside(columns);
        let title = self.stops();
        let two = self.shape == Shape::Wide && self.height >= TALL;
        let mut cells = Vec::new();
        for (n, row) in rows {
            cells.push(self.row((n, row), if two { width.min(result_rows::PLAIN_GATE) } else { width }));
            let ResultRow::Gate(g) = row else { continue };
            if two {
                let words = format!("  {}", result_rows::said_of_gate(self.work, &self.gates, g));
                cells.push(Cell {
                    row: Some(n),
                    line: Line::styled(text::cut(&words, width), self.shell.theme.quiet()),
                });
            }
        }
        let right = if !self.is_large() && self.rests_fit() { self.rests().into() } else { Line::default() };
        Some(Block { columns, title, right, cells })
    }

    /// The actions to start with.
    fn start(&self) -> Option<Block> {
        let rows = self.rows(|row| matches!(row, ResultRow::Action(_)));
        if rows.is_empty() {
            return None;
        }
        let columns = self.width - if self.shape == Shape::Wide { self.for_gates() } else { 0 };
        let width = self.inside(columns);
        let (of, many) = (self.work.plan().1.items.iter().filter(|i| !i.done()).count(), rows.len());
        let right = say!("{many} of {of|action|actions}, in the order of work", many, of);
        let two = self.shape == Shape::Wide && self.height >= TALL;
        let mut cells = Vec::new();
        for (n, row) in rows {
            cells.push(self.row((n, row), width));
            let ResultRow::Action(i) = row else { continue };
            if two {
                let words = format!("  {}", result_rows::said_of_action(self.work, i));
                cells.push(Cell {
                    row: Some(n),
                    line: Line::styled(text::cut(&words, width), self.shell.theme.quiet()),
                });
            }
        }
        Some(Block { columns, title: say!("Start here").to_owned(), right: right.into(), cells })
    }

    /// The requirements by clause: in one column, in two halves, or beside what there is to know of the selected row.
    fn clauses(&self) -> Vec<Block> {
        let q = self.work.q();
        let rows = self.rows(|row| {
            matches!(row, ResultRow::All | ResultRow::Clauses | ResultRow::Annex | ResultRow::Group(_))
        });
        let annex = rows.iter().position(|(_, row)| *row == ResultRow::Annex).unwrap_or(rows.len());
        let cells = |rows: &[(usize, ResultRow)], table: &Table| -> Vec<Cell> {
            let line = |(n, row): &(usize, ResultRow)| {
                let line = results_table::of_table(self.shell, self.work, *row, table);
                Cell { row: Some(*n), line }
            };
            rows.iter().map(line).collect()
        };
        let title = say!("Clause by clause").to_owned();
        match self.shape {
            Shape::Narrow => {
                let table = Table::whole(self.inside(self.width));
                let cells = cells(&rows, &table);
                vec![Block { columns: self.width, title, right: Line::default(), cells }]
            }
            Shape::Framed => {
                let (left, right) = rows.split_at(annex);
                let half = self.width / 2;
                let block = |rows: &[(usize, ResultRow)], columns: usize, title: String| {
                    let table = Table::half(self.inside(columns));
                    // The edge says the name whole that the selected row has no room for.
                    let here = rows.iter().find(|(n, _)| *n == self.at).map(|(_, row)| *row);
                    let name = match here {
                        Some(ResultRow::Group(g)) => {
                            let h = &q.headings[self.work.scores().groups[g].0];
                            Some(format!("{} {}", h.id, h.title)).filter(|name| table.cuts(name))
                        }
                        _ => None,
                    };
                    Block {
                        columns,
                        title,
                        right: name.unwrap_or_default().into(),
                        cells: cells(rows, &table),
                    }
                };
                if right.is_empty() {
                    return vec![block(left, self.width, title)];
                }
                vec![block(left, half, title), block(right, self.width - half, q.names.controls.clone())]
            }
            Shape::Wide => {
                let columns = self.width * 58 / 100;
                let width = self.inside(columns);
                let all = self.work.scores().all.counts.total();
                let title = say!("The {n|requirement|requirements} by clause", n = all);
                let cells = cells(&rows, &Table::with_map(width));
                let right = results_table::legend(self.shell, width).into();
                let beside = self.width - columns;
                let (name, aside, lines) = results_detail::of(
                    self.shell,
                    self.work,
                    &self.gates,
                    self.rows.get(self.at),
                    self.inside(beside),
                );
                let told = lines.into_iter().map(Cell::text).collect();
                vec![
                    Block { columns, title, right, cells },
                    Block { columns: beside, title: name, right: aside.into(), cells: told },
                ]
            }
        }
    }

    /// What remains: more figures, and how they moved where more than one state is known.
    fn end(&self) -> Vec<Vec<Block>> {
        let t = self.shell.theme;
        let figures = self.rows(|row| {
            use ResultRow as R;
            matches!(row, R::Readiness | R::Coverage | R::Claimed | R::Finish | R::Running | R::Documents)
                || (row == R::Trend && self.shape == Shape::Narrow)
        });
        let trend = self.rows(|row| row == ResultRow::Trend && self.shape != Shape::Narrow);
        let both = self.shape == Shape::Wide && !trend.is_empty();
        let columns = if both { self.width * 58 / 100 } else { self.width };
        let width = self.inside(columns);
        let mut cells: Vec<Cell> = figures.into_iter().map(|row| self.row(row, width)).collect();
        let why = say!("{key} asks a row why.", key = self.shell.key(OnScreen::Explain));
        let rule = format!("{RULE}. {} {why}", words::text(DISCLAIMER));
        let rule = text::wrap(&rule, width).into_iter().map(|l| Cell::text(Line::styled(l, t.quiet())));
        cells.extend(rule);
        let more = Block { columns, title: say!("More figures").to_owned(), right: Line::default(), cells };
        let Some((n, _)) = trend.first().copied() else { return vec![vec![more]] };
        let columns = self.width - if both { columns } else { 0 };
        let width = self.inside(columns);
        let (lines, right) = result_rows::over_time(self.shell, self.work, width);
        let cells = lines.into_iter().map(|line| Cell { row: Some(n), line }).collect();
        let trend = Block { columns, title: say!("Over time").to_owned(), right: right.into(), cells };
        if both { vec![vec![more, trend]] } else { vec![vec![more], vec![trend]] }
    }
}

fn edge(blocks: &[Block]) -> Shown {
    Shown::Edge(blocks.iter().map(|b| (b.columns, b.title.clone(), b.right.clone())).collect())
}

/// Rows of the tallest pane.
fn tallest(blocks: &[Block]) -> usize {
    blocks.iter().map(|b| b.cells.len()).max().unwrap_or(0)
}

/// The lines of panes that stand beside each other, with `least` rows; `apart` where a line stands between them.
fn band(lines: &mut Vec<Shown>, blocks: Vec<Block>, apart: bool, least: usize) {
    let rows = tallest(&blocks).max(least);
    let mut columns: Vec<(usize, std::vec::IntoIter<Cell>)> =
        blocks.into_iter().map(|b| (b.columns, b.cells.into_iter())).collect();
    for _ in 0..rows {
        let cell = |(width, cells): &mut (usize, std::vec::IntoIter<Cell>)| {
            (*width, cells.next().unwrap_or_else(|| Cell::text(Line::from(Vec::<Span<'static>>::new()))))
        };
        lines.push(Shown::Cells(columns.iter_mut().map(cell).collect(), apart));
    }
}
