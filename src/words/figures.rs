//! Words for the figures: levels, statuses, bands, the verdict and its gates, and why a gap has its rank.

use super::{Word, Words, few};
use crate::model::priority::{Reason, Shortfall, Weight, hours};
use crate::model::progress::Progress;
use crate::model::roadmap::Projection;
use crate::model::score::{Backing, Total, percent};
use crate::model::verdict::{Class, GateState, Verdict};
use crate::model::{Assessment, Band, CheckKind, Level, Questionnaire, Scores, Status, contradiction};
use crate::say;

impl Word for Level {
    fn word(&self) -> &'static str {
        match self {
            Self::Nothing => say!("Nothing"),
            Self::Planned => say!("Planned"),
            Self::Written => say!("Written"),
            Self::InUse => say!("In use"),
            Self::Proven => say!("Proven"),
            Self::DontKnow => say!("Don't know"),
            Self::NotApplicable => say!("Not applicable"),
        }
    }
}

/// What a level means for this kind of check, in a few words.
pub fn level_meaning(level: Level, kind: CheckKind) -> &'static str {
    match (level, kind) {
        (Level::Nothing, CheckKind::Document) => say!("no such document"),
        (Level::Nothing, CheckKind::Decision) => say!("not looked at"),
        (Level::Nothing, CheckKind::Practice) => say!("not done"),
        (Level::Nothing, CheckKind::Event) => say!("never held"),
        (Level::Nothing, CheckKind::Record) => say!("no record"),
        (Level::Planned, CheckKind::Decision) => say!("on an agenda, nothing decided"),
        (Level::Planned, CheckKind::Practice) => say!("intended or scheduled, not done yet"),
        (Level::Planned, CheckKind::Event) => say!("has a date, not held yet"),
        (Level::Planned, _) => say!("intended, not there yet"),
        (Level::Written, CheckKind::Document) => say!("drafted, nobody uses it yet"),
        (Level::Written, CheckKind::Decision) => say!("proposed or drafted, not agreed"),
        (Level::Written, CheckKind::Event) => say!("prepared, not held"),
        (Level::Written, CheckKind::Practice) => say!("defined on paper, not practised"),
        (Level::Written, CheckKind::Record) => say!("form or template only"),
        (Level::InUse, CheckKind::Document) => say!("used, but not approved or out of date"),
        (Level::InUse, CheckKind::Decision) => {
            say!("agreed in part, out of date, or not known where it counts")
        }
        (Level::InUse, CheckKind::Event) => say!("held in part, overdue, or without a full record"),
        (Level::InUse, CheckKind::Practice) => say!("done in places, or without full records"),
        (Level::InUse, CheckKind::Record) => say!("some records, incomplete"),
        (Level::Proven, CheckKind::Document) => say!("approved, current and controlled"),
        (Level::Proven, CheckKind::Decision) => {
            say!("agreed for the whole scope, current, and a trace shows it")
        }
        (Level::Proven, CheckKind::Event) => say!("all that was due held, with its record"),
        (Level::Proven, CheckKind::Practice) => say!("done throughout, and records show it"),
        (Level::Proven, CheckKind::Record) => say!("complete records"),
        (Level::DontKnow, _) => say!("nobody here knows; goes on the list to find out"),
        (Level::NotApplicable, _) => say!("controls only, with a reason"),
    }
}

impl Word for Status {
    fn word(&self) -> &'static str {
        match self {
            Self::Met => say!("Met"),
            Self::Partial => say!("Partial"),
            Self::Gap => say!("Gap"),
            Self::NotApplicable => say!("Not applicable"),
            Self::Open => say!("Open"),
        }
    }
}

/// A code, the same in every language.
impl Word for Band {
    fn word(&self) -> &'static str {
        self.key()
    }
}

/// What a band says: how much its gaps weigh, and nothing of when they are closed.
pub fn weighs(band: Band) -> &'static str {
    match band {
        Band::P1 => say!("P1 Weighs most"),
        Band::P2 => say!("P2 Weighs much"),
        Band::P3 => say!("P3 Weighs less"),
        Band::P4 => say!("P4 Weighs least"),
    }
}

impl Word for Progress {
    fn word(&self) -> &'static str {
        match self {
            Self::Planned => say!("planned"),
            Self::Started => say!("started"),
            Self::Done => say!("done"),
        }
    }
}

impl Word for Class {
    fn word(&self) -> &'static str {
        match self {
            Self::Incomplete => say!("Incomplete"),
            Self::Early => say!("Early"),
            Self::NotReady => say!("Not ready"),
            Self::NearlyReady => say!("Nearly ready"),
            Self::Stage1 => say!("Ready for Stage 1"),
            Self::Stage2 => say!("Ready for Stage 2"),
        }
    }
}

impl Word for GateState {
    fn word(&self) -> &'static str {
        match self {
            Self::Seen => say!("Proven, evidence seen"),
            Self::Named => say!("Proven, evidence named"),
            Self::Claimed => say!("Proven as claimed, no evidence"),
            Self::NotProven => say!("Not proven"),
            Self::Open => say!("Open"),
        }
    }
}

/// Names a sentence gives before it counts the rest.
const NAMED: usize = 3;

/// What causes a verdict, as people read it: gates by their names, a requirement by its id and what it is about.
pub fn causes(q: &Questionnaire, v: &Verdict) -> String {
    let mut names: Vec<String> = Vec::new();
    for id in &v.because {
        let gates = v.gates_behind(q, id);
        let called = gates.iter().map(|g| q.gate_name(*g).to_owned());
        let called: Vec<String> = if gates.is_empty() { vec![about(q, id)] } else { called.collect() };
        for name in called {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    few(&names, NAMED)
}

/// A requirement by its id and what it is about: `6.1.2 Finding and rating risks`.
fn about(q: &Questionnaire, id: &str) -> String {
    let found = q.requirement_index(id).map(|r| q.short_title(r));
    found.map_or_else(|| id.to_owned(), |title| format!("{id} {title}"))
}

/// The class where there is no room for the sentence, with the best still possible while incomplete.
pub fn class(class: Class, would_be: Option<Class>) -> String {
    let word = class.word();
    match would_be {
        None => word.to_owned(),
        Some(best @ (Class::Incomplete | Class::Early | Class::NotReady)) => {
            say!("{class} (already {best})", class = word, best = best.word())
        }
        Some(best) => say!("{class} (at best {best})", class = word, best = best.word()),
    }
}

/// The verdict as one sentence without its stop.
pub fn verdict(q: &Questionnaire, v: &Verdict) -> String {
    let (class, causes) = (v.class.word(), causes(q, v));
    match (v.class, v.would_be) {
        (Class::Incomplete, Some(best @ (Class::Incomplete | Class::Early | Class::NotReady))) => {
            say!("Incomplete - already {class} because of {causes}", class = best.word(), causes)
        }
        (Class::Incomplete, Some(best)) => {
            say!("Incomplete - at best {class}, because of {causes}", class = best.word(), causes)
        }
        (Class::Incomplete, None) => {
            say!(
                "Incomplete - nothing against it so far in {answered} of {of}",
                answered = v.answered,
                of = v.of
            )
        }
        (Class::Stage2, _) if v.against > 0 => say!(
            "Ready for Stage 2 by its counts, but {n|answer contradicts another|answers contradict others}: settle that first",
            n = v.against
        ),
        (Class::Stage1, _) if v.against > 0 => say!(
            "Ready for Stage 1 by its counts, but {n|answer contradicts another|answers contradict others}: settle that first; for Stage 2 still missing: {causes}",
            n = v.against,
            causes
        ),
        (Class::Stage2, _) => {
            say!("Ready for Stage 2 - every included control met, evidence named for every check and seen for every gate")
                .to_owned()
        }
        (Class::Stage1, _) => say!("Ready for Stage 1 - for Stage 2 still missing: {causes}", causes),
        _ if v.only_evidence && v.ran_out => {
            say!("{class} - evidence is missing or has run out for {causes}", class, causes)
        }
        _ if v.only_evidence => say!("{class} - evidence is missing for {causes}", class, causes),
        _ => say!("{class} because of {causes}", class, causes),
    }
}

/// "243 checks claimed, 40 with evidence named, 0 seen".
pub fn backing(b: &Backing) -> String {
    say!(
        "{n|check|checks} claimed, {named} with evidence named, {seen} seen",
        n = b.claimed,
        named = b.named,
        seen = b.seen
    )
}

/// The same where a line is short: "243 claimed, 40 named, 0 seen; 2 contradict".
pub fn in_short(b: &Backing, contradictions: usize) -> String {
    let (claimed, named, seen) = (b.claimed, b.named, b.seen);
    match contradictions {
        0 => say!("{claimed} claimed, {named} named, {seen} seen", claimed, named, seen),
        n => say!(
            "{claimed} claimed, {named} named, {seen} seen; {n|contradicts|contradict}",
            claimed,
            named,
            seen,
            n
        ),
    }
}

/// What stands beside every verdict, on every screen and in every document: how much of it rests on evidence, and
/// how many answers contradict each other.
pub fn beside(q: &Questionnaire, a: &Assessment, scores: &Scores) -> String {
    format!("{}.", rests_on(&scores.evidence, contradiction::all(q, a, scores).len()))
}

/// The same from figures, without its stop: of a frozen state, of one side of a comparison.
pub fn rests_on(evidence: &Backing, contradictions: usize) -> String {
    let backing = backing(evidence);
    match contradictions {
        0 => backing,
        n => say!("{backing}; {n|answer contradicts another|answers contradict others}", backing, n),
    }
}

/// The score so far; where everything is left out that there is none, and not that an answer is missing.
pub fn so_far(t: &Total) -> String {
    match t.so_far {
        Some(score) => percent(score),
        None if t.applicable == 0 => say!("left out").to_owned(),
        None => say!("no answer").to_owned(),
    }
}

/// "27 %" or "between 20 % and 61 %"; "left out" where nothing is applicable, which is no 0 %.
pub fn interval(t: &Total) -> String {
    if t.applicable == 0 {
        say!("left out").to_owned()
    } else {
        // What is told apart only behind the point is one figure here.
        match (percent(t.low), percent(t.high)) {
            (low, high) if low == high => low,
            (low, high) => say!("between {low} and {high}", low, high),
        }
    }
}

/// "27 %", or "20-61 %" while something is open.
pub fn projection(p: &Projection) -> String {
    let (low, high) = (percent(p.low), percent(p.high));
    if low == high { low } else { format!("{}-{high}", low.trim_end_matches(" %")) }
}

impl Word for Weight {
    fn word(&self) -> &'static str {
        match self {
            Self::Gate => say!("Stage 1 gate"),
            Self::Stage1Major => say!("Stage 1 looks at it, likely major"),
            Self::Stage1 => say!("Stage 1 looks at it"),
            Self::Major => say!("likely major if absent"),
            Self::Clause => say!("clause requirement"),
            Self::Control => say!("control"),
        }
    }
}

impl Words for Shortfall {
    fn words(&self) -> String {
        match self {
            Self::Everything => say!("nothing there").to_owned(),
            Self::KeyCheck(id) => say!("key check {id} is a gap", id),
            Self::Nothing { nothing, of } if nothing == of => {
                say!("prepared at most, nothing that counts yet").to_owned()
            }
            Self::Nothing { nothing, of } => say!("nothing for {nothing} of {of|check|checks}", nothing, of),
            Self::NotProven { missing, of } => say!("{missing} of {of|check|checks} not proven", missing, of),
        }
    }
}

/// A list of reasons: "Stage 1 gate - nothing there - 9 others wait for this - 6 h".
impl Words for Reason {
    fn words(&self) -> String {
        let first = say!("first {actions}", actions = super::first(&self.first, self.first_hours));
        reasons(self, first, hours(self.effort_hours))
    }
}

/// The same to be read: which hours lie before the gap, and which are its own.
pub fn why_here(reason: &Reason) -> String {
    let (ids, before) = (super::waits_for(&reason.first), hours(reason.first_hours));
    let first = say!("{before} of work before it ({ids})", before, ids);
    reasons(reason, first, say!("{hours} itself", hours = hours(reason.effort_hours)))
}

/// The same as a sentence, for who reads it once on paper and knows none of our short words.
pub fn why_told(reason: &Reason) -> String {
    let mut parts = vec![
        match reason.weight {
            Weight::Gate => say!("the verdict hangs on it"),
            Weight::Stage1Major => {
                say!("Stage 1 looks at it, and without it a major nonconformity is likely")
            }
            Weight::Stage1 => say!("Stage 1 looks at it"),
            Weight::Major => say!("without it a major nonconformity is likely"),
            Weight::Clause => say!("every organisation has to meet it"),
            Weight::Control => say!("a control weighs less than a clause"),
        }
        .to_owned(),
        match &reason.shortfall {
            Shortfall::Everything => say!("nothing is there yet").to_owned(),
            Shortfall::KeyCheck(id) => say!("what the rest builds on is missing ({id})", id),
            Shortfall::Nothing { nothing, of } if nothing == of => say!("it is prepared at most").to_owned(),
            Shortfall::Nothing { nothing, of } => {
                say!("there is nothing for {nothing} of {of|check|checks}", nothing, of)
            }
            Shortfall::NotProven { missing, of } => {
                say!("{missing} of {of|check|checks} {missing?is|are} not proven", missing, of)
            }
        },
    ];
    if reason.unblocks > 0 {
        parts.push(say!("{n|other action waits|other actions wait} for it", n = reason.unblocks));
    }
    if !reason.first.is_empty() {
        let (before, ids) = (hours(reason.first_hours), super::waits_for(&reason.first));
        parts.push(say!("{before} of work come before it ({ids})", before, ids));
    }
    if reason.exposure > 0 {
        let n = reason.exposure;
        parts.push(say!(
            "{n|AI system|AI systems} affecting people or under a legal duty {n?depends|depend} on it",
            n
        ));
    }
    if !reason.served_by.is_empty() {
        let ids = few(&reason.served_by, 3);
        parts.push(say!("the work of {ids} does most of it", ids));
    }
    let why = parts.join("; ");
    match &reason.by_hand {
        Some((rank, hand)) => say!("set here by hand ({rank} by the rule): {hand}; {why}", rank, hand, why),
        None => why,
    }
}

/// The reasons of a rank, with what is said of the work before the gap, if any, and of its own hours.
fn reasons(reason: &Reason, first: String, own: String) -> String {
    let mut parts: Vec<String> = Vec::new();
    if let Some((rank, why)) = &reason.by_hand {
        parts.push(say!("set by hand (rule says {rank}): {why}", rank, why));
    }
    parts.extend([reason.weight.word().to_owned(), reason.shortfall.words()]);
    if reason.unblocks > 0 {
        parts.push(say!("{n|other waits|others wait} for this", n = reason.unblocks));
    }
    if !reason.first.is_empty() {
        parts.push(first);
    }
    if reason.exposure > 0 {
        parts.push(say!("{n|exposed AI system|exposed AI systems}", n = reason.exposure));
    }
    parts.push(if reason.served_by.is_empty() {
        own
    } else {
        say!("{hours}, a quarter for the work of {ids}", hours = own, ids = few(&reason.served_by, 3))
    });
    parts.join(" - ")
}
