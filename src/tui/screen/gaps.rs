//! The gap list: what to do in what order, in groups with their hours; what is told of the selected one beside it or
//! below it. Owns its selection, filter and order.

use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use super::detail::{self, Detail, Entry, Stepping};
use super::frame::{self, Edges};
use super::gap_filter::{GapFilter, owner};
use super::gap_order::GapOrder;
use super::gap_page;
use super::gap_rows::{Columns, signs};
use super::more_below;
use super::plan_forms;
use crate::model::priority::{self, Gap};
use crate::model::roadmap::RoadmapItem;
use crate::model::said::Matter;
use crate::say;
use crate::tui::dialog::{Dialog, Pick, PickRow, Picker, Purpose};
use crate::tui::keymap::{InGaps, OnScreen};
use crate::tui::pane::{Cursor, Pane};
use crate::tui::shell::{Next, Shell, Tone};
use crate::tui::text;
use crate::words::{self, called, page};
use crate::work::Work;

/// The gap list.
pub struct Gaps {
    /// Selected row.
    pub cursor: Cursor,
    /// Which gaps are shown.
    pub filter: GapFilter,
    /// In which order.
    pub order: GapOrder,
    /// The row one stepped into.
    pub detail: Detail,
}

impl Default for Gaps {
    fn default() -> Self {
        Self {
            cursor: Cursor::default(),
            filter: GapFilter::All,
            order: GapOrder::Rank,
            detail: Detail::default(),
        }
    }
}

/// A group of the list: its title, empty for what nobody owns, and places in the ranked list.
pub type Group = (String, Vec<usize>);

/// A line of the list.
enum GapLine<'g> {
    /// The title of a group.
    Head(&'g Group),
    /// A gap: its number among those shown, and its place in the ranked list.
    Row(usize, usize),
}

impl Gaps {
    /// The gaps shown in their groups: a title each, and places in the ranked list.
    pub fn groups(&self, work: &Work) -> Vec<Group> {
        let gaps = &work.plan().0.gaps;
        let under = |g: usize| self.order.under(work, &gaps[g]);
        let shown = self.rows(work);
        let parts = shown.chunk_by(|x, y| under(*x) == under(*y));
        parts.map(|part| (under(part[0]).title(work), part.to_vec())).collect()
    }

    /// The gaps shown in their order, by their places in the ranked list. Asked for many times a picture, so that no
    /// title is made for it.
    pub fn rows(&self, work: &Work) -> Vec<usize> {
        let gaps = &work.plan().0.gaps;
        let mut shown: Vec<usize> = (0..gaps.len()).filter(|g| self.filter.fits(work, &gaps[*g])).collect();
        match self.order {
            GapOrder::Rank => {}
            GapOrder::Effort => {
                shown.sort_by(|x, y| gaps[*x].effort_hours.total_cmp(&gaps[*y].effort_hours).then(x.cmp(y)));
            }
            // What nobody owns comes first, whatever nobody is called in a language.
            GapOrder::Owner => shown.sort_by_key(|g| (owner(work, gaps[*g].requirement), *g)),
            GapOrder::Clause => shown.sort_by_key(|g| (work.q().top_heading(gaps[*g].requirement), *g)),
        }
        shown
    }

    /// The selected gap.
    pub fn gap<'w>(&self, work: &'w Work) -> Option<&'w Gap> {
        work.plan().0.gaps.get(*self.rows(work).get(self.place(work))?)
    }

    /// The action that closes the selected gap.
    pub fn item<'w>(&self, work: &'w Work) -> Option<&'w RoadmapItem> {
        page::closing(&work.plan().1, self.gap(work)?.requirement)
    }

    /// The id of its requirement.
    pub fn selected(&self, work: &Work) -> Option<String> {
        self.name_at(self.place(work), work)
    }

    /// Does what a key of the gap list asks for; of one gap, that of this requirement.
    pub fn update(
        &mut self,
        command: InGaps,
        id: Option<String>,
        shell: &mut Shell,
        work: &mut Work,
    ) -> Next {
        match command {
            InGaps::Owner => plan_forms::of_gap(Matter::Owner, id, shell, work),
            InGaps::Effort => plan_forms::of_gap(Matter::Effort, id, shell, work),
            InGaps::Rank => plan_forms::of_gap(Matter::Rank, id, shell, work),
            InGaps::Filter => Self::choose_filter(shell, work),
            InGaps::Order => {
                self.order = self.order.next();
                self.cursor.to_first();
                self.detail.close();
                shell.say(Tone::Done, self.order.chosen());
            }
            InGaps::Owners => self.write_owners(shell, work),
            InGaps::Note => return Next::Note,
            InGaps::Progress => {
                let Some(id) = id else {
                    shell.say(Tone::Warning, say!("Select a requirement first."));
                    return Next::Stay;
                };
                let done = work.next_progress(&id);
                let next = done.as_ref().ok().and_then(|d| d.next.clone());
                return Next::Say(next, done);
            }
        }
        Next::Stay
    }

    /// Shows these gaps only.
    pub fn show_only(&mut self, filter: GapFilter) {
        self.filter = filter;
        self.cursor.to_first();
        self.detail.close();
    }

    /// One owner for every gap shown.
    fn write_owners(&self, shell: &mut Shell, work: &Work) {
        let gaps = &work.plan().0.gaps;
        let shown = self.rows(work);
        let ids: Vec<String> =
            shown.into_iter().map(|g| work.q().requirements[gaps[g].requirement].id.clone()).collect();
        let title = say!("One owner for all {n} gaps shown", n = ids.len());
        let filter = shell.key(InGaps::Filter);
        let hint = say!(
            "One name. Filter first ({filter}) to choose which. One step of undo takes it back.",
            filter
        );
        shell.ask_owner(work, Purpose::Owners(ids), (&title, &hint), "");
    }

    /// Chooses which gaps are shown.
    fn choose_filter(shell: &mut Shell, work: &Work) {
        let gaps = &work.plan().0.gaps;
        let rows = GapFilter::choices(work).into_iter().map(|filter| {
            let n = gaps.iter().filter(|g| filter.fits(work, g)).count();
            PickRow {
                key: n.to_string(),
                label: filter.word(work),
                detail: String::new(),
                pick: Pick::Gaps(filter),
                why_not: None,
            }
        });
        let picker = Picker { rows: rows.filter(|r| r.key != "0").collect(), ..Picker::default() };
        shell.dialogs.push(Dialog::Choose(say!("Show which gaps?"), picker));
    }

    /// Draws it.
    pub fn draw(&self, shell: &Shell, work: &Work, pane: &mut Pane<'_>) -> Option<Position> {
        let groups = self.groups(work);
        if groups.is_empty() {
            frame::rule(shell, pane, &self.title(work, 0), "");
            pane.line(Self::nothing(shell, work));
            pane.paragraph(&apart(shell, work), shell.theme.quiet(), 3);
            return None;
        }
        self.cursor.hold(self.selected(work));
        if pane.width() >= frame::SIDE {
            self.draw_beside(shell, work, &groups, pane)
        } else if self.detail.is_open() {
            self.draw_detail(shell, work, pane, None)
        } else {
            self.draw_below(shell, work, &groups, pane)
        }
    }

    /// Why no gap is shown.
    pub(super) fn nothing(shell: &Shell, work: &Work) -> String {
        if work.plan().0.gaps.is_empty() {
            words::no_gaps(work.plan().1.open_requirements).to_owned()
        } else {
            say!("No gap fits this filter. {key} shows others.", key = shell.key(InGaps::Filter))
        }
    }

    /// Which of all are shown, and how many these are; none where all are.
    pub(super) fn shown(&self, work: &Work, n: usize) -> Option<String> {
        let some = self.filter != GapFilter::All;
        some.then(|| say!("Shown: {which} ({n})", which = self.filter.word(work), n))
    }

    /// How much is shown, and of how much.
    fn title(&self, work: &Work, shown: usize) -> String {
        let (list, map) = work.plan();
        let all = say!("{n|gap|gaps}, {hours}", n = list.gaps.len(), hours = words::gap_hours(list, map));
        self.shown(work, shown).map_or(all.clone(), |shown| format!("{shown}; {all}"))
    }

    /// The list, and beside it a page on the selected gap.
    fn draw_beside(
        &self,
        shell: &Shell,
        work: &Work,
        groups: &[Group],
        pane: &mut Pane<'_>,
    ) -> Option<Position> {
        let (left, right) = frame::side_by_side(pane.rest(), LIST.0, LIST.1);
        let gaps = shown(work, groups);
        let columns = Columns::of(work, &gaps, usize::from(left.width).saturating_sub(2));
        let inside = frame::inside(left);
        let mut list = Pane::new(pane.buffer(), inside);
        let apart = apart(shell, work);
        let fits = text::width(&apart) + EDGE <= usize::from(left.width);
        if !fits {
            list.paragraph(&format!(" {apart}"), shell.theme.quiet(), 3);
        }
        if columns.need_heads() {
            list.line(columns.heads(shell));
        }
        let (place, below) = self.list(shell, work, groups, &columns, &mut list);
        let edges = Edges {
            title: self.title(work, gaps.len()),
            right: if columns.say_state() { String::new() } else { signs(shell, &gaps) },
            below: if fits { apart } else { String::new() },
            below_right: more_below(below),
        };
        frame::frame(shell, pane.buffer(), left, &edges);
        if self.detail.is_open() {
            return self.draw_detail(shell, work, pane, Some(right));
        }
        if let Some(g) = self.gap(work) {
            gap_page::beside(shell, work, g, pane, right);
        }
        place
    }

    /// The list, and below it what is told of the selected gap.
    fn draw_below(
        &self,
        shell: &Shell,
        work: &Work,
        groups: &[Group],
        pane: &mut Pane<'_>,
    ) -> Option<Position> {
        let gaps = shown(work, groups);
        let (title, apart) = (self.title(work, gaps.len()), apart(shell, work));
        let beside = text::width(&title) + text::width(&apart) + EDGE <= pane.width();
        frame::rule(shell, pane, &title, if beside { &apart } else { "" });
        if !beside {
            pane.paragraph(&format!(" {apart}"), shell.theme.quiet(), 3);
        }
        let details = match pane.left() {
            0..=7 => 1,
            8..=14 => 3,
            15..=18 => 5,
            19..=40 => 8,
            more => more / 4,
        };
        let columns = Columns::of(work, &gaps, pane.width());
        let height = pane.left().saturating_sub(details + 1);
        let (place, below) = self.list(shell, work, groups, &columns, &mut pane.part(height));
        if let Some(g) = self.gap(work) {
            let (n, of) = (g.rank, work.plan().0.gaps.len());
            let title = format!("{}, {}", gap_page::title(work, g), say!("rank {n} of {of}", n, of));
            frame::rule(shell, pane, &title, &more_below(below));
            gap_page::facts(shell, work, g, &mut frame::text_pane(pane));
        }
        place
    }

    /// The groups with their gaps; how many rows stand below what is shown.
    fn list(
        &self,
        shell: &Shell,
        work: &Work,
        groups: &[Group],
        columns: &Columns,
        pane: &mut Pane<'_>,
    ) -> (Option<Position>, usize) {
        let gaps = &work.plan().0.gaps;
        let mut lines: Vec<GapLine<'_>> = Vec::new();
        let mut n = 0;
        for group in groups {
            lines.push(GapLine::Head(group));
            for g in &group.1 {
                lines.push(GapLine::Row(n, *g));
                n += 1;
            }
        }
        let here = self.place(work);
        let at = lines.iter().position(|l| matches!(l, GapLine::Row(n, _) if *n == here)).unwrap_or(0);
        let height = pane.left();
        shell.page.set(height.saturating_sub(1).max(1));
        let mut top = self.cursor.top_for(at, lines.len(), height);
        // The title of a group is seen with its first row.
        if top == at && at > 0 && height > 1 && matches!(lines.get(at - 1), Some(GapLine::Head(_))) {
            top -= 1;
        }
        let mut place = None;
        for line in lines.iter().skip(top).take(height) {
            match line {
                GapLine::Head((title, rows)) => {
                    let hours: f64 = rows.iter().map(|g| gaps[*g].effort_hours).sum();
                    pane.line(head(shell, title, rows.len(), hours, pane.width()));
                }
                GapLine::Row(n, g) => {
                    let (selected, row) = (*n == here, columns.row(shell, work, &gaps[*g]));
                    if selected && self.detail.is_open() {
                        detail::stepped_from(shell, pane, row);
                        continue;
                    }
                    if selected {
                        place = Some(Position { x: pane.column(), y: pane.row() });
                    }
                    if !self.detail.is_open() {
                        shell.hits.note(pane.next_row(), *n, selected);
                    }
                    frame::row(shell, pane, row, selected);
                }
            }
        }
        (place, lines.len().saturating_sub(top + height))
    }
}

impl Stepping for Gaps {
    fn parts(&self) -> (&Cursor, &Detail) {
        (&self.cursor, &self.detail)
    }

    fn parts_mut(&mut self) -> (&mut Cursor, &mut Detail) {
        (&mut self.cursor, &mut self.detail)
    }

    fn count(&self, work: &Work) -> usize {
        self.rows(work).len()
    }

    /// A gap is found again by its requirement.
    fn name_at(&self, n: usize, work: &Work) -> Option<String> {
        let gap = work.plan().0.gaps.get(*self.rows(work).get(n)?)?;
        Some(work.q().requirements[gap.requirement].id.clone())
    }

    fn place_of(&self, name: &str, work: &Work) -> Option<usize> {
        let (q, gaps) = (work.q(), &work.plan().0.gaps);
        self.rows(work).iter().position(|g| q.requirements[gaps[*g].requirement].id == name)
    }

    fn show_all(&mut self) {
        self.filter = GapFilter::All;
    }

    fn lines(&self, work: &Work) -> Vec<Entry> {
        self.gap(work).map(|g| detail::of_gap(work, g)).unwrap_or_default()
    }

    fn titles(&self, work: &Work) -> Option<(String, String)> {
        let g = self.gap(work)?;
        Some((gap_page::title(work, g), gap_page::place(work, g)))
    }
}

/// Columns of the list where the detail stands beside it: in a window of 110 columns, and in a wide one.
const LIST: (u16, u16) = (72, 128);

/// What the ends of an edge and the blanks around its texts take.
const EDGE: usize = 12;

/// The gaps of all groups.
fn shown<'w>(work: &'w Work, groups: &[Group]) -> Vec<&'w Gap> {
    groups.iter().flat_map(|(_, gaps)| gaps).map(|g| &work.plan().0.gaps[*g]).collect()
}

/// The title of a group with how much is in it.
fn head(shell: &Shell, title: &str, n: usize, hours: f64, width: usize) -> Line<'static> {
    let t = shell.theme;
    let title = if title.is_empty() { say!("No owner") } else { title };
    let right = format!(" {n}, {} ", priority::hours(hours));
    let title = text::cut(title, width.saturating_sub(text::width(&right) + 4));
    let fill = width.saturating_sub(text::width(&title) + text::width(&right) + 2);
    Line::from(vec![
        Span::styled(format!(" {title} "), t.strong()),
        Span::styled(t.rule(fill), t.quiet()),
        Span::styled(right, t.quiet()),
    ])
}

/// What is no gap, in so many words as there is to say, and the key of the lists.
fn apart(shell: &Shell, work: &Work) -> String {
    let open = &work.plan().0.open;
    let listed = open.not_assessed.len();
    let not_assessed = match work.scores().all.counts.open {
        all if all as usize == listed => say!("{n} not assessed yet", n = listed),
        all => say!("{all} open ({n} not assessed yet)", all, n = listed),
    };
    let ask = say!("{ask} to find out", ask = called::how_many(work.q(), &open.to_find_out));
    let mut parts = vec![not_assessed, ask];
    let (excluded, weak) = (open.without_reason.len() + open.cannot_stand.len(), open.weak_reason.len());
    if excluded > 0 {
        parts.push(say!("{n|exclusion|exclusions} that {n?does|do} not stand", n = excluded));
    }
    if weak > 0 {
        parts.push(say!("{weak} with a reason that says little", weak));
    }
    format!("{}: {}", parts.join(", "), shell.key(OnScreen::Lists))
}
