//! What the first step of the way asks, in words: what can be picked, and what that is kept as.

use jiff::civil::Date;

use super::{Word as _, day};
use crate::model::journey::{Choice, Told};
use crate::model::{Assessment, OrgSize};
use crate::say;

/// What is picked, and what it is.
pub fn choice(choice: &Choice, today: Date) -> (String, String) {
    let own = |s: &str| s.to_owned();
    match choice {
        Choice::Roles(["user"]) => (
            own(say!("Use")),
            own(say!("We use AI that others built: chatbots, assistants, AI in other products")),
        ),
        Choice::Roles(["provider"]) => {
            (own(say!("Offer")), own(say!("We offer others products or services with AI in them")))
        }
        Choice::Roles(["developer"]) => (
            own(say!("Build")),
            own(say!("We build, train or adapt AI ourselves; also own documents loaded into a chatbot")),
        ),
        Choice::Roles(_) => {
            (own(say!("Several")), own(say!("Several of these; it is decided for each AI system")))
        }
        Choice::Size(size) => (own(size.word()), own(people(*size))),
        Choice::Scope(_) => (own(say!("All of it")), value(choice, today)),
        Choice::Hours(hours) => (say!("{hours} h", hours), own(capacity(*hours))),
        Choice::Target(months) => (say!("in {months} months", months), value(choice, today)),
    }
}

/// How many people a size is.
fn people(size: OrgSize) -> &'static str {
    match size {
        OrgSize::Solo => say!("one person alone"),
        OrgSize::Micro => say!("2 to 9 people"),
        OrgSize::Small => say!("10 to 49 people"),
        OrgSize::Medium => say!("50 to 499 people"),
        OrgSize::Large => say!("500 people and more"),
    }
}

/// What so many hours a week are.
fn capacity(hours: u16) -> &'static str {
    match hours {
        ..=2 => say!("an hour or two beside everything else"),
        3..=4 => say!("half a day"),
        5..=8 => say!("a day"),
        9..=12 => say!("a day and a half"),
        13..=16 => say!("two days"),
        _ => say!("three days"),
    }
}

/// What is kept of a choice.
pub fn value(choice: &Choice, today: Date) -> String {
    match choice {
        Choice::Roles(roles) => roles.join(", "),
        Choice::Size(size) => size.key().to_owned(),
        Choice::Scope(tools) => {
            let tools: Vec<&str> = tools.iter().map(String::as_str).collect();
            say!("Use of {tools} in the whole organisation", tools = listed(&tools))
        }
        Choice::Hours(hours) => hours.to_string(),
        Choice::Target(months) => {
            let day = today.checked_add(jiff::Span::new().months(i32::from(*months))).unwrap_or(today);
            day.to_string()
        }
    }
}

/// Whether this is what was told already.
pub fn is_held(choice: &Choice, what: Told, a: &Assessment, today: Date) -> bool {
    let Some(held) = what.key().and_then(|key| a.get(key)) else { return false };
    let parts = |list: &str| {
        let mut parts: Vec<String> = list.split(',').map(|p| p.trim().to_lowercase()).collect();
        parts.sort();
        parts
    };
    match choice {
        Choice::Roles(roles) => parts(held) == parts(&roles.join(",")),
        Choice::Hours(hours) => held.trim().parse() == Ok(f64::from(*hours)),
        Choice::Size(_) | Choice::Scope(_) | Choice::Target(_) => held.trim() == value(choice, today),
    }
}

/// What was told already, as it is called where it is picked; none of the tools, which are rows of their own.
pub fn held(what: Told, a: &Assessment, today: Date) -> Option<String> {
    let held = what.key().and_then(|key| a.get(key))?;
    let picked = what.choices(a).into_iter().find(|c| is_held(c, what, a, today));
    Some(match picked {
        Some(c @ (Choice::Roles(_) | Choice::Size(_) | Choice::Hours(_))) => choice(&c, today).0,
        _ => held.to_owned(),
    })
}

/// "A, B and C".
pub(super) fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => say!("{most} and {last}", most = most.join(", "), last),
    }
}

/// The row of what is typed where nothing that can be picked fits.
pub fn something_else() -> &'static str {
    say!("Something else")
}

/// What is typed where nothing is picked.
pub fn to_type(what: Told) -> &'static str {
    match what {
        Told::Roles => say!("user, provider or developer, with commas"),
        Told::Tools => say!("name, what for, supplier - with commas"),
        Told::Size => say!("a number of people, or solo, micro, small, medium or large"),
        Told::Scope => say!("one sentence: which AI, which places, which people"),
        Told::Hours => say!("hours a week, for example 6"),
        Told::Target => day::how_to_type(),
    }
}
