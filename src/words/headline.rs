//! Where an organisation stands, in three sentences one can repeat: how ready it is, what blocks, what comes next.
//! And in what way each gate stands, in a few words.

use super::{Word as _, brief_today, day, figures};
use crate::model::priority::hours;
use crate::model::questionnaire::Questionnaire;
use crate::model::roadmap::Roadmap;
use crate::model::standing::{self, Standing};
use crate::model::verdict::{GateState, Verdict};
use crate::model::{Assessment, CheckKind, Level, Scores};
use crate::say;
use jiff::civil::Date;

/// Names a group gives before it counts the rest.
const NAMED: usize = 2;

/// The three sentences, each whole: where one stands, what blocks, what comes next and by when. `today` is the day
/// they are said.
pub fn sentences(
    q: &Questionnaire,
    a: &Assessment,
    scores: &Scores,
    v: &Verdict,
    map: &Roadmap,
    today: Date,
) -> [String; 3] {
    [stand(scores, v), blocks(q, a, v), next(map, today)]
}

/// "Not ready: of 70 requirements 2 are met, 28 partly, 20 missing and 19 still open."
fn stand(scores: &Scores, v: &Verdict) -> String {
    let (class, c) = (figures::class(v.class, v.would_be), scores.all.counts);
    if c.open == c.total() {
        return say!(
            "{class}: none of {of|requirement|requirements} is answered yet.",
            class,
            of = c.total()
        );
    }
    let (met, partial, gap, open) = (c.met, c.partial, c.gap, c.open);
    if open == 0 {
        return say!(
            "{class}: of {of|requirement|requirements} {met} {met?is|are} met, {partial} partly, {gap} missing.",
            class,
            of = c.total(),
            met,
            partial,
            gap
        );
    }
    say!(
        "{class}: of {of|requirement|requirements} {met} {met?is|are} met, {partial} partly, {gap} missing, {open} \
         still open.",
        class,
        of = c.total(),
        met,
        partial,
        gap,
        open
    )
}

/// What stands in the way of Stage 1, by how far it is; where no gate does, what the verdict names.
fn blocks(q: &Questionnaire, a: &Assessment, v: &Verdict) -> String {
    let all = standing::of_gates(q, a, v);
    let of = |fits: &dyn Fn(&Standing) -> bool| -> Vec<&str> {
        all.iter().filter(|s| fits(s)).map(|s| q.gate_name(s.gate)).collect()
    };
    let missing = of(&|s| s.blocks() && matches!(s.level, Some(Level::Nothing | Level::Planned)));
    let begun = of(&|s| s.blocks() && matches!(s.level, Some(Level::Written | Level::InUse)));
    let unknown = of(&|s| s.blocks() && s.level == Some(Level::DontKnow));
    let left_out = of(&|s| s.blocks() && s.level == Some(Level::NotApplicable));
    let bare = of(&|s| s.state == GateState::Claimed);
    // The number leads and the names stand behind it: so a sentence is right whatever the names are, one or many.
    let group = |names: &[&str], words: &dyn Fn(String, usize) -> String| {
        (!names.is_empty()).then(|| words(super::few(names, NAMED), names.len()))
    };
    let mut groups: Vec<String> = [
        group(&missing, &|names, n| say!("{n|gate is|gates are} not there yet ({names})", n, names)),
        group(&begun, &|names, n| say!("{n|gate is|gates are} only begun ({names})", n, names)),
        group(&unknown, &|names, n| say!("nobody knows how far {n|gate is|gates are} ({names})", n, names)),
        group(&left_out, &|names, n| say!("{n|gate is|gates are} left out ({names})", n, names)),
        group(&bare, &|names, n| say!("{n|gate has|gates have} no evidence ({names})", n, names)),
    ]
    .into_iter()
    .flatten()
    .collect();
    if groups.is_empty() && !v.because.is_empty() {
        groups.push(figures::causes(q, v));
    }
    if groups.is_empty() {
        return say!("Nothing blocks a Stage 1 audit so far.").to_owned();
    }
    say!("What blocks: {causes}.", causes = groups.join("; "))
}

/// What is done next, by when, and what the whole comes to.
fn next(map: &Roadmap, today: Date) -> String {
    let whole = brief_today(map, today);
    let Some(item) = map.next(today).next() else {
        return if map.open_requirements > 0 {
            say!(
                "Next: answer the {n|requirement that is|requirements that are} still open; {whole}.",
                n = map.open_requirements,
                whole
            )
        } else {
            say!("Next: keep it running, and its records coming; {whole}.", whole)
        };
    };
    say!(
        "Next: {action} ({hours}, by {end}); the whole {whole}.",
        action = item.name,
        hours = hours(item.effort_hours),
        end = day::whole(item.end),
        whole
    )
}

/// In what way a gate stands, in a few words: by how far the check is that holds it back, and what kind it is.
pub fn gate(q: &Questionnaire, s: &Standing) -> &'static str {
    let kind = q.check(s.check).kind;
    match (s.state, s.level) {
        (GateState::Seen, _) => say!("proven, evidence seen"),
        (GateState::Named, _) => say!("proven, evidence named"),
        (GateState::Claimed, _) => say!("claimed, no evidence"),
        (_, None) => say!("not answered yet"),
        (_, Some(Level::DontKnow)) => say!("nobody knows"),
        (_, Some(Level::NotApplicable)) => say!("left out"),
        (_, Some(level)) => short(level, kind),
    }
}

/// What a level below Proven comes to for this kind of check, in so few words that it fits beside a name.
fn short(level: Level, kind: CheckKind) -> &'static str {
    match (level, kind) {
        (Level::Nothing, CheckKind::Document) => say!("no such document"),
        (Level::Nothing, CheckKind::Decision) => say!("not looked at"),
        (Level::Nothing, CheckKind::Event) => say!("never held"),
        (Level::Nothing, CheckKind::Record) => say!("no record"),
        (Level::Nothing, CheckKind::Practice) => say!("not done"),
        (Level::Planned, CheckKind::Decision) => say!("on an agenda"),
        (Level::Planned, CheckKind::Event) => say!("has a date, not held yet"),
        (Level::Planned, _) => say!("intended, not there yet"),
        (Level::Written, CheckKind::Document) => say!("drafted, nobody uses it"),
        (Level::Written, CheckKind::Decision) => say!("drafted, not agreed"),
        (Level::Written, CheckKind::Event) => say!("prepared, not held"),
        (Level::Written, CheckKind::Practice) => say!("on paper only"),
        (Level::Written, CheckKind::Record) => say!("form or template only"),
        (Level::InUse, CheckKind::Document) => say!("used, not approved"),
        (Level::InUse, CheckKind::Decision) => say!("agreed in part"),
        (Level::InUse, CheckKind::Event) => say!("held in part or overdue"),
        (Level::InUse, CheckKind::Practice) => say!("done in places"),
        (Level::InUse, CheckKind::Record) => say!("some records, incomplete"),
        (Level::Proven | Level::DontKnow | Level::NotApplicable, _) => level.word(),
    }
}
