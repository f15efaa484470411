//! What one is asked about a gap, an action or the plan: the editors and forms that the gap list and the roadmap open.

use crate::model::roadmap::RoadmapItem;
use crate::model::said::Matter;
use crate::model::typed::Year;
use crate::say;
use crate::tui::dialog::{Form, FormKind, Purpose, Typed};
use crate::tui::shell::{Shell, Tone};
use crate::words::{Words as _, asked, day};
use crate::work::Work;

/// Opens the editor of the owner, the hours or the rank of a gap.
pub(super) fn of_gap(matter: Matter, id: Option<String>, shell: &mut Shell, work: &Work) {
    let Some(id) = id else {
        return shell.say(Tone::Warning, say!("Select a requirement first."));
    };
    let q = work.q();
    let (title, hint) = match matter {
        Matter::Owner => {
            let role =
                q.requirement_index(&id).map_or("", |r| asked::usual_role(work.a(), &q.requirements[r]));
            (say!("Who owns the work on {id}", id), say!("One name. Usual role: {role}.", role))
        }
        Matter::Rank => (
            say!("Rank of the gap on {id}", id),
            say!("Rank and reason, for example: 1 customer asks for it in January. Empty: the rule decides.")
                .to_owned(),
        ),
        _ => (say!("Hours for {id}", id), super::hours_hint().to_owned()),
    };
    let value = work.kept(matter, &id);
    if matter == Matter::Owner {
        return shell.ask_owner(work, Purpose::Text(matter, id), (&title, &hint), &value);
    }
    shell.write(Some(work), Purpose::Text(matter, id), (&title, &hint), &value, false);
}

/// Opens the editor of something one says of an action.
pub(super) fn of_action(matter: Matter, item: &RoadmapItem, shell: &mut Shell, work: &Work) {
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
        Matter::Pin | Matter::Due => day::of_stored(&work.kept(matter, id)),
        _ => work.kept(matter, id),
    };
    let purpose = Purpose::Text(matter, id.clone());
    if matter == Matter::Owner {
        return shell.ask_owner(work, purpose, (&title, hint), &value);
    }
    shell.write(Some(work), purpose, (&title, hint), &value, false);
}

/// Asks for the parts of an action.
pub(super) fn split(item: &RoadmapItem, shell: &mut Shell) {
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

/// Asks which gaps become one action.
pub(super) fn join_gaps(item: &RoadmapItem, shell: &mut Shell) {
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

/// Asks for another plan.
pub(super) fn what_if(shell: &mut Shell, work: &Work) {
    let input = &work.plan().1.input;
    let target = input.target.map(day::whole).unwrap_or_default();
    let hint_done = say!("ids of actions taken as done, with commas");
    let mut form = Form::new(
        FormKind::WhatIf,
        say!("What if? Nothing is kept until you say so"),
        &[
            ("hours", say!("Hours a week"), say!("of each person"), input.hours_per_week.to_string()),
            ("people", say!("People"), say!("who give these hours"), "1".into()),
            ("start", say!("Start"), say!("a day, for example 20 Nov 2026 or +6w"), day::whole(input.start)),
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
