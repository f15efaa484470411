//! Words for the figures: levels, statuses, bands, the verdict and its gates, and why a gap has its rank.

use super::{Word, Words, few};
use crate::model::priority::{Reason, Shortfall, Weight, hours};
use crate::model::progress::Progress;
use crate::model::score::{Total, percent};
use crate::model::verdict::{Class, GateState, Verdict};
use crate::model::{Band, CheckKind, Level, Status};
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
            say!("agreed in part, out of date, or not known to those concerned")
        }
        (Level::InUse, CheckKind::Event) => say!("held in part, overdue, or without a full record"),
        (Level::InUse, CheckKind::Practice) => say!("done in places, or without full records"),
        (Level::InUse, CheckKind::Record) => say!("some records, incomplete"),
        (Level::Proven, CheckKind::Document) => say!("approved, current and controlled"),
        (Level::Proven, CheckKind::Decision) => {
            say!("agreed for all in scope, current, and a trace shows it")
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

impl Word for Band {
    fn word(&self) -> &'static str {
        match self {
            Self::Now => say!("Now"),
            Self::Next => say!("Next"),
            Self::Later => say!("Later"),
            Self::Polish => say!("Polish"),
        }
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
            Self::Verified => say!("Proven, evidence seen"),
            Self::Proven => say!("Proven (claimed)"),
            Self::NotProven => say!("Not proven"),
            Self::Open => say!("Open"),
        }
    }
}

/// The verdict as one sentence.
impl Words for Verdict {
    fn words(&self) -> String {
        let (class, ids) = (self.class.word(), few(&self.because, 8));
        match (self.class, self.would_be) {
            (Class::Incomplete, Some(cap)) => {
                say!("Incomplete - already {class} because of {ids}", class = cap.word(), ids)
            }
            (Class::Incomplete, None) => say!(
                "Incomplete - {n|requirement|requirements} {n?is|are} still open, nothing against it so far",
                n = self.open.len()
            ),
            (Class::Stage2, _) => say!("Ready for Stage 2 - everything met, every gate seen").to_owned(),
            (Class::Stage1, _) => say!("Ready for Stage 1 - for Stage 2 still missing: {ids}", ids),
            _ => say!("{class} because of {ids}", class, ids),
        }
    }
}

/// "27 %" or "between 20 % and 61 %".
pub fn interval(t: &Total) -> String {
    if (t.high - t.low).abs() < 1e-9 {
        percent(t.low)
    } else {
        say!("between {low} and {high}", low = percent(t.low), high = percent(t.high))
    }
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
            Self::KeyCheck(id) => say!("key check {id} missing", id),
            Self::Nothing { nothing, of } => say!("nothing for {nothing} of {of|check|checks}", nothing, of),
            Self::NotProven { missing, of } => say!("{missing} of {of|check|checks} not proven", missing, of),
        }
    }
}

/// A list of reasons: "Stage 1 gate - nothing there - 9 others wait for this - 6 h".
impl Words for Reason {
    fn words(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        if let Some((rank, why)) = &self.by_hand {
            parts.push(say!("set by hand (rule says {rank}): {why}", rank, why));
        }
        parts.extend([self.weight.word().to_owned(), self.shortfall.words()]);
        if self.unblocks > 0 {
            parts.push(say!("{n|other waits|others wait} for this", n = self.unblocks));
        }
        if !self.depends_on.is_empty() {
            parts.push(say!("waits for {ids}", ids = few(&self.depends_on, 3)));
        }
        if self.exposure > 0 {
            parts.push(say!("{n|exposed AI system|exposed AI systems}", n = self.exposure));
        }
        parts.push(hours(self.effort_hours));
        parts.join(" - ")
    }
}
