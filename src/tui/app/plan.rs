//! Work on the plan: owners, hours, dates, shapes of actions, what-if; filters and order of the gap list.

use super::{App, GapFilter, RoadRow, Screen, Tone};
use crate::model::priority;
use crate::model::record::Rid;
use crate::model::roadmap::RoadmapItem;
use crate::model::said::Matter;
use crate::model::whatif;
use crate::tui::dialog::{Dialog, Form, FormKind, Offer, Pick, PickRow, Picker, Purpose, Reader};
use crate::tui::keymap::InGaps;
use crate::words::Words as _;
use crate::work::NewAction;

/// Words of a form's field that is wrong.
type Wrong = (&'static str, String);

impl App {
    /// The action selected on the roadmap.
    fn item(&self) -> Option<&RoadmapItem> {
        let desk = self.desk.as_ref()?;
        match desk.road_rows().get(desk.roadmap.at)? {
            RoadRow::Item(i) => desk.work.plan().1.items.get(*i),
            RoadRow::Mark(_) | RoadRow::Wave(_) => None,
        }
    }

    fn item_id(&mut self) -> Option<String> {
        let id = self.item().map(|i| i.id.clone());
        if id.is_none() {
            self.say(Tone::Warning, "Select an action first.");
        }
        id
    }

    /// The owner of the selected action or gap.
    pub(super) fn write_owner(&mut self) {
        if self.shell.screen == Screen::Roadmap {
            let Some(id) = self.item_id() else { return };
            let value = self.kept_text(Matter::Owner, &id);
            let title = format!("Who owns the action {id}");
            return self.write(Purpose::Text(Matter::Owner, id), &title, "One name.", &value, false);
        }
        let Some(id) = self.selected_requirement() else { return };
        let value = self.kept_text(Matter::Owner, &id);
        let role = self.desk.as_ref().and_then(|w| {
            let q = w.q();
            Some(q.requirements[q.requirement_index(&id)?].owner_role.clone())
        });
        let hint = format!("One name. Usual role: {}.", role.unwrap_or_default());
        self.write(
            Purpose::Text(Matter::Owner, id.clone()),
            &format!("Who owns the work on {id}"),
            &hint,
            &value,
            false,
        );
    }

    /// One owner for every gap shown.
    pub(super) fn write_owners(&mut self) {
        let Some(desk) = &self.desk else { return };
        let ids: Vec<String> = desk
            .gap_rows()
            .iter()
            .filter_map(super::GapRow::gap)
            .map(|g| desk.q().requirements[desk.work.plan().0.gaps[g].requirement].id.clone())
            .collect();
        let title = format!("One owner for all {} gaps shown", ids.len());
        let filter = self.shell.key(InGaps::Filter);
        let hint =
            format!("One name. Filter first ({filter}) to choose which. One step of undo takes it back.");
        self.write(Purpose::Owners(ids), &title, &hint, "", false);
    }

    pub(super) fn write_effort(&mut self) {
        let id =
            if self.shell.screen == Screen::Roadmap { self.item_id() } else { self.selected_requirement() };
        let Some(id) = id else { return };
        let value = self.kept_text(Matter::Effort, &id);
        let hint = "Hours of work, for example 6. Empty: the questionnaire's figure for your size.";
        self.write(
            Purpose::Text(Matter::Effort, id.clone()),
            &format!("Hours for {id}"),
            hint,
            &value,
            false,
        );
    }

    pub(super) fn write_pin(&mut self) {
        let Some(id) = self.item_id() else { return };
        let value = self.kept_text(Matter::Pin, &id);
        let hint =
            "Not before this day: year-month-day. Order and waits still hold. Empty: as the rule plans it.";
        self.write(
            Purpose::Text(Matter::Pin, id.clone()),
            &format!("Earliest start of {id}"),
            hint,
            &value,
            false,
        );
    }

    pub(super) fn write_due(&mut self) {
        let Some(id) = self.item_id() else { return };
        let value = self.kept_text(Matter::Due, &id);
        let hint = "Wanted by this day: year-month-day. A plan that ends later says so. Empty: none.";
        self.write(Purpose::Text(Matter::Due, id.clone()), &format!("Due date of {id}"), hint, &value, false);
    }

    pub(super) fn write_done_when(&mut self) {
        let Some(item) = self.item() else { return };
        let (id, value) = (item.id.clone(), item.done_when.words());
        self.write(
            Purpose::Text(Matter::DoneWhen, id.clone()),
            &format!("{id} is done when"),
            "How one sees it.",
            &value,
            false,
        );
    }

    /// Planned, started, done, planned. Done asks for new levels; it never scores by itself.
    pub(super) fn next_progress(&mut self) {
        let Some(id) = self.item_id() else { return };
        let Some(done) = self.act_quietly(|w| w.next_progress(&id)) else { return };
        if let Ok(done) = &done
            && let Some(spot) = done.next.as_deref().and_then(|at| self.desk.as_ref()?.spot_of(at))
        {
            self.go_to(spot);
        }
        self.say_of(done);
    }

    pub(super) fn open_split(&mut self) {
        let Some(item) = self.item() else { return self.say(Tone::Warning, "Select an action first.") };
        let (id, what) = (item.id.clone(), item.action.clone());
        let hint = "its share of the hours and what to do: 1 Draft it. Empty: no such part";
        let form = Form::new(
            FormKind::Split(id.clone()),
            format!("Split {id} into parts that follow each other"),
            &[
                ("1", "Part 1", hint, format!("1 {what}")),
                ("2", "Part 2", hint, String::new()),
                ("3", "Part 3", hint, String::new()),
                ("4", "Part 4", hint, String::new()),
            ],
        );
        self.open_form(form);
    }

    pub(super) fn open_merge(&mut self) {
        let Some(item) = self.item() else { return self.say(Tone::Warning, "Select an action first.") };
        let (id, what, output) = (item.id.clone(), item.action.clone(), item.output.clone());
        let form = Form::new(
            FormKind::Merge(id.clone()),
            "Make one action of several gaps",
            &[
                ("ids", "Gaps", "ids with commas", format!("{id}, ")),
                ("what", "What to do", "the work in one sentence", what),
                ("output", "Output", "one document or record", output),
            ],
        );
        self.open_form(form);
    }

    pub(super) fn open_add(&mut self, at: &str, what: &str, owner: &str, parked: Option<Rid>) {
        let form = Form::new(
            FormKind::Add(parked),
            "Add an action",
            &[
                ("at", "Filed under", "id of the requirement it belongs to", at.to_owned()),
                ("what", "What to do", "the work in one sentence", what.to_owned()),
                ("output", "Output", "one document or record it leaves behind", String::new()),
                ("hours", "Hours", "of work, for example 6", String::new()),
                ("closes", "Helps to close", "ids of gaps with commas; may stay empty", String::new()),
                ("after", "After", "ids of actions that must end first; may stay empty", String::new()),
                ("owner", "Owner", "one name; may stay empty", owner.to_owned()),
            ],
        );
        self.open_form(form);
    }

    /// Takes a split, merge or added action back.
    pub(super) fn drop_action(&mut self) {
        let Some(id) = self.item_id() else { return };
        self.act(|w| w.drop_action(&id));
    }

    /// Makes an action of the selected parked item.
    pub(super) fn promote(&mut self) {
        let row = self.desk.as_ref().and_then(|w| w.list_rows().get(w.lists.at).cloned());
        let Some(super::ListRow::Parked(item)) = row else {
            return self.say(Tone::Warning, "Select a parked item first.");
        };
        let at = item.at.split('/').next().unwrap_or("").to_owned();
        self.open_add(&at, &item.what, &item.owner, Some(item.id));
    }

    pub(super) fn open_what_if(&mut self) {
        let Some(desk) = &self.desk else { return };
        let input = &desk.work.plan().1.input;
        let hint_done = "ids of actions taken as done, with commas";
        let form = Form::new(
            FormKind::WhatIf,
            "What if? Nothing is kept until you say so",
            &[
                ("hours", "Hours a week", "of each person", input.hours_per_week.to_string()),
                ("people", "People", "who give these hours", "1".into()),
                ("start", "Start", "year-month-day", input.start.to_string()),
                (
                    "target",
                    "Target",
                    "year-month-day",
                    input.target.map(|d| d.to_string()).unwrap_or_default(),
                ),
                ("weeks", "Weeks of records", "before the internal audit", input.record_weeks.to_string()),
                ("done", "Done", hint_done, String::new()),
            ],
        );
        // What was tried before is no draft to come back to: the plan has moved on.
        self.shell.kept.retain(|f| f.kind != FormKind::WhatIf);
        self.open_form(form);
    }

    /// Takes over a form about the plan.
    pub(super) fn take_plan_form(&mut self, form: &Form) -> Result<(), Wrong> {
        if form.kind == FormKind::WhatIf {
            return self.offer_what_if(form);
        }
        let done = match &form.kind {
            FormKind::Split(id) => {
                let parts: Vec<String> = form.fields.iter().map(|f| form.value(f.key)).collect();
                self.act_typed(|w| w.split(id, &parts))
            }
            FormKind::Merge(_) => {
                let (ids, what, output) = (form.value("ids"), form.value("what"), form.value("output"));
                self.act_typed(|w| w.join(&ids, &what, &output))
            }
            FormKind::Add(parked) => {
                let new = NewAction {
                    at: form.value("at"),
                    what: form.value("what"),
                    output: form.value("output"),
                    hours: form.value("hours"),
                    closes: form.value("closes"),
                    after: form.value("after"),
                    owner: form.value("owner"),
                    parked: parked.clone(),
                };
                self.act_typed(|w| w.add_action(&new))
            }
            _ => return Ok(()),
        };
        let first = form.fields.first().map_or("what", |f| f.key);
        done.map(|_| ()).map_err(|refused| (refused.field().unwrap_or(first), self.shell.refused(&refused)))
    }

    fn offer_what_if(&mut self, form: &Form) -> Result<(), Wrong> {
        let Some(desk) = &self.desk else { return Ok(()) };
        let c = desk
            .work
            .what_if(|key| form.value(key))
            .map_err(|refused| (refused.field().unwrap_or("hours"), self.shell.refused(&refused)))?;
        let mut lines = Vec::new();
        let side = |name: &str, s: &whatif::Side| {
            let end = s.finish.map_or_else(|| "nothing to do".to_owned(), |d| format!("ends {d}"));
            let miss = if s.misses_by_weeks > 0 {
                format!(", misses the target by {} weeks", s.misses_by_weeks)
            } else {
                String::new()
            };
            format!("  {name:<8}{end}{miss}; {} in all", priority::hours(s.total_hours))
        };
        lines.extend([side("Now", &c.before), side("What if", &c.after), String::new()]);
        if c.kept_order {
            lines.push("A new order would end later; the order of now is kept.".into());
        }
        if !c.done.is_empty() {
            lines.push(format!("Taken as done: {}.", c.done.join(", ")));
        }
        lines.push(format!("# {} actions move", c.moved.len()));
        lines.extend(c.moved.iter().map(|m| {
            format!("  {:<10}{} to {}  ->  {} to {}", m.id, m.before.0, m.before.1, m.after.0, m.after.1)
        }));
        let reader = Reader { title: "What if".into(), lines, top: 0 };
        self.shell.dialogs.push(Dialog::Offer(Box::new(Offer { reader, edit: c.accept() })));
        Ok(())
    }

    /// Keeps what was offered.
    pub(super) fn accept_offer(&mut self) {
        let Some(Dialog::Offer(offer)) = self.shell.dialogs.pop() else { return };
        if offer.edit.is_empty() {
            return self.say(Tone::Done, "Nothing differs; nothing was kept.");
        }
        self.act(|w| w.accept(&offer.edit));
    }

    /// Records that need running time, and since when nobody runs them.
    pub(super) fn open_records(&mut self) {
        let Some(desk) = &self.desk else { return };
        let map = &desk.work.plan().1;
        let weeks = map.input.record_weeks;
        let mut lines = vec![
            format!(
                "The internal audit wants to see about {weeks} weeks of them. What is not started cannot run."
            ),
            String::new(),
        ];
        lines.extend(
            map.start_now.iter().map(|(r, what)| format!("  {:<9}{what}", desk.q().requirements[*r].id)),
        );
        if map.start_now.is_empty() {
            lines.push("Every such record is there already, or not answered yet.".into());
        }
        self.shell.read("Records to start now", lines);
    }

    /// Chooses which gaps are shown.
    pub(super) fn open_gap_filters(&mut self) {
        let Some(desk) = &self.desk else { return };
        let gaps = &desk.work.plan().0.gaps;
        let rows = GapFilter::choices(desk).into_iter().map(|filter| {
            let n = gaps.iter().filter(|g| filter.fits(desk, g)).count();
            PickRow {
                key: n.to_string(),
                label: filter.word(desk),
                detail: String::new(),
                pick: Pick::Gaps(filter),
                why_not: None,
            }
        });
        let picker = Picker { rows: rows.filter(|r| r.key != "0").collect(), ..Picker::default() };
        self.shell.dialogs.push(Dialog::Choose("Show which gaps?", picker));
    }

    pub(super) fn next_order(&mut self) {
        let screen = self.shell.screen;
        let Some(desk) = &mut self.desk else { return };
        let words = if screen == Screen::Roadmap {
            desk.by_wave = !desk.by_wave;
            desk.roadmap.at = 0;
            if desk.by_wave { "by wave (Plan, Do, Check, Act)" } else { "by date" }
        } else {
            desk.gap_order = desk.gap_order.next();
            desk.gaps.at = 0;
            desk.gap_order.word()
        };
        self.say(Tone::Done, format!("Ordered {words}."));
    }
}
