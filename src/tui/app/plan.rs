//! Work on the plan: owners, hours, dates, shapes of actions, what-if; filters and order of the gap list.

use jiff::civil::Date;

use super::{App, GapFilter, RoadRow, Screen, Tone, Work};
use crate::model::action::{self, Own, Part};
use crate::model::assessment::keys;
use crate::model::limits::{self, Limit};
use crate::model::progress::Progress;
use crate::model::record::{ACTION, Draft, PARKED, Rid, read, write};
use crate::model::roadmap::{PlanInput, RoadmapItem};
use crate::model::whatif::{self, WhatIf};
use crate::model::{Edit, Refusal, edit, priority};
use crate::session::Session;
use crate::tui::dialog::{Dialog, Form, FormKind, Offer, Pick, PickRow, Picker, Purpose, Reader};
use crate::tui::keymap::Command;
use crate::words::Words as _;

/// Words of a form's field that is wrong.
type Wrong = (&'static str, String);

impl App {
    /// The action selected on the roadmap.
    fn item(&self) -> Option<&RoadmapItem> {
        let work = self.work.as_ref()?;
        match work.road_rows().get(work.roadmap.at)? {
            RoadRow::Item(i) => work.plan().1.items.get(*i),
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
        if self.screen == Screen::Roadmap {
            let Some(id) = self.item_id() else { return };
            let value = self.fact(keys::OWNER, &id);
            let title = format!("Who owns the action {id}");
            return self.write(Purpose::Owner(id), &title, "One name.", &value, false);
        }
        let Some(id) = self.selected_requirement() else { return };
        let value = self.fact(keys::OWNER, &id);
        let role = self.work.as_ref().and_then(|w| {
            let q = w.q();
            Some(q.requirements[q.requirement_index(&id)?].owner_role.clone())
        });
        let hint = format!("One name. Usual role: {}.", role.unwrap_or_default());
        self.write(Purpose::Owner(id.clone()), &format!("Who owns the work on {id}"), &hint, &value, false);
    }

    /// One owner for every gap shown.
    pub(super) fn write_owners(&mut self) {
        let Some(work) = &self.work else { return };
        let ids: Vec<String> = work
            .gap_rows()
            .iter()
            .filter_map(super::GapRow::gap)
            .map(|g| work.q().requirements[work.plan().0.gaps[g].requirement].id.clone())
            .collect();
        let title = format!("One owner for all {} gaps shown", ids.len());
        let filter = self.key(Command::Filter);
        let hint =
            format!("One name. Filter first ({filter}) to choose which. One step of undo takes it back.");
        self.write(Purpose::Owners(ids), &title, &hint, "", false);
    }

    pub(super) fn write_effort(&mut self) {
        let id = if self.screen == Screen::Roadmap { self.item_id() } else { self.selected_requirement() };
        let Some(id) = id else { return };
        let value = self.fact(keys::EFFORT, &id);
        let hint = "Hours of work, for example 6. Empty: the questionnaire's figure for your size.";
        self.write(Purpose::Effort(id.clone()), &format!("Hours for {id}"), hint, &value, false);
    }

    pub(super) fn write_pin(&mut self) {
        let Some(id) = self.item_id() else { return };
        let value = self.fact(keys::PIN, &id);
        let hint =
            "Not before this day: year-month-day. Order and waits still hold. Empty: as the rule plans it.";
        self.write(Purpose::Pin(id.clone()), &format!("Earliest start of {id}"), hint, &value, false);
    }

    pub(super) fn write_due(&mut self) {
        let Some(id) = self.item_id() else { return };
        let value = self.fact(keys::DUE, &id);
        let hint = "Wanted by this day: year-month-day. A plan that ends later says so. Empty: none.";
        self.write(Purpose::Due(id.clone()), &format!("Due date of {id}"), hint, &value, false);
    }

    pub(super) fn write_done_when(&mut self) {
        let Some(item) = self.item() else { return };
        let (id, value) = (item.id.clone(), item.done_when.clone());
        self.write(
            Purpose::DoneWhen(id.clone()),
            &format!("{id} is done when"),
            "How one sees it.",
            &value,
            false,
        );
    }

    /// Planned, started, done, planned. Done asks for new levels; it never scores by itself.
    pub(super) fn next_progress(&mut self) {
        let (Some(item), Some(work)) = (self.item(), &self.work) else {
            return self.say(Tone::Warning, "Select an action first.");
        };
        let next = match item.progress {
            Progress::Planned => Progress::Started,
            Progress::Started => Progress::Done,
            Progress::Done => Progress::Planned,
        };
        let (id, closes) = (item.id.clone(), item.closes.clone());
        let on = (next == Progress::Done).then_some(self.today);
        let asked = action::to_ask(&work.plan().0, &closes);
        let first = asked.first().map(|c| work.q().check(*c).id.clone());
        if !self.try_edit(edit::progress(work.q(), work.s.assessment(), &id, next, on)) {
            return;
        }
        let (Progress::Done, Some(first)) = (next, first) else {
            return self.say(Tone::Done, format!("{id}: {}.", next.word()));
        };
        if let Some(spot) = self.work.as_ref().and_then(|w| w.spot_of(&first)) {
            self.go_to(spot);
        }
        let words = format!(
            "{id} is done. It scores only by levels: {} to look at again, from here. {} returns.",
            asked.len(),
            self.key(Command::Return)
        );
        self.say(Tone::Done, words);
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
        let Some(work) = &self.work else { return };
        if self.try_edit(edit::drop_action(work.q(), work.s.assessment(), &id)) {
            self.say(Tone::Done, format!("{id} taken back. {} undoes that.", self.key(Command::Undo)));
        }
    }

    /// Makes an action of the selected parked item.
    pub(super) fn promote(&mut self) {
        let row = self.work.as_ref().and_then(|w| w.list_rows().get(w.lists.at).cloned());
        let Some(super::ListRow::Parked(item)) = row else {
            return self.say(Tone::Warning, "Select a parked item first.");
        };
        let at = item.at.split('/').next().unwrap_or("").to_owned();
        self.open_add(&at, &item.what, &item.owner, Some(item.id));
    }

    pub(super) fn open_what_if(&mut self) {
        let Some(work) = &self.work else { return };
        let input = &work.plan().1.input;
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
        self.kept.retain(|f| f.kind != FormKind::WhatIf);
        self.open_form(form);
    }

    /// Takes over a form about the plan.
    pub(super) fn take_plan_form(&mut self, form: &Form) -> Result<(), Wrong> {
        if form.kind == FormKind::WhatIf {
            return self.offer_what_if(form);
        }
        let Some(work) = &self.work else { return Ok(()) };
        let (q, a) = (work.q(), work.s.assessment());
        let e = match &form.kind {
            FormKind::Split(id) => {
                let parts = split_parts(form)?;
                edit::split(q, a, &mut Session::new_id, id, &parts).map_err(|r| refused(&r, form))?
            }
            FormKind::Merge(_) => {
                let ids = ids(&form.value("ids"));
                let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
                edit::merge(q, a, &Session::new_id(), &ids, &form.value("what"), &form.value("output"))
                    .map_err(|r| refused(&r, form))?
            }
            FormKind::Add(parked) => added(work, form, parked.as_ref(), self.today)?,
            _ => return Ok(()),
        };
        let first = form.fields.first().map_or("what", |f| f.key);
        self.apply_typed(&e).map_err(|words| (first, words))?;
        let words = format!("The roadmap is planned anew. {} takes it back.", self.key(Command::Undo));
        self.say(Tone::Done, words);
        Ok(())
    }

    fn offer_what_if(&mut self, form: &Form) -> Result<(), Wrong> {
        let Some(work) = &self.work else { return Ok(()) };
        let (q, a) = (work.q(), work.s.assessment());
        let input = PlanInput::of(a, self.today);
        let what = what_if(form, &input)?;
        let c = whatif::compare(q, a, input, &what).map_err(|r| refused(&r, form))?;
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
        self.dialogs.push(Dialog::Offer(Box::new(Offer { reader, edit: c.accept() })));
        Ok(())
    }

    /// Keeps what was offered.
    pub(super) fn accept_offer(&mut self) {
        let Some(Dialog::Offer(offer)) = self.dialogs.pop() else { return };
        if offer.edit.is_empty() {
            return self.say(Tone::Done, "Nothing differs; nothing was kept.");
        }
        if self.apply(&offer.edit, None) {
            self.say(Tone::Done, format!("Kept. {} takes it back.", self.key(Command::Undo)));
        }
    }

    /// Records that need running time, and since when nobody runs them.
    pub(super) fn open_records(&mut self) {
        let Some(work) = &self.work else { return };
        let map = &work.plan().1;
        let weeks = map.input.record_weeks;
        let mut lines = vec![
            format!(
                "The internal audit wants to see about {weeks} weeks of them. What is not started cannot run."
            ),
            String::new(),
        ];
        lines.extend(
            map.start_now.iter().map(|(r, what)| format!("  {:<9}{what}", work.q().requirements[*r].id)),
        );
        if map.start_now.is_empty() {
            lines.push("Every such record is there already, or not answered yet.".into());
        }
        self.read("Records to start now", lines);
    }

    /// Chooses which gaps are shown.
    pub(super) fn open_gap_filters(&mut self) {
        let Some(work) = &self.work else { return };
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
        self.dialogs.push(Dialog::Choose("Show which gaps?", picker));
    }

    pub(super) fn next_order(&mut self) {
        let screen = self.screen;
        let Some(work) = &mut self.work else { return };
        let words = if screen == Screen::Roadmap {
            work.by_wave = !work.by_wave;
            work.roadmap.at = 0;
            if work.by_wave { "by wave (Plan, Do, Check, Act)" } else { "by date" }
        } else {
            work.gap_order = work.gap_order.next();
            work.gaps.at = 0;
            work.gap_order.word()
        };
        self.say(Tone::Done, format!("Ordered {words}."));
    }
}

fn ids(typed: &str) -> Vec<String> {
    typed.split([',', ' ']).map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned).collect()
}

fn split_parts(form: &Form) -> Result<Vec<Part>, Wrong> {
    let mut parts = Vec::new();
    for field in &form.fields {
        let value = form.value(field.key);
        if value.is_empty() {
            continue;
        }
        let (share, what) = value.split_once(' ').unwrap_or((&value, ""));
        let Ok(share) = share.parse::<f64>() else {
            return Err((field.key, "Begin with the share, for example: 1 Draft it".into()));
        };
        parts.push(Part { what: what.to_owned(), output: String::new(), share });
    }
    Ok(parts)
}

fn number(form: &Form, key: &'static str, what: &str) -> Result<Option<f64>, Wrong> {
    let value = form.value(key);
    if value.is_empty() {
        return Ok(None);
    }
    value.parse().map(Some).map_err(|_| (key, format!("{what}: a number, please.")))
}

/// What an added action is, with the parked item it came from closed in the same step.
fn added(work: &Work, form: &Form, parked: Option<&Rid>, today: Date) -> Result<Edit, Wrong> {
    let (q, a) = (work.q(), work.s.assessment());
    let own = Own {
        at: form.value("at"),
        what: form.value("what"),
        output: form.value("output"),
        hours: number(form, "hours", "Hours")?.unwrap_or(0.0),
        closes: ids(&form.value("closes")),
        after: ids(&form.value("after")),
    };
    let id = Session::new_id();
    let mut e = edit::add_action(q, a, &id, &own).map_err(|r| refused(&r, form))?;
    let owner = form.value("owner");
    limits::text(&owner).map_err(|l: Limit| ("owner", l.refusal(&owner).words()))?;
    e.changes.extend(edit::facts(a, "", "", [(ACTION.key_of(&id, "owner"), Some(owner))]).changes);
    if let Some(item) = parked {
        let c = work.records(today);
        let draft = Draft::from([("closed".to_owned(), "yes".to_owned())]);
        let closed = write::set(c, &read::at(a, &PARKED, item), &draft);
        e.changes.extend(closed.map_err(|r| ("what", r.words()))?.changes);
    }
    Ok(e)
}

fn what_if(form: &Form, input: &PlanInput) -> Result<WhatIf, Wrong> {
    let day = |key: &'static str| -> Result<Option<Date>, Wrong> {
        let value = form.value(key);
        if value.is_empty() {
            return Ok(None);
        }
        value.parse().map(Some).map_err(|_| (key, "Dates are written year-month-day.".to_owned()))
    };
    let whole = |key: &'static str| -> Result<Option<u32>, Wrong> {
        let value = form.value(key);
        if value.is_empty() {
            return Ok(None);
        }
        value.parse().map(Some).map_err(|_| (key, "A whole number, please.".to_owned()))
    };
    let changed = |x: Option<Date>, now: Option<Date>| x.filter(|d| Some(*d) != now);
    Ok(WhatIf {
        hours: number(form, "hours", "Hours a week")?.filter(|h| (h - input.hours_per_week).abs() > 1e-9),
        people: whole("people")?.filter(|p| *p != 1),
        start: changed(day("start")?, Some(input.start)),
        target: changed(day("target")?, input.target),
        record_weeks: whole("weeks")?.filter(|w| *w != input.record_weeks),
        closed: ids(&form.value("done")).into_iter().collect(),
    })
}

/// The field of a form a refusal is about, the first where it is about the whole, and its words.
fn refused(refusal: &Refusal, form: &Form) -> Wrong {
    let mut keys = form.fields.iter().map(|f| f.key);
    let first = keys.clone().next().unwrap_or("");
    let about = refusal.field().and_then(|field| keys.find(|key| *key == field));
    (about.unwrap_or(first), refusal.words())
}
