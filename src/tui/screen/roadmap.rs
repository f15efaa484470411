//! The roadmap: what to do when, drawn as bars over the months; milestones; this week, and what is told of the selected
//! row beside it or below it. Owns its selection, filter and order.

use jiff::civil::Date;
use ratatui::layout::{Position, Rect};

use super::detail::{self, Detail, Entry, Stepping};
use super::frame::{self, Edges};
use super::more_below;
use super::plan_forms;
use super::road_filter::RoadFilter;
use super::road_page;
use super::road_rows::Columns;
pub use super::road_rows::RoadRow;
use crate::model::assessment::keys;
use crate::model::roadmap::RoadmapItem;
use crate::model::said::Matter;
use crate::say;
use crate::tui::dialog::ask::{Act, Ask};
use crate::tui::dialog::{Dialog, Pick, PickRow, Picker, Purpose};
use crate::tui::keymap::{OnRoadmap, OnScreen};
use crate::tui::pane::{Cursor, Pane};
use crate::tui::shell::{Next, Shell, Tone};
use crate::words::{self, Words as _};
use crate::work::{NewAction, Work};

/// Rows from which on there is room for what stands beside the plan.
const ROOMY: usize = 24;

/// The roadmap.
#[derive(Default)]
pub struct Road {
    /// Selected row.
    pub cursor: Cursor,
    /// Whether it is shown by wave; else by date.
    pub by_wave: bool,
    /// Which actions are shown.
    pub filter: RoadFilter,
    /// The row one stepped into.
    pub detail: Detail,
}

impl Road {
    /// Rows of the roadmap: actions and milestones by date, or actions under their waves. Of a part of the actions the
    /// milestones and the time that is kept would say nothing.
    pub fn rows(&self, work: &Work) -> Vec<RoadRow> {
        let map = &work.plan().1;
        let shown = |i: &RoadmapItem| self.filter.fits(work, i);
        let all = self.filter == RoadFilter::All;
        if self.by_wave {
            let mut rows = Vec::new();
            for (w, wave) in map.waves.iter().enumerate() {
                let kept = map.reserves.iter().position(|r| all && r.wave == wave.number);
                let mine = map.items.iter().enumerate();
                let mut mine = mine.filter(|(_, i)| i.wave == wave.number && shown(i)).peekable();
                if mine.peek().is_none() && kept.is_none() {
                    continue;
                }
                rows.push(RoadRow::Wave(w));
                rows.extend(mine.map(|(i, _)| RoadRow::Item(i)));
                rows.extend(kept.map(RoadRow::Reserve));
            }
            return rows;
        }
        let mut rows: Vec<RoadRow> =
            (0..map.items.len()).filter(|i| shown(&map.items[*i])).map(RoadRow::Item).collect();
        if all {
            rows.extend((0..map.reserves.len()).map(RoadRow::Reserve));
            rows.extend((0..map.milestones.len()).map(RoadRow::Mark));
        }
        // A milestone stands behind the last action that starts before it is reached.
        rows.sort_by_key(|r| match r {
            RoadRow::Item(i) => (map.items[*i].start, 0),
            RoadRow::Reserve(n) => (map.reserves[*n].start, 1),
            RoadRow::Mark(m) => (map.milestones[*m].date, 2),
            RoadRow::Wave(_) => (Date::MAX, 3),
        });
        rows
    }

    /// The selected row.
    pub fn row(&self, work: &Work) -> Option<RoadRow> {
        self.rows(work).get(self.place(work)).copied()
    }

    /// The selected action.
    pub fn item<'w>(&self, work: &'w Work) -> Option<&'w RoadmapItem> {
        match self.row(work)? {
            RoadRow::Item(i) => work.plan().1.items.get(i),
            RoadRow::Mark(_) | RoadRow::Wave(_) | RoadRow::Reserve(_) => None,
        }
    }

    /// The requirement of the selected action.
    pub fn selected(&self, work: &Work) -> Option<String> {
        Some(work.q().requirements[self.item(work)?.requirement].id.clone())
    }

    /// Does what a key of the roadmap asks for; of one action, of this one.
    pub fn update(
        &mut self,
        command: OnRoadmap,
        item: Option<RoadmapItem>,
        shell: &mut Shell,
        work: &mut Work,
    ) -> Next {
        match command {
            OnRoadmap::Hours => {
                let value = work.a().get(keys::HOURS).unwrap_or_default().to_owned();
                let hint = say!("That can go into this work. Dates move, the order stays.");
                shell.write(
                    Some(work),
                    Purpose::Fact(keys::HOURS),
                    (say!("Hours a week"), hint),
                    &value,
                    false,
                );
            }
            OnRoadmap::WhatIf => plan_forms::what_if(shell, work),
            OnRoadmap::Add => {
                let at = self.selected(work).unwrap_or_default();
                super::add_form(shell, NewAction { at, ..NewAction::default() });
            }
            OnRoadmap::Order => {
                self.by_wave = !self.by_wave;
                self.cursor.to_first();
                self.detail.close();
                let words = if self.by_wave {
                    say!("Ordered by wave (Plan, Do, Check, Act).")
                } else {
                    say!("Ordered by date.")
                };
                shell.say(Tone::Done, words);
            }
            OnRoadmap::Records => records(shell, work),
            OnRoadmap::Note => return Next::Note,
            OnRoadmap::Filter => choose_filter(shell, work),
            OnRoadmap::Progress
            | OnRoadmap::Owner
            | OnRoadmap::Effort
            | OnRoadmap::Pin
            | OnRoadmap::Due
            | OnRoadmap::DoneWhen
            | OnRoadmap::Split
            | OnRoadmap::Merge
            | OnRoadmap::Drop => {
                let Some(item) = item else {
                    shell.say(Tone::Warning, say!("Select an action first."));
                    return Next::Stay;
                };
                return with_action(command, &item, shell, work);
            }
        }
        Next::Stay
    }

    /// Shows these actions only, or the records to start now.
    pub fn show_only(&mut self, filter: RoadFilter, shell: &mut Shell, work: &Work) {
        if filter == RoadFilter::Records {
            return records(shell, work);
        }
        self.filter = filter;
        self.cursor.to_first();
        self.detail.close();
    }

    /// Draws it.
    pub fn draw(&self, shell: &Shell, work: &Work, pane: &mut Pane<'_>) -> Option<Position> {
        let map = &work.plan().1;
        let side = pane.width() >= frame::SIDE;
        // A row that fills the screen leaves what is said of the whole plan to its list.
        if side || !self.detail.is_open() {
            warnings(shell, work, pane);
        }
        if map.items.is_empty() {
            frame::rule(shell, pane, &self.title(work), "");
            pane.paragraph(&Self::nothing(shell, work), shell.theme.strong(), 3);
            pane.paragraph(&words::undated(work.q(), work.verdict(), map), shell.theme.text(), 4);
            return None;
        }
        self.cursor.hold(self.name_at(self.place(work), work));
        match side {
            true => self.draw_beside(shell, work, pane),
            false if self.detail.is_open() => self.draw_detail(shell, work, pane, None),
            false => self.draw_below(shell, work, pane),
        }
    }

    /// When it ends, at how many hours a week, and how much work it is.
    fn title(&self, work: &Work) -> String {
        let plan = words::plan_title(&work.plan().1);
        self.shown(work, self.rows(work).len()).map_or(plan.clone(), |shown| format!("{shown}; {plan}"))
    }

    /// Which of all are shown, and how many these are; none where all are.
    pub(super) fn shown(&self, work: &Work, n: usize) -> Option<String> {
        let some = self.filter != RoadFilter::All;
        some.then(|| say!("Shown: {which} ({n})", which = self.filter.word(work), n))
    }

    /// Why no row is shown.
    pub(super) fn nothing(shell: &Shell, work: &Work) -> String {
        if work.plan().1.items.is_empty() {
            words::planned(&work.plan().1)
        } else {
            say!("Nothing fits this filter. {key} shows others.", key = shell.key(OnRoadmap::Filter))
        }
    }

    fn draw_beside(&self, shell: &Shell, work: &Work, pane: &mut Pane<'_>) -> Option<Position> {
        let (left, right) = frame::side_by_side(pane.rest(), LIST.0, LIST.1);
        let inside = frame::inside(left);
        let (place, below) = self.list(shell, work, &mut Pane::new(pane.buffer(), inside));
        let edges = Edges { title: self.title(work), below_right: more_below(below), ..Edges::default() };
        frame::frame(shell, pane.buffer(), left, &edges);
        if self.detail.is_open() {
            return self.draw_detail(shell, work, pane, Some(right));
        }
        let week = road_page::week(shell, work, pane, right);
        let rest = Rect { y: week.bottom(), height: right.bottom().saturating_sub(week.bottom()), ..right };
        let row = self.row(work);
        road_page::beside(shell, work, row, pane, rest);
        place
    }

    fn draw_below(&self, shell: &Shell, work: &Work, pane: &mut Pane<'_>) -> Option<Position> {
        if pane.left() > LEAST {
            pane.paragraph(&format!(" {}", road_page::week_line(shell, work)), shell.theme.strong(), 2);
        }
        frame::rule(shell, pane, &self.title(work), "");
        let details = match pane.left() {
            0..=7 => 1,
            8..=12 => 3,
            13..=17 => 6,
            18..=40 => 8,
            more => more / 4,
        };
        let height = pane.left().saturating_sub(details + 1);
        let (place, below) = self.list(shell, work, &mut pane.part(height));
        if let Some(row) = self.row(work) {
            frame::rule(shell, pane, &road_page::title(work, row), &more_below(below));
            road_page::facts(shell, work, row, &mut frame::text_pane(pane));
        }
        place
    }

    /// The rows under their heads; how many stand below what is shown.
    fn list(&self, shell: &Shell, work: &Work, pane: &mut Pane<'_>) -> (Option<Position>, usize) {
        let (rows, width) = (self.rows(work), pane.width());
        let columns = Columns::of(&work.plan().1, width);
        pane.line(columns.heads(shell, width));
        if rows.is_empty() {
            pane.line(Self::nothing(shell, work));
            return (None, 0);
        }
        let height = pane.left();
        shell.page.set(height.saturating_sub(1).max(1));
        let (here, is_open) = (self.place(work), self.detail.is_open());
        let top = self.cursor.top_for(here, rows.len(), height);
        let mut place = None;
        for (n, row) in rows.iter().enumerate().skip(top).take(height) {
            let selected = n == here;
            let line = columns.row(shell, work, *row, width.saturating_sub(2));
            if selected && is_open {
                detail::stepped_from(shell, pane, line);
                continue;
            }
            if selected {
                place = Some(Position { x: pane.column(), y: pane.row() });
            }
            if !is_open {
                shell.hits.note(pane.next_row(), n, selected);
            }
            let chart = if matches!(row, RoadRow::Wave(_)) { 0 } else { columns.chart() };
            frame::row_with_chart(shell, pane, line, selected, chart);
        }
        (place, rows.len().saturating_sub(top + height))
    }
}

impl Stepping for Road {
    fn parts(&self) -> (&Cursor, &Detail) {
        (&self.cursor, &self.detail)
    }

    fn parts_mut(&mut self) -> (&mut Cursor, &mut Detail) {
        (&mut self.cursor, &mut self.detail)
    }

    fn count(&self, work: &Work) -> usize {
        self.rows(work).len()
    }

    fn name_at(&self, n: usize, work: &Work) -> Option<String> {
        self.rows(work).get(n).map(|row| name_of(work, *row))
    }

    fn place_of(&self, name: &str, work: &Work) -> Option<usize> {
        self.rows(work).iter().position(|row| name_of(work, *row) == name)
    }

    fn show_all(&mut self) {
        self.filter = RoadFilter::All;
    }

    fn lines(&self, work: &Work) -> Vec<Entry> {
        self.row(work).map(|row| detail::of_row(work, row)).unwrap_or_default()
    }

    fn titles(&self, work: &Work) -> Option<(String, String)> {
        Some((road_page::title(work, self.row(work)?), String::new()))
    }
}

/// Columns of the list where the detail stands beside it: in a window of 110 columns, and in a wide one.
const LIST: (u16, u16) = (74, 136);

/// Rows below which the line on this week gives way to the list.
const LEAST: usize = 10;

/// By what a row is found again: the id of an action, else what it is and which.
fn name_of(work: &Work, row: RoadRow) -> String {
    match row {
        RoadRow::Item(i) => work.plan().1.items[i].id.clone(),
        RoadRow::Mark(_) | RoadRow::Wave(_) | RoadRow::Reserve(_) => format!("{row:?}"),
    }
}

/// Chooses which actions are shown.
fn choose_filter(shell: &mut Shell, work: &Work) {
    let map = &work.plan().1;
    let rows = RoadFilter::choices(work).into_iter().map(|filter| {
        let n = match filter {
            RoadFilter::Records => map.start_now.len(),
            _ => map.items.iter().filter(|i| filter.fits(work, i)).count(),
        };
        let (key, label) = (n.to_string(), filter.word(work));
        PickRow { key, label, detail: String::new(), pick: Pick::Road(filter), why_not: None }
    });
    let rows: Vec<PickRow> =
        rows.filter(|r| r.key != "0" || r.pick == Pick::Road(RoadFilter::Week)).collect();
    let picker = Picker { rows, ..Picker::default() };
    shell.dialogs.push(Dialog::Choose(say!("Show which actions?"), picker));
}

/// What is done with the selected action.
fn with_action(command: OnRoadmap, item: &RoadmapItem, shell: &mut Shell, work: &mut Work) -> Next {
    let id = item.id.clone();
    match command {
        OnRoadmap::Progress => {
            let done = work.next_progress(&id);
            let next = done.as_ref().ok().and_then(|d| d.next.clone());
            return Next::Say(next, done);
        }
        OnRoadmap::Owner => plan_forms::of_action(Matter::Owner, item, shell, work),
        OnRoadmap::Effort => plan_forms::of_action(Matter::Effort, item, shell, work),
        OnRoadmap::Pin => plan_forms::of_action(Matter::Pin, item, shell, work),
        OnRoadmap::Due => plan_forms::of_action(Matter::Due, item, shell, work),
        OnRoadmap::DoneWhen => plan_forms::of_action(Matter::DoneWhen, item, shell, work),
        OnRoadmap::Split => plan_forms::split(item, shell),
        OnRoadmap::Merge => plan_forms::join_gaps(item, shell),
        OnRoadmap::Drop => {
            return match work.may_drop(&id) {
                Ok(()) => Next::Ask(Ask::new(
                    say!("Take {id} back?", id),
                    say!(
                        "{what}. What was there before comes back; undo brings this one back.",
                        what = item.action
                    ),
                    Act::Drop(id),
                )),
                Err(refused) => Next::Say(None, Err(refused)),
            };
        }
        OnRoadmap::Hours
        | OnRoadmap::WhatIf
        | OnRoadmap::Add
        | OnRoadmap::Order
        | OnRoadmap::Filter
        | OnRoadmap::Records
        | OnRoadmap::Note => {}
    }
    Next::Stay
}

/// Records that need running time, and since when nobody runs them.
fn records(shell: &mut Shell, work: &Work) {
    let map = &work.plan().1;
    let weeks = map.input.record_weeks;
    let mut lines = vec![if map.plans_audit() {
        say!(
            "The internal audit wants to see about {weeks|week|weeks} of them. What is not started cannot run.",
            weeks
        )
    } else {
        say!("An audit wants to see records that have run for a while. What is not started cannot run.")
            .into()
    }];
    lines.extend(words::records_run(map).into_iter().chain([String::new()]));
    let mut now = true;
    for s in map.records_to_start(shell.today) {
        if now && s.on.is_some() {
            now = false;
            lines.extend([String::new(), format!("# {}", say!("Records to start later"))]);
        }
        let day = s.on.map_or_else(String::new, |day| format!("{day} "));
        lines.push(format!("  {day}{:<9}{}", work.q().requirements[s.requirement].id, s.record));
    }
    if map.start_now.is_empty() {
        lines.push(say!("Every such record is there already, or not answered yet.").into());
    }
    shell.read(say!("Records to start"), lines);
}

/// What is wrong with the plan, above everything else: that it lies in the past, that it is not enough, and what
/// contradicts itself.
fn warnings(shell: &Shell, work: &Work, pane: &mut Pane<'_>) {
    let (t, map) = (shell.theme, &work.plan().1);
    let past = words::in_the_past(map, shell.today);
    let past = past.map(|past| format!("{past} ({})", shell.key(OnScreen::About)));
    let roomy = pane.left() > ROOMY;
    if roomy && !map.items.is_empty() {
        pane.paragraph(&words::planned(map), t.text(), 2);
        if let Some(range) = words::range(map) {
            pane.paragraph(&range, t.quiet(), 2);
        }
    }
    let short = if roomy { words::not_enough(work.q(), map) } else { words::not_enough_in_short(map) };
    let notes = map.warnings.iter().map(|w| say!("Note: {note}", note = w.words()));
    for words in past.into_iter().chain(short).chain(notes) {
        pane.paragraph(&words, t.warning(), 3);
    }
}
