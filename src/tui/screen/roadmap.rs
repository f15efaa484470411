//! The roadmap: what when, drawn as bars over the weeks; milestones; what the selected action is. Owns its selection
//! and order.

use jiff::civil::Date;
use ratatui::layout::Position;
use ratatui::text::{Line, Span};

use super::gantt::{bar, column, ends, months};
use super::label;
use crate::model::assessment::keys;
use crate::model::priority::hours;
use crate::model::progress::Progress;
use crate::model::roadmap::{Reserve, Roadmap, RoadmapItem};
use crate::model::said::Matter;
use crate::model::typed::Year;
use crate::say;
use crate::tui::dialog::ask::{Act, Ask};
use crate::tui::dialog::{Form, FormKind, Purpose, Typed};
use crate::tui::keymap::{OnRoadmap, OnScreen};
use crate::tui::pane::{Cursor, Pane, join};
use crate::tui::shell::{Next, Shell, Tone};
use crate::tui::text;
use crate::words::figures::projection;
use crate::words::{self, Word as _, Words as _, advice, asked};
use crate::work::{NewAction, Work};

/// Rows from which on there is room for what stands beside the plan.
const ROOMY: usize = 24;

/// Rows of the list that stay whatever stands around it.
const LIST: usize = 6;

/// Rows of what is told of the selected action, at least: when, what to do, its output.
const DETAILS: usize = 5;

/// The roadmap.
#[derive(Default)]
pub struct Road {
    /// Selected row.
    pub cursor: Cursor,
    /// Whether it is shown by wave; else by date.
    pub by_wave: bool,
}

/// A row of the roadmap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoadRow {
    /// An action, by its place in the plan.
    Item(usize),
    /// A milestone.
    Mark(usize),
    /// A wave, by its place in the plan.
    Wave(usize),
    /// Time kept for what is open, by its place in the plan.
    Reserve(usize),
}

impl Road {
    /// Rows of the roadmap: actions and milestones by date, or actions under their waves.
    pub fn rows(&self, work: &Work) -> Vec<RoadRow> {
        let map = &work.plan().1;
        if self.by_wave {
            let mut rows = Vec::new();
            for (w, wave) in map.waves.iter().enumerate() {
                let kept = map.reserves.iter().position(|r| r.wave == wave.number);
                if wave.actions == 0 && kept.is_none() {
                    continue;
                }
                rows.push(RoadRow::Wave(w));
                let mine = map.items.iter().enumerate().filter(|(_, i)| i.wave == wave.number);
                rows.extend(mine.map(|(i, _)| RoadRow::Item(i)));
                rows.extend(kept.map(RoadRow::Reserve));
            }
            return rows;
        }
        let mut rows: Vec<RoadRow> = (0..map.items.len()).map(RoadRow::Item).collect();
        rows.extend((0..map.reserves.len()).map(RoadRow::Reserve));
        rows.extend((0..map.milestones.len()).map(RoadRow::Mark));
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

    /// Draws it.
    pub fn draw(&self, shell: &Shell, work: &Work, pane: &mut Pane<'_>) -> Option<Position> {
        let t = shell.theme;
        let map = &work.plan().1;
        summary(shell, work, pane);
        if map.items.is_empty() {
            pane.paragraph(&words::undated(work.q(), work.verdict(), map), t.text(), 4);
            return None;
        }
        let chart = (pane.width() * 3 / 10).clamp(12, 80);
        let owners = pane.width() >= 90;
        let (first, last) = ends(map);
        pane.line(join(
            Line::styled(format!("   {:<12}{}", say!("when"), say!("what")), t.quiet()),
            Line::styled(text::fit(&months(first, last, chart), chart), t.quiet()),
            pane.width(),
        ));
        let details = 9.min(pane.left().saturating_sub(LIST));
        let height = pane.left() - details;
        let rows = self.rows(work);
        let place =
            super::list(shell, &mut pane.part(height), &self.cursor, rows.len(), |n, width| match rows[n] {
                RoadRow::Wave(w) => wave(shell, map, w, width),
                RoadRow::Reserve(r) => reserve_row(shell, &map.reserves[r], (first, last, chart), width),
                RoadRow::Mark(m) => {
                    let mark = &map.milestones[m];
                    let sign = if t.ascii { "*" } else { "\u{25c6}" };
                    let left = Line::styled(format!("{} {sign} {}", mark.date, mark.words()), t.strong());
                    let at = column(mark.date, first, last, chart).min(chart.saturating_sub(1));
                    let right =
                        format!("{}{sign}{}", " ".repeat(at), " ".repeat(chart.saturating_sub(at + 1)));
                    join(left, Line::styled(right, t.strong()), width)
                }
                RoadRow::Item(i) => item_row(shell, work, &map.items[i], (first, last, chart), owners, width),
            });
        pane.line(Span::styled(t.rule(pane.width()), t.quiet()));
        match rows.get(self.cursor.at) {
            Some(RoadRow::Item(i)) => item_details(shell, work, &map.items[*i], pane),
            Some(RoadRow::Mark(m)) => {
                let mark = &map.milestones[*m];
                pane.labelled(
                    say!("Milestone"),
                    t.accent(),
                    &format!(" {} {}", mark.date, mark.words()),
                    t.text(),
                    3,
                );
                pane.labelled(
                    &label(""),
                    t.accent(),
                    &say!("{key} tells what leads to it.", key = shell.key(OnScreen::Explain)),
                    t.quiet(),
                    1,
                );
            }
            Some(RoadRow::Reserve(_)) => {
                let why =
                    say!("Kept as if all that is open were Nothing. Answers make it actions, or free it.");
                pane.paragraph(why, t.quiet(), 2);
            }
            Some(RoadRow::Wave(_)) | None => {}
        }
        place
    }
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

/// An action: when, which, how far it is, who, and its bar.
fn item_row(
    shell: &Shell,
    work: &Work,
    i: &RoadmapItem,
    (first, last, chart): (Date, Date, usize),
    owners: bool,
    width: usize,
) -> Line<'static> {
    let (t, q) = (shell.theme, work.q());
    let owner = asked::owner(q, work.a(), &i.closes, &i.owner);
    let owner = if owner.is_empty() { "-".to_owned() } else { text::cut(owner, 10) };
    let state = match (i.late(), i.progress) {
        (_, Progress::Done) => format!("{} ", say!("done")),
        (true, _) => format!("{} ", say!("LATE")),
        (_, Progress::Started) => format!("{} ", say!("started")),
        (_, Progress::Planned) => String::new(),
    };
    let title = i.name.clone();
    let left = Line::from(vec![
        Span::styled(format!("{} ", i.start), t.quiet()),
        Span::raw(format!("W{} {:<8}", i.wave, i.id)),
        Span::styled(state, t.warning()),
        Span::raw(title),
    ]);
    let style = if i.critical() { t.warning() } else { t.accent() };
    let owner = if owners { format!("{owner:<10} ") } else { String::new() };
    let right = Line::from(vec![
        Span::raw(format!("{:>6} {owner}", hours(i.effort_hours))),
        Span::styled(bar(shell, (i.start, i.end), (first, last, chart)), style),
    ]);
    join(left, right, width)
}

fn wave(shell: &Shell, map: &Roadmap, w: usize, width: usize) -> Line<'static> {
    let t = shell.theme;
    let wave = &map.waves[w];
    let title = say!("Wave {number}: {title}", number = wave.number, title = wave.title);
    let left = Line::styled(title, t.accent().patch(t.strong()));
    let right = say!(
        "{hours}, then readiness {readiness}",
        hours = words::hours_between(wave.hours, wave.hours_range),
        readiness = projection(&wave.readiness_after)
    );
    join(left, Line::styled(right, t.strong()), width)
}

fn item_details(shell: &Shell, work: &Work, i: &RoadmapItem, pane: &mut Pane<'_>) {
    let t = shell.theme;
    let slack = if i.critical() {
        say!("critical: if it slips, the end slips").to_owned()
    } else {
        say!("{n|working day|working days} of slack", n = i.slack_days)
    };
    let mut when =
        vec![say!("{start} to {end}", start = i.start, end = i.end), slack, i.pdca.word().to_owned()];
    when.extend(i.pinned.map(|day| say!("not before {day}", day)));
    when.extend(i.due.map(|day| say!("due {day}", day)));
    pane.labelled(&label(say!("When")), t.accent(), &when.join(", "), t.text(), 1);
    pane.labelled(&label(say!("Do")), t.accent(), &asked::to_do(work.q(), work.a(), i), t.text(), 2);
    pane.labelled(&label(say!("Output")), t.accent(), &i.output, t.text(), 1);
    let there = advice::at_hand(work.q(), work.a(), &i.closes);
    if !there.is_empty() {
        pane.labelled(&label(say!("There")), t.accent(), &there.join("; "), t.text(), 2);
    }
    pane.labelled(&label(say!("After")), t.accent(), &words::first(&i.first, i.first_hours), t.text(), 1);
    pane.labelled(&label(say!("Done when")), t.accent(), &i.done_when.words(), t.text(), 2);
}

fn summary(shell: &Shell, work: &Work, pane: &mut Pane<'_>) {
    let (t, map) = (shell.theme, &work.plan().1);
    let week: Vec<&str> = map.week(shell.today).map(|i| i.id.as_str()).collect();
    pane.paragraph(&words::planned(map), t.strong(), 3);
    let past = words::in_the_past(map, shell.today);
    let past = past.map(|past| format!("{past} ({})", shell.key(OnScreen::About)));
    // In a small window what is missing takes the place of the owners.
    let roomy = pane.left() > ROOMY;
    let short = if roomy { words::not_enough(work.q(), map) } else { words::not_enough_in_short(map) };
    let owners = words::owners(map).filter(|_| roomy || short.is_none());
    let more = owners.into_iter().chain(words::range(map));
    let more = Some(more.collect::<Vec<_>>().join(" ")).filter(|more| !more.is_empty());
    let loud = past.into_iter().chain(short).map(|words| (words, t.warning()));
    for (words, style) in loud.chain(more.map(|words| (words, t.quiet()))) {
        pane.paragraph(&words, style, 3);
    }
    let beside: Vec<String> = words::running(map).into_iter().chain(words::certification(map)).collect();
    // In a small window the results alone tell it.
    if !beside.is_empty() && pane.left() > ROOMY {
        pane.paragraph(&beside.join(" "), t.quiet(), 2);
    }
    for w in &map.warnings {
        pane.paragraph(&say!("Note: {note}", note = w.words()), t.warning(), 2);
    }
    // Its own line and the heads of the columns, with the list and the details below them.
    if !week.is_empty() && pane.left() >= 2 + LIST + DETAILS {
        let week = say!("This week: {action}", action = words::few(&week, 8));
        pane.paragraph(&week, t.strong(), 1);
    }
}

/// Time kept for what is open: since when, in which wave, how much, and its bar.
fn reserve_row(shell: &Shell, r: &Reserve, chart: (Date, Date, usize), width: usize) -> Line<'static> {
    let line = |text: String| Line::styled(text, shell.theme.quiet());
    let left = line(format!("{} W{} {}", r.start, r.wave, words::kept(r)));
    join(left, line(bar(shell, (r.start, r.end), chart)), width)
}
