//! The roadmap: what to do when, drawn as bars over the months; milestones; this week, and what is told of the selected
//! row beside it or below it. Owns its selection, filter and order.

use jiff::civil::Date;
use ratatui::layout::{Position, Rect};

use super::frame::{self, Edges};
use super::gaps::more_below;
use super::road_filter::RoadFilter;
use super::road_page;
use super::road_rows::Columns;
pub use super::road_rows::RoadRow;
use crate::model::assessment::keys;
use crate::model::roadmap::RoadmapItem;
use crate::model::said::Matter;
use crate::model::typed::Year;
use crate::say;
use crate::tui::dialog::ask::{Act, Ask};
use crate::tui::dialog::{Dialog, Form, FormKind, Pick, PickRow, Picker, Purpose, Typed};
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

    /// The selected action.
    pub fn item<'w>(&self, work: &'w Work) -> Option<&'w RoadmapItem> {
        match self.rows(work).get(self.cursor.at)? {
            RoadRow::Item(i) => work.plan().1.items.get(*i),
            RoadRow::Mark(_) | RoadRow::Wave(_) | RoadRow::Reserve(_) => None,
        }
    }

    /// The requirement of the selected action.
    pub fn selected(&self, work: &Work) -> Option<String> {
        Some(work.q().requirements[self.item(work)?.requirement].id.clone())
    }

    /// Does what a key of the roadmap asks for.
    pub fn update(&mut self, command: OnRoadmap, shell: &mut Shell, work: &mut Work) -> Next {
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
            OnRoadmap::WhatIf => what_if(shell, work),
            OnRoadmap::Add => {
                let at = self.selected(work).unwrap_or_default();
                super::add_form(shell, NewAction { at, ..NewAction::default() });
            }
            OnRoadmap::Order => {
                self.by_wave = !self.by_wave;
                self.cursor.at = 0;
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
                let Some(item) = self.item(work).cloned() else {
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
        self.cursor.at = 0;
    }

    /// Draws it.
    pub fn draw(&self, shell: &Shell, work: &Work, pane: &mut Pane<'_>) -> Option<Position> {
        let map = &work.plan().1;
        let side = pane.width() >= frame::SIDE;
        warnings(shell, work, pane);
        if map.items.is_empty() {
            frame::rule(shell, pane, &self.title(work), "");
            pane.paragraph(&words::planned(map), shell.theme.strong(), 3);
            pane.paragraph(&words::undated(work.q(), work.verdict(), map), shell.theme.text(), 4);
            return None;
        }
        if side { self.draw_beside(shell, work, pane) } else { self.draw_below(shell, work, pane) }
    }

    /// When it ends, at how many hours a week, and how much work it is.
    fn title(&self, work: &Work) -> String {
        let plan = words::plan_title(&work.plan().1);
        if self.filter == RoadFilter::All {
            return plan;
        }
        let (which, n) = (self.filter.word(work), self.rows(work).len());
        format!("{}; {plan}", say!("Shown: {which} ({n})", which, n))
    }

    fn draw_beside(&self, shell: &Shell, work: &Work, pane: &mut Pane<'_>) -> Option<Position> {
        let (left, right) = frame::side_by_side(pane.rest(), LIST.0, LIST.1);
        let inside = frame::inside(left);
        let (place, below) = self.list(shell, work, &mut Pane::new(pane.buffer(), inside));
        let edges = Edges { title: self.title(work), below_right: more_below(below), ..Edges::default() };
        frame::frame(shell, pane.buffer(), left, &edges);
        let week = road_page::week(shell, work, pane, right);
        let rest = Rect { y: week.bottom(), height: right.bottom().saturating_sub(week.bottom()), ..right };
        let row = self.rows(work).get(self.cursor.at).copied();
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
        if let Some(row) = self.rows(work).get(self.cursor.at) {
            frame::rule(shell, pane, &road_page::title(work, *row), &more_below(below));
            road_page::facts(shell, work, *row, &mut frame::text_pane(pane));
        }
        place
    }

    /// The rows under their heads; how many stand below what is shown.
    fn list(&self, shell: &Shell, work: &Work, pane: &mut Pane<'_>) -> (Option<Position>, usize) {
        let (rows, width) = (self.rows(work), pane.width());
        let columns = Columns::of(&work.plan().1, width);
        pane.line(columns.heads(shell, width));
        if rows.is_empty() {
            pane.line(say!(
                "Nothing fits this filter. {key} shows others.",
                key = shell.key(OnRoadmap::Filter)
            ));
            return (None, 0);
        }
        let height = pane.left();
        shell.page.set(height.saturating_sub(1).max(1));
        let top = self.cursor.top(rows.len(), height);
        let mut place = None;
        for (n, row) in rows.iter().enumerate().skip(top).take(height) {
            let selected = n == self.cursor.at;
            if selected {
                place = Some(Position { x: pane.column(), y: pane.row() });
            }
            shell.hits.note(pane.next_row(), n, selected);
            let line = columns.row(shell, work, *row, width.saturating_sub(2));
            frame::row(shell, pane, line, selected);
        }
        (place, rows.len().saturating_sub(top + height))
    }
}

/// Columns of the list where the detail stands beside it: in a window of 110 columns, and in a wide one.
const LIST: (u16, u16) = (74, 136);

/// Rows below which the line on this week gives way to the list.
const LEAST: usize = 10;

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
        OnRoadmap::Owner => write(Matter::Owner, item, shell, work),
        OnRoadmap::Effort => write(Matter::Effort, item, shell, work),
        OnRoadmap::Pin => write(Matter::Pin, item, shell, work),
        OnRoadmap::Due => write(Matter::Due, item, shell, work),
        OnRoadmap::DoneWhen => write(Matter::DoneWhen, item, shell, work),
        OnRoadmap::Split => split(item, shell),
        OnRoadmap::Merge => join_gaps(item, shell),
        OnRoadmap::Drop => {
            return match work.may_drop(&id) {
                Ok(()) => Next::Ask(Ask {
                    title: say!("Take {id} back?", id),
                    words: say!(
                        "{what}. What was there before comes back; undo brings this one back.",
                        what = item.action
                    ),
                    act: Act::Drop(id),
                }),
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

/// Opens the editor of something one says of an action.
fn write(matter: Matter, item: &RoadmapItem, shell: &mut Shell, work: &Work) {
    let id = &item.id;
    let (title, hint) = match matter {
        Matter::Owner => (say!("Who owns the action {id}", id), say!("One name.")),
        Matter::Pin => (
            say!("Earliest start of {id}", id),
            say!(
                "Not before this day, for example 20 Nov or in 2 weeks. Order and waits still hold. Empty: as the rule plans it."
            ),
        ),
        Matter::Due => (
            say!("Due date of {id}", id),
            say!(
                "Wanted by this day, for example 20 Nov or in 2 weeks. A plan that ends later says so. Empty: none."
            ),
        ),
        Matter::DoneWhen => (say!("{id} is done when", id), say!("How one sees it.")),
        _ => (say!("Hours for {id}", id), super::hours_hint()),
    };
    let value = match matter {
        Matter::DoneWhen => item.done_when.words(),
        _ => work.kept(matter, id),
    };
    let purpose = Purpose::Text(matter, id.clone());
    if matter == Matter::Owner {
        return shell.ask_owner(work, purpose, (&title, hint), &value);
    }
    shell.write(Some(work), purpose, (&title, hint), &value, false);
}

fn split(item: &RoadmapItem, shell: &mut Shell) {
    let (id, what) = (item.id.clone(), item.action.clone());
    let hint = say!("its share of the hours and what to do: 1 Draft it. Empty: no such part");
    let form = Form::new(
        FormKind::Split(id.clone()),
        say!("Split {id} into parts that follow each other", id),
        &[
            ("1", say!("Part 1"), hint, format!("1 {what}")),
            ("2", say!("Part 2"), hint, String::new()),
            ("3", say!("Part 3"), hint, String::new()),
            ("4", say!("Part 4"), hint, String::new()),
        ],
    );
    shell.open_form(form);
}

fn join_gaps(item: &RoadmapItem, shell: &mut Shell) {
    let (id, what, output) = (item.id.clone(), item.action.clone(), item.output.clone());
    let form = Form::new(
        FormKind::Merge(id.clone()),
        say!("Make one action of several gaps"),
        &[
            ("ids", say!("Gaps"), say!("ids with commas"), format!("{id}, ")),
            ("what", say!("What to do"), say!("the work in one sentence"), what),
            ("output", say!("Output"), say!("one document or record"), output),
        ],
    );
    shell.open_form(form);
}

fn what_if(shell: &mut Shell, work: &Work) {
    let input = &work.plan().1.input;
    let target = input.target.map(|d| d.to_string()).unwrap_or_default();
    let hint_done = say!("ids of actions taken as done, with commas");
    let mut form = Form::new(
        FormKind::WhatIf,
        say!("What if? Nothing is kept until you say so"),
        &[
            ("hours", say!("Hours a week"), say!("of each person"), input.hours_per_week.to_string()),
            ("people", say!("People"), say!("who give these hours"), "1".into()),
            ("start", say!("Start"), say!("a day, for example 20 Nov 2026 or +6w"), input.start.to_string()),
            ("target", say!("Target"), say!("a day, for example 20 Nov 2026 or in 9 months"), target),
            (
                "weeks",
                say!("Weeks of records"),
                say!("before the internal audit"),
                input.record_weeks.to_string(),
            ),
            ("done", say!("Done"), hint_done, String::new()),
        ],
    );
    form.understands("hours", Typed::Hours);
    for key in ["start", "target"] {
        form.understands(key, Typed::Day(Year::Ahead));
    }
    // What was tried before is no draft to come back to: the plan has moved on.
    shell.kept.retain(|f| f.kind != FormKind::WhatIf);
    shell.open_form(form);
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
