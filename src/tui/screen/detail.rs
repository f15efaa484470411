//! What is told of a gap or an action as lines to act on: which there are, what Enter does on each, and the text with
//! its selection. The gap list and the roadmap both draw this list, so that what is shown is what can be acted on.

use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::frame::{self, Edges};
use super::gap_page;
use super::more_below;
use super::road_page;
use super::road_rows::RoadRow;
use crate::model::priority::Gap;
use crate::model::roadmap::RoadmapItem;
use crate::say;
use crate::tui::keymap::{Command, InGaps, OnRoadmap, OnScreen};
use crate::tui::pane::{Cursor, Pane};
use crate::tui::shell::Shell;
use crate::tui::text;
use crate::words::Word as _;
use crate::words::page::{self, About, Fact};
use crate::work::Work;

/// Into which row one stepped, and the selected line of what is told of it.
#[derive(Debug, Default)]
pub struct Detail {
    /// The id of the row, while one is in it.
    of: Option<String>,
    /// The selected line among those on which Enter does something.
    pub cursor: Cursor,
}

impl Detail {
    /// Whether one is in it, and not in the list.
    pub const fn is_open(&self) -> bool {
        self.of.is_some()
    }

    /// The id of the row one is in.
    pub fn of(&self) -> Option<&str> {
        self.of.as_deref()
    }

    /// Steps in.
    pub fn open(&mut self, id: String) {
        *self = Self { of: Some(id), cursor: Cursor::default() };
    }

    /// Steps out.
    pub fn close(&mut self) {
        self.of = None;
    }
}

/// A list into whose rows one steps. A row has a name by which it is found again, wherever a change puts it.
pub trait Stepping {
    /// The selection of the list, and the row one stepped into.
    fn parts(&self) -> (&Cursor, &Detail);

    /// As [`Self::parts`], to be changed.
    fn parts_mut(&mut self) -> (&mut Cursor, &mut Detail);

    /// How many rows are shown.
    fn count(&self, work: &Work) -> usize;

    /// The name of a row.
    fn name_at(&self, n: usize, work: &Work) -> Option<String>;

    /// The row of this name; none where it is not shown.
    fn place_of(&self, name: &str, work: &Work) -> Option<usize>;

    /// Takes away a filter.
    fn show_all(&mut self);

    /// What is told of the selected row, as lines to act on.
    fn lines(&self, work: &Work) -> Vec<Entry>;

    /// What stands above these lines, to the left and to the right; none where no row is selected.
    fn titles(&self, work: &Work) -> Option<(String, String)>;

    /// Whether one is in a row, and not in the list.
    fn is_in_row(&self) -> bool {
        self.parts().1.is_open()
    }

    /// The row the selection is in: the one that was stepped into or drawn as selected, wherever it stands by now.
    fn place(&self, work: &Work) -> usize {
        let (cursor, detail) = self.parts();
        let name = detail.of().map(str::to_owned).or_else(|| cursor.held());
        name.and_then(|name| self.place_of(&name, work)).unwrap_or(cursor.at)
    }

    /// The selection to be moved: that of the lines of a row where one is in it, else that of the list, put where its row
    /// stands by now.
    fn moved(&mut self, work: &Work) -> &mut Cursor {
        if self.is_in_row() {
            return &mut self.parts_mut().1.cursor;
        }
        let place = self.place(work);
        let cursor = self.parts_mut().0;
        cursor.at = place;
        cursor
    }

    /// Steps into the selected row.
    fn step_in(&mut self, work: &Work) {
        if let Some(name) = self.name_at(self.place(work), work) {
            self.parts_mut().1.open(name);
        }
    }

    /// Steps out to the list, on the row one was in.
    fn step_out(&mut self, work: &Work) {
        let place = self.place(work);
        let (cursor, detail) = self.parts_mut();
        cursor.at = place;
        detail.close();
    }

    /// Goes into the row of this name, past a filter that hides it.
    fn go_to(&mut self, name: &str, work: &Work) {
        if self.place_of(name, work).is_none() {
            self.show_all();
        }
        if let Some(at) = self.place_of(name, work) {
            let (cursor, detail) = self.parts_mut();
            cursor.at = at;
            detail.open(name.to_owned());
        }
    }

    /// After a change: steps out of a row that is no longer there.
    fn look_again(&mut self, work: &Work) {
        if self.parts().1.of().is_some_and(|name| self.place_of(name, work).is_none()) {
            self.parts_mut().1.close();
        }
    }

    /// Draws the lines of the row one stepped into, in this part of the screen or in all that is left of it.
    fn draw_detail(
        &self,
        shell: &Shell,
        work: &Work,
        pane: &mut Pane<'_>,
        area: Option<Rect>,
    ) -> Option<Position> {
        let titles = self.titles(work)?;
        let area = area.unwrap_or_else(|| pane.rest());
        draw(shell, &self.lines(work), &self.parts().1.cursor, titles, pane, area)
    }
}

/// What Enter does on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Does {
    /// Runs a command, as its key does.
    Run(Command),
    /// Opens the question of this requirement.
    Card(String),
    /// Goes to the gap of this requirement.
    Gap(String),
    /// Goes to this action of the plan.
    Action(String),
}

impl Does {
    /// What it does in a word or two, for the footer.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Card(_) => say!("opens the question"),
            Self::Gap(_) | Self::Action(_) => say!("goes there"),
            Self::Run(Command::OnScreen(OnScreen::Explain)) => say!("tells why"),
            Self::Run(Command::InGaps(InGaps::Note) | Command::OnRoadmap(OnRoadmap::Note)) => {
                say!("writes the note")
            }
            Self::Run(Command::InGaps(InGaps::Owner) | Command::OnRoadmap(OnRoadmap::Owner)) => {
                say!("picks the owner")
            }
            Self::Run(Command::OnRoadmap(OnRoadmap::Progress)) => say!("takes it a step on"),
            Self::Run(Command::OnRoadmap(OnRoadmap::Split)) => say!("splits it"),
            Self::Run(Command::OnRoadmap(OnRoadmap::Merge)) => say!("joins it with others"),
            Self::Run(Command::OnRoadmap(OnRoadmap::Drop)) => say!("takes it back"),
            Self::Run(Command::OnRoadmap(OnRoadmap::Records)) => say!("lists them"),
            Self::Run(_) => say!("changes it"),
        }
    }
}

/// A line of what is told.
pub struct Entry {
    /// The title of the part that begins with it; empty in the middle of one.
    head: String,
    label: &'static str,
    words: String,
    /// What Enter does; none on a line that is only read.
    pub does: Option<Does>,
}

impl Entry {
    fn new((about, words): Fact, does: Option<Does>) -> Self {
        Self { head: String::new(), label: about.word(), words, does }
    }

    fn under(mut self, head: impl Into<String>) -> Self {
        self.head = head.into();
        self
    }
}

/// The action among these that begins first.
fn begins(work: &Work, ids: &[String]) -> Option<Does> {
    let first = work.plan().1.items.iter().find(|i| ids.contains(&i.id))?;
    Some(Does::Action(first.id.clone()))
}

/// What Enter does on a line about the plan of an action or of all of it.
const fn on_plan(about: About) -> Option<Does> {
    Some(Does::Run(Command::OnRoadmap(match about {
        About::DoneWhen => OnRoadmap::DoneWhen,
        About::NotBefore => OnRoadmap::Pin,
        About::Due => OnRoadmap::Due,
        About::Progress => OnRoadmap::Progress,
        About::Split => OnRoadmap::Split,
        About::Join => OnRoadmap::Merge,
        About::TakeBack => OnRoadmap::Drop,
        About::Week => OnRoadmap::Hours,
        About::Records => OnRoadmap::Records,
        _ => return None,
    })))
}

/// What can be said of an action, and that it can be taken back where it was split, joined or added.
fn of_action(work: &Work, i: &RoadmapItem) -> Vec<Entry> {
    let mut facts = page::action_to_say(i);
    if work.may_drop(&i.id).is_ok() {
        facts.push((About::TakeBack, say!("what was there before comes back").to_owned()));
    }
    facts.into_iter().map(|f| Entry::new((f.0, f.1), on_plan(f.0))).collect()
}

/// What can be said of the whole plan.
fn of_plan(work: &Work) -> Vec<Entry> {
    let facts = page::plan_to_say(&work.plan().1).into_iter().enumerate();
    let heads = |n: usize| if n == 0 { say!("The whole plan") } else { "" };
    facts.map(|(n, f)| Entry::new((f.0, f.1), on_plan(f.0)).under(heads(n))).collect()
}

/// The question a row comes from.
fn question(work: &Work, requirement: usize) -> Entry {
    let r = &work.q().requirements[requirement];
    let words = format!("{} {}", r.id, work.q().list_title(requirement));
    Entry::new((About::Question, words), Some(Does::Card(r.id.clone())))
}

/// A row that waits, under the title of all of them before the first.
fn waits(n: usize, all: usize, name: &str, id: &str, does: Does) -> Entry {
    let words = format!("{name}, {id}");
    let entry = Entry { head: String::new(), label: "", words, does: Some(does) };
    if n > 0 {
        return entry;
    }
    entry.under(say!("Waits for it: {all}", all))
}

/// The lines of a gap.
pub fn of_gap(work: &Work, g: &Gap) -> Vec<Entry> {
    let (q, a, map) = (work.q(), work.a(), &work.plan().1);
    let item = page::closing(map, g.requirement);
    let run = |c: InGaps| Some(Does::Run(c.into()));
    let mut all = vec![question(work, g.requirement)];
    for (about, words) in page::of_gap(q, a, map, g).into_iter().filter(|(_, words)| !words.is_empty()) {
        let does = match about {
            About::Why => Some(Does::Run(OnScreen::Explain.into())),
            About::There => run(InGaps::Note),
            About::Owner => run(InGaps::Owner),
            About::First => begins(work, &g.first),
            About::Planned => item.map(|i| Does::Action(i.id.clone())),
            about => on_plan(about),
        };
        all.push(Entry::new((about, words), does));
    }
    for (about, words) in page::gap_to_say(work.plan().0.gaps.len(), g) {
        let command = if about == About::Rank { InGaps::Rank } else { InGaps::Effort };
        all.push(Entry::new((about, words), run(command)));
    }
    all.extend(item.map(|i| of_action(work, i)).unwrap_or_default());
    let waiting = gap_page::waiting(work, g);
    all.extend(waiting.iter().enumerate().map(|(n, (x, _))| {
        let id = &q.requirements[x.requirement].id;
        waits(n, waiting.len(), x.action_name(q, a), id, Does::Gap(id.clone()))
    }));
    all.extend(of_plan(work));
    all
}

/// The lines of a row of the roadmap.
pub(super) fn of_row(work: &Work, row: RoadRow) -> Vec<Entry> {
    let (q, a) = (work.q(), work.a());
    let (gaps, map) = work.plan();
    let RoadRow::Item(i) = row else {
        let why =
            Entry::new((About::Why, road_page::told(work, row)), Some(Does::Run(OnScreen::Explain.into())));
        return std::iter::once(why).chain(of_plan(work)).collect();
    };
    let item = &map.items[i];
    let run = |c: OnRoadmap| Some(Does::Run(c.into()));
    let mut all = vec![question(work, item.requirement)];
    for (about, words) in page::of_action(q, a, map, item).into_iter().filter(|(_, words)| !words.is_empty())
    {
        let does = match about {
            About::There => run(OnRoadmap::Note),
            About::Who => run(OnRoadmap::Owner),
            About::After => begins(work, &item.first),
            about => on_plan(about),
        };
        all.push(Entry::new((about, words), does));
    }
    let hours = crate::model::priority::hours(item.effort_hours);
    all.push(Entry::new((About::Hours, hours), run(OnRoadmap::Effort)));
    let gap = gaps.of(item.requirement).filter(|_| item.closes.contains(&item.requirement));
    let facts = gap.map(|g| page::gap_to_say(gaps.gaps.len(), g)).unwrap_or_default();
    let rank = facts.into_iter().filter(|(about, _)| *about == About::Rank);
    all.extend(rank.map(|fact| Entry::new(fact, Some(Does::Run(InGaps::Rank.into())))));
    all.extend(of_action(work, item));
    let waiting = road_page::waiting(map, item);
    all.extend(
        waiting
            .iter()
            .enumerate()
            .map(|(n, x)| waits(n, waiting.len(), &x.name, &x.id, Does::Action(x.id.clone()))),
    );
    all.extend(of_plan(work));
    all
}

/// What Enter does on the selected line.
pub fn selected(entries: &[Entry], at: usize) -> Option<&Does> {
    entries.iter().filter_map(|e| e.does.as_ref()).nth(at)
}

/// How many lines can be selected.
pub fn len(entries: &[Entry]) -> usize {
    entries.iter().filter(|e| e.does.is_some()).count()
}

/// Draws the lines in a frame, with the selected one in sight.
fn draw(
    shell: &Shell,
    entries: &[Entry],
    cursor: &Cursor,
    (title, right): (String, String),
    pane: &mut Pane<'_>,
    area: Rect,
) -> Option<Position> {
    let inside = frame::inside(area);
    let mut list = Pane::new(pane.buffer(), inside);
    let (place, below) = lines(shell, entries, cursor, &mut list);
    let edges = Edges { title, right, below_right: more_below(below), ..Edges::default() };
    frame::frame(shell, pane.buffer(), area, &edges);
    place
}

/// A row of the text: a title, or a part of a line with its place among those to select.
enum Row<'e> {
    Head(&'e str),
    Part { n: Option<usize>, label: &'static str, words: String },
}

fn lines(
    shell: &Shell,
    entries: &[Entry],
    cursor: &Cursor,
    pane: &mut Pane<'_>,
) -> (Option<Position>, usize) {
    let t = shell.theme;
    let column = text::widest(entries.iter().map(|e| e.label)).max(9) + 1;
    let room = pane.width().saturating_sub(column + 3).max(1);
    let mut rows = Vec::new();
    let mut n = 0;
    for e in entries {
        if !e.head.is_empty() {
            rows.push(Row::Head(&e.head));
        }
        // What has no name of its own takes the columns of the names.
        let (room, indent) = if e.label.is_empty() { (room + column, 0) } else { (room, column) };
        for (k, words) in text::wrap(&e.words, room).into_iter().enumerate() {
            let label = if k == 0 && indent > 0 { e.label } else { "" };
            let words = if indent == 0 { words } else { format!("{}{words}", text::fit(label, column)) };
            rows.push(Row::Part { n: e.does.is_some().then_some(n), label, words });
        }
        n += usize::from(e.does.is_some());
    }
    let height = pane.left();
    shell.page.set(height.saturating_sub(1).max(1));
    let at = cursor.at.min(n.saturating_sub(1));
    let is_at = |r: &Row<'_>| matches!(r, Row::Part { n: Some(n), .. } if *n == at);
    let last = rows.iter().rposition(is_at).unwrap_or(0);
    let first = rows.iter().position(is_at).unwrap_or(0);
    cursor.top_for(last, rows.len(), height);
    let top = cursor.top_for(first, rows.len(), height);
    let mut place = None;
    for row in rows.iter().skip(top).take(height) {
        match row {
            Row::Head(head) => frame::list_divider(shell, pane, head),
            Row::Part { n, label, words } => {
                let selected = *n == Some(at);
                if selected && place.is_none() {
                    place = Some(Position { x: pane.column(), y: pane.row() });
                }
                if let Some(n) = n {
                    shell.hits.note(pane.next_row(), *n, selected);
                }
                let rest = words.strip_prefix(label).unwrap_or(words).to_owned();
                // The name of a line that is only read stands back.
                let style = if n.is_some() { t.accent() } else { t.quiet() };
                let line =
                    Line::from(vec![Span::styled((*label).to_owned(), style), Span::styled(rest, t.text())]);
                frame::row(shell, pane, line, selected);
            }
        }
    }
    (place, rows.len().saturating_sub(top + height))
}

/// The row of the list one stepped in from: marked, while the selection is beside it.
pub(super) fn stepped_from(shell: &Shell, pane: &mut Pane<'_>, mut line: Line<'_>) {
    let mark = if shell.theme.ascii { "> " } else { "\u{258c} " };
    line.spans.insert(0, Span::raw(mark));
    pane.line(line.patch_style(shell.theme.strong()));
}
